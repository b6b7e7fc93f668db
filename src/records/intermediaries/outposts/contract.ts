import { z } from "zod";
import { code, count, day, id, line, prose, version, year, yuan } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { IntermediaryPage, manage, read } from "../contract.ts";
import { LitShown } from "../mandates/contract.ts";
import { outpostCosts, outpostKinds, outpostResults } from "./words.ts";

const typed = {
  kind: code(outpostKinds, { title: "类型" }),
  name: line({ title: "名称" }, 80),
  place: line({ title: "驻地" }, 120),
  basis: prose({ title: "设立依据" }, 300),
  tasks: prose({ title: "职责与任务" }, 1000),
  intermediaryId: id("承办中介机构").nullable(),
  fromOn: day({ title: "设立日期" }),
  mandatedUntil: day({ title: "任期至" }).nullable(),
  officerId: id("责任专员").nullable(),
};

const Outpost = z.object({
  id: z.uuid(),
  ...typed,
  toOn: day({ title: "撤销日期" }).nullable(),
  closeReason: prose({ title: "撤销原因" }, 200),
  divisionId: z.uuid().nullable(),
  version: z.int(),
});

export const OutpostRow = Outpost.omit({ basis: true, tasks: true }).extend({
  officerName: z.string().nullable().meta({ title: "责任专员" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  intermediaryName: z.string().nullable().meta({ title: "承办中介机构" }),
  memberCount: z.int().meta({ title: "驻点人员", shows: "count" }),
  /** 任期 of today; null where it has no end or the outpost is closed. */
  light: LitShown.nullable(),
  /** Of all years, what was voided left out. */
  spent: z.string().meta({ title: "累计费用", shows: "money", unit: "元" }),
});

const told = IntermediaryPage.shape.may.shape.update;

export const OutpostPage = z.object({
  outpost: OutpostRow.extend({ basis: typed.basis, tasks: typed.tasks }),
  members: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      task: z.string(),
      fromOn: z.string(),
      toOn: z.string().nullable(),
      version: z.int(),
    }),
  ),
  entries: z.array(
    z.object({
      id: z.uuid(),
      year: z.int(),
      cost: code(outpostCosts, { title: "费用" }).nullable(),
      amount: z.string().nullable(),
      result: code(outpostResults, { title: "成果" }).nullable(),
      quantity: z.int().nullable(),
      evidence: z.string(),
      happenedOn: z.string(),
    }),
  ),
  timeline: IntermediaryPage.shape.timeline,
  may: z.object({ update: told, close: told }),
});

/** As the history tells it: its people and its yearly entries in the words of the line. */
export const outpostSubject: Subject = {
  kind: "outpost",
  title: "驻外机构",
  noun: "intermediaries",
  shape: Outpost.extend({
    divisionId: z.uuid().nullable().meta({ title: "科室" }),
    entry: z.string().meta({ title: "人员、费用或成果" }),
  }),
  page: "outposts",
};

const made = z.object({ id: z.uuid() });
const step = { id: id(), version: version() };

export const outpostOperations = {
  list: list("outposts.list", {
    title: "查看驻外机构",
    permission: read,
    row: OutpostRow,
    filter: {
      search: z.string().trim().max(60).optional().meta({ title: "名称或拼音首字母" }),
      kind: code(outpostKinds, { title: "类型" }).optional(),
      isOpen: z.boolean().optional().meta({ title: "在运行" }),
      intermediaryId: id("承办中介机构").optional(),
      officerId: id("责任专员").optional(),
      endsBy: day({ title: "任期届满不晚于" }).optional(),
    },
    sorts: ["name"],
  }),
  get: query("outposts.get", { title: "查看驻外机构详情", permission: read, input: one, output: OutpostPage }),
  create: command("outposts.create", {
    title: "登记驻外机构",
    permission: manage,
    input: z.strictObject({
      ...typed,
      basis: typed.basis.default(""),
      tasks: typed.tasks.default(""),
      intermediaryId: typed.intermediaryId.default(null),
      mandatedUntil: typed.mandatedUntil.default(null),
      officerId: typed.officerId.default(null),
    }),
    output: made,
  }),
  update: command("outposts.update", {
    title: "修改驻外机构",
    permission: manage,
    input: z.strictObject({ ...step, changes: z.strictObject(typed).partial() }),
    output: made,
  }),
  close: command("outposts.close", {
    title: "撤销驻外机构",
    permission: manage,
    input: z.strictObject({ ...step, toOn: day({ title: "撤销日期" }), reason: line({ title: "撤销原因" }, 200) }),
    output: made,
  }),
  post: command("outposts.post", {
    title: "派驻人员",
    permission: manage,
    input: z.strictObject({
      id: id("驻外机构"),
      personId: id("本机构人员").nullable().default(null),
      /** Of another body; ours are called by their own name. */
      name: prose({ title: "外聘人员姓名", personal: true }, 40).default(""),
      task: prose({ title: "分工" }, 80).default(""),
      fromOn: day({ title: "派驻日期" }),
    }),
    output: made,
  }),
  recall: command("outposts.recall", {
    title: "撤回人员",
    permission: manage,
    input: z.strictObject({ ...step, toOn: day({ title: "撤回日期" }) }),
    output: made,
  }),
  spend: command("outposts.spend", {
    title: "登记年度费用",
    permission: manage,
    input: z.strictObject({
      id: id("驻外机构"),
      year: year(),
      cost: code(outpostCosts, { title: "费用" }),
      amount: yuan({ title: "金额" }).refine((text) => !text.startsWith("-"), { error: "金额不能是负数" }),
      evidence: line({ title: "凭证" }, 200),
    }),
    output: made,
  }),
  achieve: command("outposts.achieve", {
    title: "登记年度成果",
    permission: manage,
    input: z.strictObject({
      id: id("驻外机构"),
      year: year(),
      result: code(outpostResults, { title: "成果" }),
      quantity: count({ title: "数量" }, 100_000),
      evidence: line({ title: "佐证" }, 200),
    }),
    output: made,
  }),
  voidEntry: command("outposts.voidEntry", {
    title: "作废费用或成果",
    permission: manage,
    input: z.strictObject({ id: id(), reason: line({ title: "作废原因" }, 200) }),
    output: made,
  }),
};
