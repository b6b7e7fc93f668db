import { z } from "zod";
import { code, day, flag, id, line, listOf, referenceCode, version } from "#kit/base/fields.ts";
import { command, list, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { accountStates, budgetLevels, leaveKinds, staffKinds, unitNatures } from "./words.ts";

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

/** 机构信息 as typed; the menu and the size are set apart from it. */
const typedAgency = {
  name: line({ title: "机构名称" }, 60),
  region: referenceCode({ title: "行政区划" }, 12),
  level: code(budgetLevels, { title: "预算级次" }),
  nature: code(unitNatures, { title: "单位性质" }).nullable(),
  superiorName: line({ title: "主管单位" }, 60).nullable(),
};
const menuGroup = () =>
  z
    .string()
    .regex(/^[a-z]{2,20}$/, { error: "菜单分组不正确，请从列表中选择" })
    .meta({ title: "菜单分组" });

export const Agency = z.object({
  id: z.uuid(),
  code: z.string().meta({ title: "机构代码" }),
  name: z.string().meta({ title: "机构名称", class: "public" }),
  region: z.string().meta({ title: "行政区划" }),
  level: typedAgency.level,
  nature: typedAgency.nature,
  superiorName: z.string().nullable().meta({ title: "主管单位" }),
  isSmall: z.boolean().meta({ title: "小型单位" }),
  /** Groups of the menu that this agency does without; their pages are still found by searching. */
  hiddenGroups: z.array(z.string()).meta({ title: "不显示的菜单分组" }),
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
      name: typedAgency.name,
      region: typedAgency.region,
      level: typedAgency.level.optional(),
      nature: typedAgency.nature.optional(),
      superiorName: typedAgency.superiorName.optional(),
    }),
    output: Agency,
  }),
  /** 小型单位与菜单 */
  office: command("agencies.office", {
    title: "设置小型单位与菜单",
    permission: "accounts.manage",
    input: z.strictObject({
      version: version(),
      isSmall: flag({ title: "小型单位" }),
      hiddenGroups: listOf(menuGroup(), 20, "菜单分组").meta({ title: "不显示的菜单分组" }),
    }),
    output: Agency,
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
  login: z.string().meta({ title: "登录名", personal: true }),
  name: z.string().meta({ title: "姓名", personal: true }),
  state: z
    .enum(Object.keys(accountStates) as [keyof typeof accountStates])
    .meta({ title: "状态", shows: "code", words: accountStates }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  roleTitles: z.string().meta({ title: "角色" }),
  /** 托管: the body this account's person belongs to. */
  hostName: z.string().nullable().meta({ title: "托管单位" }),
  lastSignedInAt: z.string().nullable().meta({ title: "最近登录", shows: "moment" }),
  /** Only while it lasts. */
  lockedUntil: z.string().nullable().meta({ title: "锁定至", shows: "moment" }),
  version: z.int(),
});

const chosenRoles = () =>
  listOf(z.string().regex(/^[a-z][a-zA-Z0-9]{1,30}$/), 6, "角色")
    .min(1, { error: "请至少选择一个角色" })
    .meta({ title: "角色" });

const newAccount = z.strictObject({
  login: login(),
  name: line({ title: "姓名" }, 40),
  divisionId: id("科室").nullable().default(null),
  staffKind: code(staffKinds, { title: "人员类别" }).nullable().default(null),
  roles: chosenRoles(),
});

/** 一次性链接 of one of many, to be printed and cut out. */
const Slip = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "姓名" }),
  login: z.string().meta({ title: "登录名" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  link: z.string().meta({ title: "一次性链接" }),
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
  /** 发放账号 to somebody on the staff who has none. */
  give: command("accounts.give", {
    title: "发放账号",
    permission: "accounts.manage",
    input: z.strictObject({ personId: id("人员"), login: login(), roles: chosenRoles() }),
    output: z.object({ id: z.uuid(), link: z.string() }),
  }),
  /** 成批发放: new links for accounts that nobody has used yet, told this once. */
  invite: command("accounts.invite", {
    title: "成批发放一次性链接",
    permission: "accounts.manage",
    input: z.strictObject({
      ids: listOf(id("账号"), 200, "账号").min(1, { error: "请至少选择一个账号" }).meta({ title: "账号" }),
      reason: line({ title: "发放原因" }, 200),
    }),
    output: z.array(Slip),
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

export const accountSubject: Subject = { kind: "account", title: "账号", noun: "accounts", shape: Account };
export const agencySubject: Subject = { kind: "agency", title: "机构", noun: "people", shape: Agency };
export const sessionSubject: Subject = {
  kind: "session",
  title: "登录",
  noun: "accounts",
  shape: z.object({ login: z.string().meta({ title: "登录名" }), outcome: z.string().meta({ title: "结果" }) }),
};
/** 人员 as the history tells it. */
const PersonRecord = z.object({
  name: line({ title: "姓名", personal: true }, 40),
  idNumber: line({ title: "身份证件号", personal: true }, 18).nullable(),
  divisionId: id("科室").nullable(),
  leftOn: day({ title: "离开日期" }).nullable(),
  leaveKind: code(leaveKinds, { title: "离开方式" }).nullable(),
});
export const personSubject: Subject = {
  kind: "person",
  title: "人员",
  noun: "people",
  shape: PersonRecord,
  page: "persons",
};
