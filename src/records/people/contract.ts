import { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { code, id, line, listOf, referenceCode, version } from "#kit/base/fields.ts";
import { anyone, command, list, query, signedIn } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { accountStates, instanceKinds } from "./words.ts";

const login = () =>
  z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[a-z0-9][a-z0-9._-]{1,38}[a-z0-9]$/, { error: "登录名为 3 至 40 位小写字母、数字或 . _ -" })
    .meta({ title: "登录名" });

/** Bounded, never trimmed: a space may be part of it. */
const password = () =>
  z.string().min(1, { error: "请填写密码" }).max(200, { error: "密码最多 200 个字符" }).meta({ title: "密码" });

const token = () =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{20,100}$/, { error: "链接不完整，请从头复制" })
    .meta({ title: "一次性链接" });

export const AgencyName = z.object({
  id: z.uuid(),
  code: z.string().meta({ title: "机构代码" }),
  name: z.string().meta({ title: "机构名称" }),
  /** 有数据的年度, newest first; the year switch opens on the first. */
  years: z.array(z.int()),
});

/** Who is here, what this installation is, and what the account may do in the chosen agency. */
export const Session = z.object({
  instance: z.enum(Object.keys(instanceKinds) as [keyof typeof instanceKinds]),
  /** The name over the sign-in page when nobody is signed in. */
  product: z.string(),
  today: z.string(),
  account: z.object({ id: z.uuid(), login: z.string(), name: z.string() }).nullable(),
  agencies: z.array(AgencyName),
  /** The agency this request is about: the one asked for, else the account's first. */
  agency: z
    .object({
      id: z.uuid(),
      code: z.string(),
      name: z.string(),
      personId: z.uuid().nullable(),
      divisionId: z.uuid().nullable(),
      divisionName: z.string().nullable(),
      roles: z.array(z.object({ code: z.string(), title: z.string() })),
      /** Permission → scope. */
      grants: z.record(z.string(), z.string()),
      classes: z.array(z.enum(Object.keys(fieldClasses) as [keyof typeof fieldClasses])),
    })
    .nullable(),
  /** Sent back with every command as `x-luodi-csrf`. */
  csrf: z.string().nullable(),
});

export const DemoPerson = z.object({
  login: z.string(),
  name: z.string().meta({ title: "姓名" }),
  agencyCode: z.string(),
  agencyName: z.string().meta({ title: "机构" }),
  roleTitle: z.string().meta({ title: "角色" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
});

export const sessionOperations = {
  current: query("session.current", {
    title: "查看当前登录",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({}),
    output: Session,
  }),
  signIn: command("session.signIn", {
    title: "登录",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({ login: login(), password: password() }),
    output: z.object({ accountId: z.uuid() }),
  }),
  signOut: command("session.signOut", {
    title: "退出",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({}),
    output: z.object({}),
  }),
  useLink: command("session.useLink", {
    title: "用一次性链接设置密码",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({ token: token(), password: password() }),
    output: z.object({ accountId: z.uuid() }),
  }),
  demoPeople: query("session.demoPeople", {
    title: "查看演示人员",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({}),
    output: z.array(DemoPerson),
  }),
  signInAsDemo: command("session.signInAsDemo", {
    title: "以演示人员登录",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({ login: login() }),
    output: z.object({ accountId: z.uuid() }),
  }),
};

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
    filter: {
      state: code(accountStates, { title: "状态" }).optional(),
      isLocked: z.boolean().optional().meta({ title: "已锁定" }),
    },
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
