import { z } from "zod";
import { code, count, day, flag, id, line, listOf, prose, yuan } from "#kit/base/fields.ts";
import { command, list, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { capitals, sizes } from "../words.ts";
import { Told, read } from "../schemes/contract.ts";
import { countingKinds } from "../schemes/words.ts";

const schemeId = id("口径");
const projectId = id("项目");
const kind = code(countingKinds, { title: "计入方式" });
const notNegative = (title: string) =>
  yuan({ title }).refine((text) => !text.startsWith("-"), { error: `${title}不能是负数` });

/** 计数台账 row: append-only; any total is a sum of these. */
export const Counting = z.object({
  id: z.uuid(),
  schemeId: z.uuid(),
  projectId: z.uuid().nullable(),
  entryNumber: z.string().nullable().meta({ title: "库内编号" }),
  name: z.string().meta({ title: "项目" }),
  kind,
  happenedOn: day({ title: "发生日期" }),
  typedAt: z.string().meta({ title: "录入时间", shows: "moment" }),
  number: z.int().meta({ title: "个数", shows: "count" }),
  countedAmount: yuan({ title: "计入金额" }),
  credit: z.int().meta({ title: "贡献份额", unit: "%" }),
  holder: z.string().meta({ title: "份额归属" }),
  size: code(sizes, { title: "规模" }),
  capital: code(capitals, { title: "内外资" }).nullable(),
  reason: z.string().meta({ title: "理由" }),
  voidedAt: z.string().nullable().meta({ title: "作废时间", shows: "moment" }),
  voidReason: z.string().nullable().meta({ title: "作废原因" }),
});

export const CountingRow = Counting.extend({
  schemeName: z.string().meta({ title: "口径" }),
  byName: z.string().nullable().meta({ title: "登记人" }),
});

const Totals = z.object({
  rowCount: z.int(),
  count: z.int().meta({ title: "计入个数" }),
  amount: yuan({ title: "计入金额" }),
  landedCount: z.int().meta({ title: "落地个数" }),
});

const filter = {
  schemeId: schemeId.optional(),
  projectId: projectId.optional(),
  kind: kind.optional(),
  size: code(sizes, { title: "规模" }).optional(),
  capital: code(capitals, { title: "内外资" }).optional(),
  fromOn: day({ title: "不早于" }).optional(),
  /** 截至 */
  toOn: day({ title: "截至" }).optional(),
  isVoided: flag({ title: "已作废" }).optional(),
};

/** 可计入 and why, or why not. */
const Candidate = z.object({
  projectId: z.uuid(),
  code: z.string(),
  name: z.string(),
  kind,
  happenedOn: z.string(),
  amount: z.string().nullable(),
  /** null where it may be counted. */
  refusal: Told,
  reasons: z.array(z.string()),
});

export const countingSubject: Subject = { kind: "counting", title: "计数台账", noun: "projects", shape: Counting };

const permission = "projects.count";
const isChecked = flag({ title: "已核对不属于不计入的情形" }).default(false);

export const countingOperations = {
  list: list("countings.list", {
    title: "查看计数台账",
    permission: read,
    row: CountingRow,
    filter,
    sorts: ["happenedOn"],
  }),
  totals: query("countings.totals", {
    title: "查看计数台账合计",
    permission: read,
    input: z.strictObject(filter),
    output: Totals,
  }),
  ofProject: query("countings.ofProject", {
    title: "查看项目计入的口径",
    permission: read,
    input: z.strictObject({ projectId }),
    output: z.object({
      rows: z.array(CountingRow),
      /** 各口径 where it stands in, or why it does not. */
      schemes: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          kind: z.string(),
          document: z.string(),
          isIn: z.boolean(),
          sinceOn: z.string().nullable(),
          amount: z.string(),
          credit: z.int(),
          /** Of a scheme it is not in: why not; null where it may be counted. */
          refusal: Told,
        }),
      ),
      may: Told,
    }),
  }),
  candidates: query("countings.candidates", {
    title: "查看可计入项目",
    permission: read,
    input: z.strictObject({ schemeId }),
    output: z.object({ rows: z.array(Candidate), isCut: z.boolean() }),
  }),
  count: command("countings.count", {
    title: "计入台账",
    permission,
    input: z.strictObject({
      schemeId,
      projectId,
      kind,
      happenedOn: day({ title: "发生日期" }),
      /** Left out: what the facts say. */
      amount: notNegative("计入金额").nullable().default(null),
      credit: count({ title: "贡献份额", unit: "%" }, 100).nullable().default(null),
      holder: prose({ title: "份额归属" }, 60).default(""),
      reason: prose({ title: "理由" }, 300).default(""),
      isChecked,
    }),
    output: Counting,
  }),
  accept: command("countings.accept", {
    title: "批量计入",
    permission,
    input: z.strictObject({ schemeId, projectIds: listOf(projectId, 500, "项目").meta({ title: "项目" }), isChecked }),
    output: z.object({ count: z.int(), amount: z.string() }),
  }),
  annul: command("countings.annul", {
    title: "作废台账行",
    permission,
    input: z.strictObject({ id: id("台账行"), reason: line({ title: "作废原因" }, 200) }),
    output: z.object({}),
  }),
};
