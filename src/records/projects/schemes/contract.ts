import { z } from "zod";
import { code, count, day, flag, id, line, listOf, prose, version, year, yuan } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { industrySections } from "#records/directory/words.ts";
import { capitals, investorKinds, signingKinds, stages } from "../words.ts";
import { amountBases, countingBases, exclusionKinds, rateBases, schemeKinds } from "./words.ts";

const notNegative = (title: string) =>
  yuan({ title }).refine((text) => !text.startsWith("-"), { error: `${title}不能是负数` });

export const Exclusion = z
  .strictObject({
    kind: code(exclusionKinds, { title: "情形" }),
    clause: line({ title: "条文" }, 200),
    industries: listOf(code(industrySections, { title: "行业门类" }), 20, "行业门类")
      .meta({ title: "行业门类" })
      .default([]),
    investorKinds: listOf(code(investorKinds, { title: "投资方性质" }), 6, "投资方性质")
      .meta({ title: "投资方性质" })
      .default([]),
  })
  .meta({ title: "不计入的情形" });

const typed = {
  code: line({ title: "代号" }, 30),
  name: line({ title: "名称" }, 60),
  kind: code(schemeKinds, { title: "种类" }),
  authority: line({ title: "发文机关" }, 60),
  document: line({ title: "文件" }, 200),
  documentOn: day({ title: "发文日期" }).nullable(),
  year: year({ title: "年度" }),
  fromOn: day({ title: "起算日" }),
  toOn: day({ title: "截止日" }),
  basis: code(countingBases, { title: "按什么计入" }),
  stage: code(stages, { title: "阶段" }).nullable(),
  signingKinds: listOf(code(signingKinds, { title: "协议种类" }), 4, "协议种类").meta({ title: "协议种类" }),
  capital: code(capitals, { title: "内外资" }).nullable(),
  amountBy: code(amountBases, { title: "按哪个金额" }),
  minAmount: notNegative("起点金额").nullable(),
  exclusions: listOf(Exclusion, 12, "不计入的情形").meta({ title: "不计入的情形" }),
  targetCount: count({ title: "目标个数", unit: "个" }, 1_000_000).nullable(),
  targetAmount: notNegative("目标金额").nullable(),
  targetRate: count({ title: "落地率目标", unit: "%" }, 100).nullable(),
  denominator: code(rateBases, { title: "落地率的分母" }),
  note: prose({ title: "说明" }, 500),
};

const defaults = {
  documentOn: typed.documentOn.default(null),
  stage: typed.stage.default(null),
  signingKinds: typed.signingKinds.default(["formal"]),
  capital: typed.capital.default(null),
  minAmount: typed.minAmount.default(null),
  exclusions: typed.exclusions.default([]),
  targetCount: typed.targetCount.default(null),
  targetAmount: typed.targetAmount.default(null),
  targetRate: typed.targetRate.default(null),
  denominator: typed.denominator.default("stock"),
  note: typed.note.default(""),
};

export const Scheme = z.object({
  id: z.uuid(),
  ...typed,
  isClosed: z.boolean().meta({ title: "已停用" }),
  version: z.int(),
});

export const Told = z.object({ code: z.string(), message: z.string() }).nullable();

/** 进度: sums of rows, as of a day. */
export const Progress = z.object({
  count: z.int().meta({ title: "计入个数" }),
  amount: yuan({ title: "计入金额" }),
  landedCount: z.int().meta({ title: "落地个数" }),
  /** 期末在库 */
  stockCount: z.int().meta({ title: "期末在库" }),
  /** By the scheme's own denominator; null where that is nought. */
  rate: z.object({ landedCount: z.int(), ofCount: z.int(), percent: z.string().nullable() }),
});

const Row = Scheme.pick({
  id: true,
  code: true,
  name: true,
  kind: true,
  authority: true,
  year: true,
  fromOn: true,
  toOn: true,
  targetCount: true,
  targetAmount: true,
  isClosed: true,
});
export const SchemeRow = Row.extend({
  count: z.int().meta({ title: "计入个数", shows: "count" }),
  amount: yuan({ title: "计入金额", unit: "亿元" }),
});

export const schemeSubject: Subject = {
  kind: "countingScheme",
  title: "计数口径",
  noun: "projects",
  shape: Scheme,
  page: "schemes",
};

const permission = "projects.schemes";
export const read = "projects.read";

export const schemeOperations = {
  list: list("schemes.list", {
    title: "查看计数口径",
    permission: read,
    row: SchemeRow,
    filter: {
      year: typed.year.optional(),
      kind: typed.kind.optional(),
      isClosed: flag({ title: "已停用" }).optional(),
    },
    sorts: ["fromOn", "code"],
  }),
  get: query("schemes.get", {
    title: "查看计数口径详情",
    permission: read,
    input: z.strictObject({ ...one.shape, onDay: day({ title: "截至" }).optional() }),
    output: z.object({
      scheme: Scheme,
      onDay: z.string(),
      progress: Progress,
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
      may: z.object({ update: Told, count: Told, takeList: Told }),
    }),
  }),
  proposals: query("schemes.proposals", {
    title: "查看口径样本",
    permission,
    input: z.strictObject({ year: typed.year }),
    output: z.array(z.object({ ...typed, isBegun: z.boolean() })),
  }),
  create: command("schemes.create", {
    title: "新建计数口径",
    permission,
    input: z.strictObject({ ...typed, ...defaults }),
    output: Scheme,
  }),
  update: command("schemes.update", {
    title: "修改计数口径",
    permission,
    input: z.strictObject({
      id: id(),
      version: version(),
      changes: z.strictObject({ ...typed, isClosed: flag({ title: "已停用" }) }).partial(),
    }),
    output: Scheme,
  }),
};
