import { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { code, day, id, line, listOf, prose, version } from "#kit/base/fields.ts";
import { command, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { scopes } from "../words.ts";

const Told = z.object({ code: z.string(), message: z.string() }).nullable();
const permissionCode = () =>
  z
    .string()
    .regex(/^[a-z][a-zA-Z]{1,30}\.[a-z][a-zA-Z]{1,30}$/, { error: "权限代码不正确，请从列表中选择" })
    .meta({ title: "权限" });
const roleCode = () =>
  z
    .string()
    .regex(/^[a-z][a-zA-Z0-9]{1,30}$/, { error: "角色代码不正确，请从列表中选择" })
    .meta({ title: "角色" });

export const Role = z.object({
  code: z.string(),
  title: z.string().meta({ title: "角色" }),
  grants: z.record(z.string(), z.string()).meta({ title: "权限与范围" }),
  classes: z.array(z.string()).meta({ title: "可见信息分级" }),
  /** 三员之一 */
  isAdministrator: z.boolean(),
  /** What its grants may be chosen from. */
  choices: z.array(z.string()),
  /** 在任人数 */
  holders: z.int().meta({ title: "在任人数", shows: "count" }),
  may: z.object({ copy: Told, remove: Told }),
  version: z.int(),
});

export const HeldPosting = z.object({
  id: z.uuid(),
  accountId: z.uuid(),
  login: z.string().meta({ title: "登录名" }),
  roleCode: z.string(),
  roleTitle: z.string().meta({ title: "角色" }),
  fromOn: z.string().meta({ title: "起始日期", shows: "date" }),
  toOn: z.string().nullable().meta({ title: "截止日期", shows: "date" }),
  document: z.string().meta({ title: "依据文件" }),
  /** In force today. */
  isHeld: z.boolean(),
  version: z.int(),
});

const Grant = z.strictObject({ permission: permissionCode(), scope: code(scopes, { title: "数据范围" }) });
const chosen = {
  title: line({ title: "角色名称" }, 40),
  grants: listOf(Grant, 200, "权限").meta({ title: "权限与范围" }),
  classes: listOf(code(fieldClasses, { title: "信息分级" }), Object.keys(fieldClasses).length, "信息分级").meta({
    title: "可见信息分级",
    words: fieldClasses,
  }),
};

const permission = "rights.manage";

export const roleOperations = {
  list: query("roles.list", {
    title: "查看角色与权限",
    permission: "people.read",
    input: z.strictObject({}),
    output: z.array(Role),
  }),
  /** 新角色, by itself or as a copy of one. */
  create: command("roles.create", {
    title: "新增角色",
    permission,
    input: z.strictObject({ title: chosen.title, copyOf: roleCode().nullable().default(null) }),
    output: Role,
  }),
  update: command("roles.update", {
    title: "修改角色",
    permission,
    input: z.strictObject({ code: roleCode(), version: version(), ...chosen }),
    output: Role,
  }),
  remove: command("roles.remove", {
    title: "删除角色",
    permission,
    input: z.strictObject({ code: roleCode(), version: version(), reason: line({ title: "删除原因" }, 200) }),
    output: z.object({}),
  }),
};

export const postingOperations = {
  give: command("postings.give", {
    title: "授予角色",
    permission,
    input: z.strictObject({
      accountId: id("账号"),
      roleCode: roleCode(),
      fromOn: day({ title: "起始日期" }),
      toOn: day({ title: "最后一天" }).nullable().default(null),
      document: prose({ title: "依据文件" }, 200).default(""),
    }),
    output: HeldPosting,
  }),
  /** 收回: at once, unless a last day is said. */
  withdraw: command("postings.withdraw", {
    title: "收回角色",
    permission,
    input: z.strictObject({
      id: id(),
      version: version(),
      toOn: day({ title: "最后一天" }).nullable().default(null),
      reason: line({ title: "收回原因" }, 200),
    }),
    output: HeldPosting,
  }),
};

const Holder = z.object({
  personId: z.uuid(),
  personName: z.string().meta({ title: "姓名" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  roleTitle: z.string().meta({ title: "角色" }),
  scope: code(scopes, { title: "数据范围" }),
  hostName: z.string().nullable().meta({ title: "托管单位" }),
  toOn: z.string().nullable().meta({ title: "截止日期", shows: "date" }),
});

export const rightOperations = {
  /** 谁能办: everybody who holds this permission today, by which role and how far. */
  holders: query("rights.holders", {
    title: "查看谁能办理",
    permission: "rights.read",
    input: z.strictObject({ permission: permissionCode() }),
    output: z.array(Holder),
  }),
  /** 某人为什么能、为什么不能: what the sentence of `explain` in rules.ts is made of. */
  explain: query("rights.explain", {
    title: "查看某人的权限",
    permission: "rights.read",
    input: z.strictObject({ personId: id("人员"), permission: permissionCode() }),
    output: z.object({
      personName: z.string(),
      leftOn: z.string().nullable(),
      accounts: z.array(z.object({ login: z.string(), state: z.string() })),
      postings: z.array(
        z.object({
          roleTitle: z.string(),
          fromOn: z.string(),
          toOn: z.string().nullable(),
          isHeld: z.boolean(),
          isAdministrator: z.boolean(),
          scope: code(scopes, { title: "数据范围" }).nullable(),
        }),
      ),
      /** Roles that hold it, by title. */
      roles: z.array(z.string()),
      isAdministrators: z.boolean(),
    }),
  }),
};

/** As the history tells it: one line a permission. */
const RoleRecord = z.object({
  title: line({ title: "角色" }),
  grants: line({ title: "权限与范围" }),
  classes: line({ title: "可见信息分级" }),
});
export const roleSubject: Subject = { kind: "role", title: "角色", noun: "people", shape: RoleRecord };
export const postingSubject: Subject = {
  kind: "posting",
  title: "角色任职",
  noun: "people",
  shape: HeldPosting.omit({ isHeld: true, roleCode: true, accountId: true }),
};
