import { z } from "zod";
import { code, id, line } from "#kit/base/fields.ts";
import { command, list, query, signedIn } from "#kit/base/operation.ts";
import { password } from "../contract.ts";
import { factorStates } from "./words.ts";

/** 验证码 of six digits, or one of the recovery codes. */
export const factorCode = () =>
  z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^(\d{3} ?\d{3}|[a-z0-9]{5}-?[a-z0-9]{5})$/, { error: "请输入 6 位验证码，或一个恢复码" })
    .meta({ title: "验证码" });

/** What an authenticator app is given: as a QR code, or typed by hand. */
export const FactorOffer = z.object({ secret: z.string(), address: z.string() });

/** 恢复码, told this once. */
const RecoveryCodes = z.object({ codes: z.array(z.string()) });

export const Factor = z.object({
  state: z
    .enum(Object.keys(factorStates) as [keyof typeof factorStates])
    .meta({ title: "第二因素", shows: "code", words: factorStates }),
  since: z.string().nullable().meta({ title: "启用时间", shows: "moment" }),
  codesLeft: z.int().meta({ title: "未用的恢复码", shows: "count" }),
  /** By one of one's roles. */
  isRequired: z.boolean().meta({ title: "角色要求" }),
  /** A demo person has none to prove to be himself with. */
  hasPassword: z.boolean(),
});

/** How well an account is kept: what a security administrator looks after. */
export const AccountSafety = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "姓名" }),
  login: z.string().meta({ title: "登录名" }),
  roleTitles: z.string().meta({ title: "角色" }),
  factor: z
    .enum(Object.keys(factorStates) as [keyof typeof factorStates])
    .meta({ title: "第二因素", shows: "code", words: factorStates }),
  factorSince: z.string().nullable().meta({ title: "启用时间", shows: "moment" }),
});

export const factorOperations = {
  mine: query("factors.mine", {
    title: "查看本人的第二因素",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({}),
    output: Factor,
  }),
  begin: command("factors.begin", {
    title: "设置第二因素",
    permission: signedIn,
    reach: "instance",
    /** The password, so that nobody does it at an open screen; and for another phone a code from the one before. */
    input: z.strictObject({ password: password().optional(), code: factorCode().optional() }),
    output: FactorOffer,
  }),
  confirm: command("factors.confirm", {
    title: "启用第二因素",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({ code: factorCode() }),
    output: RecoveryCodes,
  }),
  renewCodes: command("factors.renewCodes", {
    title: "重新生成恢复码",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({ code: factorCode() }),
    output: RecoveryCodes,
  }),
  remove: command("factors.remove", {
    title: "停用第二因素",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({ code: factorCode() }),
    output: z.object({}),
  }),
  list: list("factors.list", {
    title: "查看账号的登录安全",
    permission: "sessions.manage",
    row: AccountSafety,
    filter: { factor: code(factorStates, { title: "第二因素" }).optional() },
    sorts: ["login", "name"],
  }),
  /** 手机丢失: the person sets up a new one at the next sign-in, or none where the role asks for none. */
  reset: command("factors.reset", {
    title: "重置第二因素",
    permission: "sessions.manage",
    input: z.strictObject({ id: id("账号"), reason: line({ title: "重置原因" }, 200) }),
    output: z.object({}),
  }),
};
