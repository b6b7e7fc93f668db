import { z } from "zod";
import { code, day, id, line, prose, year, yuan } from "#kit/base/fields.ts";
import { command, list } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { factKinds } from "../words.ts";

const typed = {
  year: year(),
  kind: code(factKinds, { title: "数据" }),
  /** 元, or 人 for 用工人数. */
  value: yuan({ title: "数值" }),
  issuer: line({ title: "来源单位" }, 120),
  queriedOn: day({ title: "查询日期" }).nullable(),
  document: prose({ title: "来源文件" }, 200),
};

const value = z.string().nullable().meta({ title: "数值", shows: "money", unit: "元" });
const taxValue = z.string().nullable().meta({ title: "纳税额", shows: "money", unit: "元", class: "tax" });

export const FactRow = z.object({
  id: z.uuid(),
  companyId: z.uuid(),
  companyName: z.string().meta({ title: "企业名称" }),
  year: typed.year,
  kind: typed.kind,
  /** Null where it is 涉税: told by taxes.reveal alone, for a purpose. */
  value,
  /** 万元 and 亿元 of people make no sense. */
  unit: z.string().meta({ title: "单位" }),
  issuer: z.string().meta({ title: "来源单位" }),
  queriedOn: z.string().nullable().meta({ title: "查询日期", shows: "date" }),
  document: z.string().meta({ title: "来源文件" }),
  typedAt: z.string().meta({ title: "录入时间", shows: "moment" }),
  version: z.int(),
});

/** As the history tells it: what is 涉税 in a field of its own, sealed. */
export const factSubject: Subject = {
  kind: "fact",
  title: "外部数据",
  noun: "companies",
  shape: z.object({
    year: typed.year,
    kind: typed.kind,
    value,
    taxValue,
    issuer: typed.issuer,
    queriedOn: typed.queriedOn,
    document: typed.document,
    isVoided: z.boolean().meta({ title: "已作废" }),
  }),
};

const reason = line({ title: "更正原因" }, 200);

export const factOperations = {
  list: list("facts.list", {
    title: "查看外部数据",
    permission: "companies.read",
    row: FactRow,
    filter: {
      companyId: id("企业").optional(),
      year: typed.year.optional(),
      kind: typed.kind.optional(),
    },
    sorts: ["typedAt"],
  }),
  record: command("facts.record", {
    title: "登记外部数据",
    permission: "facts.manage",
    input: z.strictObject({
      companyId: id("企业"),
      year: typed.year,
      kind: typed.kind,
      value: typed.value,
      issuer: typed.issuer,
      queriedOn: typed.queriedOn.default(null),
      document: typed.document.default(""),
    }),
    output: z.object({ id: z.uuid() }),
  }),
  /** 更正: the row is voided and a new one takes its place, so that what was once reported stays reckonable. */
  correct: command("facts.correct", {
    title: "更正外部数据",
    permission: "facts.manage",
    input: z.strictObject({
      id: id(),
      value: typed.value,
      issuer: typed.issuer,
      queriedOn: typed.queriedOn.default(null),
      document: typed.document.default(""),
      reason,
    }),
    output: z.object({ id: z.uuid() }),
  }),
  void: command("facts.void", {
    title: "作废外部数据",
    permission: "facts.manage",
    input: z.strictObject({ id: id(), reason: line({ title: "作废原因" }, 200) }),
    output: z.object({}),
  }),
};

export const taxOperations = {
  /** A command, because looking is recorded, with what for. */
  reveal: command("taxes.reveal", {
    title: "查看涉税数据",
    permission: "taxes.reveal",
    input: z.strictObject({ companyId: id("企业"), purpose: line({ title: "查看用途" }, 200) }),
    output: z.object({
      rows: z.array(
        z.object({
          id: z.uuid(),
          year: typed.year,
          value: taxValue,
          issuer: z.string().meta({ title: "来源单位" }),
        }),
      ),
    }),
  }),
};
