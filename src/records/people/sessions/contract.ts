import { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { code, day, flag, id, line } from "#kit/base/fields.ts";
import { anyone, command, list, query, signedIn } from "#kit/base/operation.ts";
import { login, password } from "../contract.ts";
import { factorCode, FactorOffer } from "../factors/contract.ts";
import { awaitedSteps, entries, instanceKinds } from "../words.ts";
import { signInOutcomes } from "./words.ts";

const token = (title = "一次性链接", wrong = "链接不完整，请从头复制") =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]{20,100}$/, { error: wrong })
    .meta({ title });

/** 登录凭条: stands for a password that was right, for ten minutes and one step. */
const voucher = () => token("登录凭条", "登录没有接上，请从头登录");

/** Where one stands after a step of signing in: inside, or before the next step. */
export const Entrance = z.object({
  /** Who is in; null while a step is still awaited. */
  accountId: z.uuid().nullable(),
  awaits: z.enum(Object.keys(awaitedSteps) as [keyof typeof awaitedSteps]).nullable(),
  voucher: z.string().nullable(),
});

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
      /** 受托: for whom it may act today, and until when. */
      actsFor: z.array(z.object({ name: z.string(), until: z.string() })),
      /** 菜单按规模: a small office does without some of it. */
      menu: z.object({ isSmall: z.boolean(), hiddenGroups: z.array(z.string()) }),
    })
    .nullable(),
  /** 外部登录: the name on its button, where one is set. */
  outside: z.string().nullable(),
  /** After so long without a touch the page locks itself. */
  idleMinutes: z.int(),
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
    output: Entrance,
  }),
  enterCode: command("session.enterCode", {
    title: "输入验证码",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({ voucher: voucher(), code: factorCode() }),
    output: Entrance,
  }),
  /** Whose role asks for a second factor and who has none sets it up before anything else. */
  beginFactor: command("session.beginFactor", {
    title: "登录时设置第二因素",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({ voucher: voucher() }),
    output: FactorOffer,
  }),
  confirmFactor: command("session.confirmFactor", {
    title: "登录时启用第二因素",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({ voucher: voucher(), code: factorCode() }),
    /** 恢复码, shown this once. */
    output: Entrance.extend({ codes: z.array(z.string()) }),
  }),
  renewPassword: command("session.renewPassword", {
    title: "登录时更换密码",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({ voucher: voucher(), password: password("新密码") }),
    output: Entrance,
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
    output: Entrance,
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
    output: Entrance,
  }),
};

/** A round to the provider and back, through the browser. */
export const outsideOperations = {
  begin: command("session.beginOutside", {
    title: "用外部账号登录",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({
      /** Where this installation is reached, as the browser sees it; the provider accepts registered ones only. */
      origin: z
        .string()
        .max(200)
        .regex(/^https?:\/\/[^/?#\s]+$/, { error: "网址不正确" })
        .meta({ title: "网址" }),
      /** 关联到本人的账号 instead of signing in; with the password, so that nobody does it at an open screen. */
      isLinking: flag({ title: "关联到本人账号" }).default(false),
      password: password().optional(),
    }),
    /** `binding` stays in the browser: only the one that went out may come back. */
    output: z.object({ address: z.string(), binding: z.string() }),
  }),
  finish: command("session.finishOutside", {
    title: "完成外部登录",
    permission: anyone,
    reach: "instance",
    input: z.strictObject({
      binding: token("往返凭据", "登录没有接上，请从头登录"),
      /** What the provider sent the browser back with. */
      search: z
        .string()
        .max(4000)
        .regex(/^\?[\x21-\x7e]*$/, { error: "外部登录返回的内容不完整，请从头登录" })
        .meta({ title: "返回内容" }),
    }),
    output: Entrance.extend({ isLinked: z.boolean() }),
  }),
};

/** One sign-in that still lasts. */
export const OpenSession = z.object({
  id: z.uuid(),
  device: z.string().meta({ title: "设备" }),
  address: z.string().nullable().meta({ title: "地址" }),
  entry: z
    .enum(Object.keys(entries) as [keyof typeof entries])
    .meta({ title: "登录方式", shows: "code", words: entries }),
  createdAt: z.string().meta({ title: "登录时间", shows: "moment" }),
  seenAt: z.string().meta({ title: "最近活动", shows: "moment" }),
});

const AgencySession = OpenSession.extend({
  accountId: z.uuid(),
  accountName: z.string().meta({ title: "姓名" }),
  login: z.string().meta({ title: "登录名" }),
});

export const openSessionOperations = {
  mine: query("sessions.mine", {
    title: "查看本人的登录",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({}),
    output: z.array(OpenSession.extend({ isCurrent: z.boolean() })),
  }),
  end: command("sessions.end", {
    title: "结束本人的一处登录",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({ id: id("登录") }),
    output: z.object({}),
  }),
  endOthers: command("sessions.endOthers", {
    title: "结束本人在别处的登录",
    permission: signedIn,
    reach: "instance",
    input: z.strictObject({}),
    output: z.object({ ended: z.int() }),
  }),
  list: list("sessions.list", {
    title: "查看本机构的登录",
    permission: "sessions.manage",
    row: AgencySession,
    filter: { accountId: id("账号").optional() },
    sorts: ["seenAt", "createdAt"],
  }),
  close: command("sessions.close", {
    title: "结束登录",
    permission: "sessions.manage",
    input: z.strictObject({
      id: id("登录"),
      reason: line({ title: "结束原因" }, 200),
      isWhole: flag({ title: "此人在别处的登录也一并结束" }).default(false),
    }),
    output: z.object({ ended: z.int() }),
  }),
};

export const SignInRow = z.object({
  id: z.uuid(),
  at: z.string().meta({ title: "时间", shows: "moment" }),
  accountName: z.string().meta({ title: "姓名" }),
  login: z.string().meta({ title: "登录名" }),
  outcome: z
    .enum(Object.keys(signInOutcomes) as [keyof typeof signInOutcomes])
    .meta({ title: "结果", shows: "code", words: signInOutcomes }),
  entry: z
    .enum(Object.keys(entries) as [keyof typeof entries])
    .meta({ title: "登录方式", shows: "code", words: entries }),
  device: z.string().meta({ title: "设备" }),
  address: z.string().nullable().meta({ title: "地址" }),
});

/** 登录记录 of the accounts that have a posting here, for the auditor. */
export const signInOperations = {
  list: list("signIns.list", {
    title: "查看登录记录",
    permission: "history.read",
    row: SignInRow,
    filter: {
      outcome: code(signInOutcomes, { title: "结果" }).optional(),
      accountId: id("账号").optional(),
      from: day({ title: "起始日期" }).optional(),
      to: day({ title: "截止日期" }).optional(),
    },
    sorts: ["at"],
  }),
};
