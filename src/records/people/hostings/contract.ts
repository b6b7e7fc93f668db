import { z } from "zod";
import { day, id, line, version } from "#kit/base/fields.ts";
import { command, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";

const Told = z.object({ code: z.string(), message: z.string() }).nullable();
const permission = "accounts.manage";

export const Hosting = z.object({
  id: z.uuid(),
  roleCode: z.string(),
  roleTitle: z.string().meta({ title: "托管的角色" }),
  hostName: z.string().meta({ title: "托管单位" }),
  sinceOn: z.string().meta({ title: "托管起始", shows: "date" }),
  untilOn: z.string().nullable().meta({ title: "托管截止", shows: "date" }),
  contactTitle: z.string().meta({ title: "对方联系岗位" }),
  document: z.string().meta({ title: "依据文件" }),
  /** Who acts for the host today, by name. */
  people: z.string().meta({ title: "派驻人员" }),
  may: z.object({ post: Told, end: Told }),
  version: z.int(),
});

export const hostingOperations = {
  list: query("hostings.list", {
    title: "查看托管",
    permission: "people.read",
    input: z.strictObject({}),
    output: z.object({
      hostings: z.array(Hosting),
      /** What may be hosted: role and title. */
      choices: z.array(z.object({ code: z.string(), title: z.string() })),
    }),
  }),
  create: command("hostings.create", {
    title: "登记托管",
    permission,
    input: z.strictObject({
      roleCode: z
        .string()
        .regex(/^[a-z][a-zA-Z0-9]{1,30}$/, { error: "请选择托管的角色" })
        .meta({ title: "托管的角色" }),
      hostName: line({ title: "托管单位" }, 60),
      sinceOn: day({ title: "托管起始" }),
      contactTitle: line({ title: "对方联系岗位" }, 40),
      document: line({ title: "依据文件" }, 120),
    }),
    output: Hosting,
  }),
  /** 派驻: an account for the host's person, who holds this role here and nothing else. */
  post: command("hostings.post", {
    title: "登记派驻人员",
    permission,
    input: z.strictObject({
      id: id(),
      name: line({ title: "姓名" }, 40),
      login: z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$/, { error: "登录名为 3 至 40 位小写字母、数字或 . _ -" })
        .meta({ title: "登录名" }),
    }),
    /** Null where the account is one that the person has already. */
    output: z.object({ id: z.uuid(), link: z.string().nullable() }),
  }),
  end: command("hostings.end", {
    title: "结束托管",
    permission,
    input: z.strictObject({
      id: id(),
      version: version(),
      untilOn: day({ title: "最后一天" }),
      reason: line({ title: "结束原因" }, 200),
    }),
    output: Hosting,
  }),
};

export const hostingSubject: Subject = {
  kind: "hosting",
  title: "托管",
  noun: "people",
  shape: Hosting.omit({ may: true, people: true, roleCode: true }),
};
