import { z } from "zod";
import { code, day, id, line, prose, version } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { HeldPosting } from "../rights/contract.ts";
import { leaveKinds, personStates, staffKinds } from "../words.ts";

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

/** 身份证件号: never masked by class, for it is never shown whole but by persons.reveal, which is recorded. */
const idNumber = () =>
  z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z]{6,18}$/, { error: "身份证件号应为 18 位身份证号，或 6 至 18 位的其他证件号" })
    .nullable()
    .meta({ title: "身份证件号", personal: true });

/** Where somebody works, as what, from which day. */
const service = {
  divisionId: id("科室").nullable(),
  staffKind: code(staffKinds, { title: "人员类别" }).nullable(),
  postId: id("岗位").nullable(),
  fromOn: day({ title: "起始日期" }),
  document: prose({ title: "依据文件" }, 200),
};
const serviceOf = {
  ...service,
  divisionId: service.divisionId.default(null),
  staffKind: service.staffKind.default(null),
  postId: service.postId.default(null),
  document: service.document.default(""),
};

export const PersonRow = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "姓名" }),
  state: code(personStates, { title: "在册情况" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  postTitle: z.string().nullable().meta({ title: "岗位" }),
  staffKind: code(staffKinds, { title: "人员类别" }).nullable(),
  fromOn: z.string().nullable().meta({ title: "现任起始", shows: "date" }),
  roleTitles: z.string().meta({ title: "角色" }),
  logins: z.string().meta({ title: "登录名" }),
  /** 托管: the body this person belongs to. */
  hostName: z.string().nullable().meta({ title: "托管单位" }),
  leftOn: z.string().nullable().meta({ title: "离开日期", shows: "date" }),
  version: z.int(),
});

export const Service = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  divisionId: z.uuid().nullable(),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  staffKind: code(staffKinds, { title: "人员类别" }).nullable(),
  postId: z.uuid().nullable(),
  postTitle: z.string().nullable().meta({ title: "岗位" }),
  fromOn: z.string().meta({ title: "起始日期", shows: "date" }),
  toOn: z.string().nullable().meta({ title: "截止日期", shows: "date" }),
  document: z.string().meta({ title: "依据文件" }),
});

/** 某日的任职, one row a person: what a number of 实有 is made of. */
export const ServiceRow = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  personName: z.string().meta({ title: "姓名" }),
  ...Service.pick({ divisionName: true, postTitle: true, staffKind: true, fromOn: true, document: true }).shape,
});

export const Person = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "姓名", personal: true }),
  idNumber: z.string().nullable().meta({ title: "身份证件号", personal: true }),
  state: code(personStates, { title: "在册情况" }),
  divisionId: z.uuid().nullable().meta({ title: "科室" }),
  hostName: z.string().nullable().meta({ title: "托管单位" }),
  leftOn: z.string().nullable().meta({ title: "离开日期", shows: "date" }),
  leaveKind: code(leaveKinds, { title: "离开方式" }).nullable(),
  version: z.int(),
});

export const PersonPage = z.object({
  person: Person,
  services: z.array(Service),
  postings: z.array(HeldPosting),
  accounts: z.array(z.object({ id: z.uuid(), login: z.string(), state: z.string() })),
  timeline: z.object({
    rows: z.array(
      z.object({
        id: z.string(),
        happenedOn: z.string(),
        typedAt: z.string(),
        kind: z.string(),
        title: z.string(),
        link: z.string().nullable(),
        by: z.string().nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
  may: z.object({ update: Told, move: Told, leave: Told, rejoin: Told, give: Told, post: Told }),
});

const permission = "people.manage";

export const staffOperations = {
  roster: list("persons.roster", {
    title: "查看人员",
    permission: "people.read",
    row: PersonRow,
    filter: {
      search: z.string().trim().max(40).optional().meta({ title: "姓名或拼音首字母" }),
      divisionId: id("科室").optional(),
      staffKind: code(staffKinds, { title: "人员类别" }).optional(),
      state: code(personStates, { title: "在册情况" }).optional(),
    },
    sorts: ["name"],
  }),
  serving: list("services.list", {
    title: "查看某日的任职",
    permission: "people.read",
    row: ServiceRow,
    filter: {
      asOf: day({ title: "截至" }).optional(),
      staffKind: code({ ...staffKinds, unknown: "未登记" }, { title: "人员类别" }).optional(),
      divisionId: id("科室").optional(),
    },
    sorts: ["personName"],
  }),
  get: query("persons.get", { title: "查看人员详情", permission: "people.read", input: one, output: PersonPage }),
  create: command("persons.create", {
    title: "登记人员",
    permission,
    input: z.strictObject({
      name: line({ title: "姓名", personal: true }, 40),
      idNumber: idNumber().default(null),
      ...serviceOf,
    }),
    output: Person,
  }),
  update: command("persons.update", {
    title: "修改人员",
    permission,
    input: z.strictObject({
      id: id(),
      version: version(),
      changes: z.strictObject({ name: line({ title: "姓名", personal: true }, 40), idNumber: idNumber() }).partial(),
    }),
    output: Person,
  }),
  /** 调岗: the service so far ends the day before. */
  move: command("persons.move", {
    title: "办理调岗",
    permission,
    input: z.strictObject({ id: id(), version: version(), ...service, document: serviceOf.document }),
    output: Person,
  }),
  leave: command("persons.leave", {
    title: "办理离开",
    permission,
    input: z.strictObject({
      id: id(),
      version: version(),
      leftOn: day({ title: "最后在岗日" }),
      kind: code(leaveKinds, { title: "离开方式" }),
      reason: line({ title: "原因或依据文件" }, 200),
    }),
    output: Person,
  }),
  /** 重新到岗 of one who had left: the same person, a new service; the roles do not come back by themselves. */
  rejoin: command("persons.rejoin", {
    title: "办理到岗",
    permission,
    input: z.strictObject({ id: id(), version: version(), ...service, document: serviceOf.document }),
    output: Person,
  }),
  /** A command, because looking is recorded. */
  reveal: command("persons.reveal", {
    title: "查看身份证件号原文",
    permission,
    input: one,
    output: z.object({ idNumber: z.string().nullable().meta({ title: "身份证件号", personal: true }) }),
  }),
};

export const serviceSubject: Subject = { kind: "service", title: "任职经历", noun: "people", shape: Service };
