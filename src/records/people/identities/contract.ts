import { z } from "zod";
import { id, line } from "#kit/base/fields.ts";
import { command, query, signedIn } from "#kit/base/operation.ts";

/** 外部身份: who an account is at the provider. */
export const OutsideIdentity = z.object({
  id: z.uuid(),
  name: z.string().nullable().meta({ title: "外部账号" }),
  /** Whether it has come in with that name once: from then on it is known by what never changes. */
  isBound: z.boolean().meta({ title: "已使用" }),
  linkedAt: z.string().meta({ title: "关联时间", shows: "moment" }),
  usedAt: z.string().nullable().meta({ title: "最近使用", shows: "moment" }),
});

export const identityOperations = {
  mine: query("identities.mine", {
    title: "查看本人的外部账号",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({}),
    output: z.array(OutsideIdentity),
  }),
  unlink: command("identities.unlink", {
    title: "解除外部账号",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({ id: id("外部账号") }),
    output: z.object({}),
  }),
  of: query("identities.of", {
    title: "查看账号的外部账号",
    permission: "accounts.manage",
    input: z.strictObject({ accountId: id("账号") }),
    /** Null where no provider is set. */
    output: z.object({ provider: z.string().nullable(), identities: z.array(OutsideIdentity) }),
  }),
  assign: command("identities.assign", {
    title: "关联外部账号",
    permission: "accounts.manage",
    input: z.strictObject({ accountId: id("账号"), name: line({ title: "外部账号名" }, 120) }),
    output: z.object({}),
  }),
  remove: command("identities.remove", {
    title: "解除账号的外部账号",
    permission: "accounts.manage",
    input: z.strictObject({ accountId: id("账号"), id: id("外部账号"), reason: line({ title: "解除原因" }, 200) }),
    output: z.object({}),
  }),
};
