import { z } from "zod";
import { code, id, line, listOf, referenceCode, version } from "#kit/base/fields.ts";
import { command, list, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { accountStates } from "./words.ts";

export const login = () =>
  z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$/, { error: "登录名为 3 至 40 位小写字母、数字或 . _ -" })
    .meta({ title: "登录名" });

/** Bounded, never trimmed: a space may be part of it. */
export const password = (title = "密码") =>
  z
    .string()
    .min(1, { error: `请填写${title}` })
    .max(200, { error: `${title}最多 200 个字符` })
    .meta({ title });

export const Agency = z.object({
  id: z.uuid(),
  code: z.string().meta({ title: "机构代码" }),
  name: z.string().meta({ title: "机构名称", class: "public" }),
  region: z.string().meta({ title: "行政区划" }),
  version: z.int(),
});

export const agencyOperations = {
  get: query("agencies.get", {
    title: "查看本机构",
    permission: "people.read",
    input: z.strictObject({}),
    output: Agency,
  }),
  update: command("agencies.update", {
    title: "修改本机构信息",
    permission: "accounts.manage",
    input: z.strictObject({
      version: version(),
      name: line({ title: "机构名称" }, 60),
      region: referenceCode({ title: "行政区划" }, 12),
    }),
    output: Agency,
  }),
};

export const Division = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "科室" }),
  headcount: z.int().meta({ title: "在岗人数", shows: "count" }),
  version: z.int(),
});

export const divisionOperations = {
  list: query("divisions.list", {
    title: "查看科室",
    permission: "people.read",
    input: z.strictObject({}),
    output: z.array(Division),
  }),
  create: command("divisions.create", {
    title: "新增科室",
    permission: "accounts.manage",
    input: z.strictObject({ name: line({ title: "科室名称" }, 40) }),
    output: Division,
  }),
};

export const Person = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "姓名" }),
  divisionId: z.uuid().nullable(),
  divisionName: z.string().nullable().meta({ title: "科室" }),
});

export const personOperations = {
  /** 在岗人员, for pickers: officers, assignees. */
  list: query("persons.list", {
    title: "查看人员",
    permission: "people.read",
    input: z.strictObject({ search: z.string().trim().max(40).optional().meta({ title: "姓名" }) }),
    output: z.array(Person),
  }),
};

export const Account = z.object({
  id: z.uuid(),
  login: z.string().meta({ title: "登录名" }),
  name: z.string().meta({ title: "姓名" }),
  state: z
    .enum(Object.keys(accountStates) as [keyof typeof accountStates])
    .meta({ title: "状态", shows: "code", words: accountStates }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  roleTitles: z.string().meta({ title: "角色" }),
  lastSignedInAt: z.string().nullable().meta({ title: "最近登录", shows: "moment" }),
  /** Only while it lasts. */
  lockedUntil: z.string().nullable().meta({ title: "锁定至", shows: "moment" }),
  version: z.int(),
});

const newAccount = z.strictObject({
  login: login(),
  name: line({ title: "姓名" }, 40),
  divisionId: id("科室").nullable().default(null),
  roles: listOf(z.string().regex(/^[a-z][a-zA-Z]{1,30}$/), 6, "角色")
    .min(1, { error: "请至少选择一个角色" })
    .meta({ title: "角色" }),
});

export const accountOperations = {
  list: list("accounts.list", {
    title: "查看账号",
    permission: "accounts.manage",
    row: Account,
    filter: { state: code(accountStates, { title: "状态" }).optional() },
    sorts: ["login", "name"],
  }),
  create: command("accounts.create", {
    title: "新增账号",
    permission: "accounts.manage",
    input: newAccount,
    /** The path of the one-time link (一次性链接) with which the person sets the password; shown once. */
    output: z.object({ id: z.uuid(), link: z.string() }),
  }),
  /** 忘记密码、链接过期、被锁定: a new link; the old password and links end with it. */
  renew: command("accounts.renew", {
    title: "重新发放一次性链接",
    permission: "accounts.manage",
    input: z.strictObject({ id: id(), reason: line({ title: "发放原因" }, 200) }),
    output: z.object({ link: z.string() }),
  }),
  /** 解锁 before its time: the person remembered the password, or somebody else had tried it. */
  unlock: command("accounts.unlock", {
    title: "解锁账号",
    permission: "accounts.manage",
    input: z.strictObject({ id: id(), reason: line({ title: "解锁原因" }, 200) }),
    output: Account,
  }),
  disable: command("accounts.disable", {
    title: "停用账号",
    permission: "accounts.manage",
    input: z.strictObject({ id: id(), version: version(), reason: line({ title: "停用原因" }, 200) }),
    output: Account,
  }),
};

export const Role = z.object({
  code: z.string(),
  title: z.string().meta({ title: "角色" }),
  grants: z.record(z.string(), z.string()).meta({ title: "权限与范围" }),
  classes: z.array(z.string()).meta({ title: "可见信息分级" }),
});

export const roleOperations = {
  list: query("roles.list", {
    title: "查看角色与权限",
    permission: "people.read",
    input: z.strictObject({}),
    output: z.array(Role),
  }),
};

export const accountSubject: Subject = { kind: "account", title: "账号", noun: "accounts", shape: Account };
export const agencySubject: Subject = { kind: "agency", title: "机构", noun: "people", shape: Agency };
export const divisionSubject: Subject = { kind: "division", title: "科室", noun: "people", shape: Division };
export const sessionSubject: Subject = {
  kind: "session",
  title: "登录",
  noun: "accounts",
  shape: z.object({ login: z.string().meta({ title: "登录名" }), outcome: z.string().meta({ title: "结果" }) }),
};
