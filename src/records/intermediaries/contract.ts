import { z } from "zod";
import { code, creditCode, day, id, line, prose, version } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { declarations, intermediaryKinds, intermediaryStates, mandateStates } from "./words.ts";

const typed = {
  kind: code(intermediaryKinds, { title: "类型" }),
  name: line({ title: "名称", class: "public" }, 120),
  creditCode: creditCode({ title: "统一社会信用代码", class: "public" }).nullable(),
  companyId: id("库内企业").nullable(),
  contactName: prose({ title: "联系人", personal: true }, 40),
  phone: z
    .string()
    .trim()
    .regex(/^[0-9+][0-9 -]{5,24}$/, { error: "电话应为数字，可带区号或 +86" })
    .nullable()
    .meta({ title: "电话", class: "sensitive", personal: true }),
  regions: prose({ title: "联系地区" }, 200),
  strengths: prose({ title: "擅长领域" }, 300),
  note: prose({ title: "备注" }, 1000),
  officerId: id("责任专员").nullable(),
};

export const NewIntermediary = z.strictObject({
  ...typed,
  creditCode: typed.creditCode.default(null),
  companyId: typed.companyId.default(null),
  contactName: typed.contactName.default(""),
  phone: typed.phone.default(null),
  regions: typed.regions.default(""),
  strengths: typed.strengths.default(""),
  note: typed.note.default(""),
  officerId: typed.officerId.default(null),
});

const declared = {
  declaration: code(declarations, { title: "回避声明" }),
  declaredOn: day({ title: "声明日期" }).nullable(),
  declarationNote: prose({ title: "声明说明" }, 300),
};

const Intermediary = z.object({
  id: z.uuid(),
  ...typed,
  creditCode: z.string().nullable().meta({ title: "统一社会信用代码", class: "public" }),
  phone: z.string().nullable().meta({ title: "电话", class: "sensitive", personal: true }),
  ...declared,
  state: code(intermediaryStates, { title: "状态" }),
  stateReason: prose({ title: "状态说明" }, 200),
  divisionId: z.uuid().nullable(),
  registeredOn: day({ title: "登记日期" }),
  version: z.int(),
});

const shown = {
  companyName: z.string().nullable().meta({ title: "库内企业" }),
  officerName: z.string().nullable().meta({ title: "责任专员" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  /** The last day of the mandate in force that lasts longest; null where none is. */
  mandatedUntil: z.string().nullable().meta({ title: "委托有效至", shows: "date" }),
};

export const IntermediaryRow = z.object({
  ...Intermediary.omit({ phone: true, note: true, declarationNote: true }).shape,
  ...shown,
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const IntermediaryPage = z.object({
  intermediary: z.object({ ...Intermediary.shape, ...shown }),
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
  may: z.object({ update: Told, declare: Told, mandate: Told, remove: Told, restore: Told, reveal: Told }),
});

export const intermediarySubject: Subject = {
  kind: "intermediary",
  title: "中介机构",
  noun: "intermediaries",
  shape: Intermediary.extend({ divisionId: z.uuid().nullable().meta({ title: "科室" }) }),
  page: "intermediaries",
};

export const read = "intermediaries.read";
export const manage = "intermediaries.manage";
const made = z.object({ id: z.uuid() });
const step = { id: id(), version: version() };

export const intermediaryOperations = {
  list: list("intermediaries.list", {
    title: "查看中介机构",
    permission: read,
    row: IntermediaryRow,
    filter: {
      search: z.string().trim().max(60).optional().meta({ title: "名称、拼音首字母或信用代码" }),
      kind: code(intermediaryKinds, { title: "类型" }).optional(),
      declaration: code(declarations, { title: "回避声明" }).optional(),
      /** By the mandate that stands for it today. */
      mandate: code({ ...mandateStates, none: "没有委托" }, { title: "委托" }).optional(),
      state: code(intermediaryStates, { title: "状态" }).default("active"),
      officerId: id("责任专员").optional(),
      divisionId: id("科室").optional(),
      companyId: id("库内企业").optional(),
    },
    sorts: ["registeredOn", "name"],
  }),
  get: query("intermediaries.get", {
    title: "查看中介机构详情",
    permission: read,
    input: one,
    output: IntermediaryPage,
  }),
  create: command("intermediaries.create", {
    title: "登记中介机构",
    permission: manage,
    input: NewIntermediary,
    output: made,
  }),
  update: command("intermediaries.update", {
    title: "修改中介机构",
    permission: manage,
    input: z.strictObject({ ...step, changes: z.strictObject(typed).partial() }),
    output: made,
  }),
  declare: command("intermediaries.declare", {
    title: "登记回避声明",
    permission: manage,
    input: z.strictObject({
      ...step,
      ...declared,
      declarationNote: declared.declarationNote.default(""),
    }),
    output: made,
  }),
  remove: command("intermediaries.remove", {
    title: "出册",
    permission: manage,
    input: z.strictObject({ ...step, reason: line({ title: "出册原因" }, 200) }),
    output: made,
  }),
  restore: command("intermediaries.restore", {
    title: "恢复在册",
    permission: manage,
    input: z.strictObject(step),
    output: made,
  }),
  /** A command, because looking is recorded. */
  reveal: command("intermediaries.reveal", {
    title: "查看中介联系电话",
    permission: manage,
    input: one,
    output: z.object({ phone: z.string().nullable().meta({ title: "电话", class: "sensitive" }) }),
  }),
};
