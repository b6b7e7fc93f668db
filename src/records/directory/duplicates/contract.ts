import { z } from "zod";
import { code, id, line } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { ComparedCompany, Elsewhere, Likeness } from "../comparing/contract.ts";
import { duplicateStates } from "./words.ts";

/** 一方 of a pair: in full for whoever may read it, else only the division to ask. */
const Side = z.object({
  division: Elsewhere,
  company: ComparedCompany.nullable(),
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const DuplicateRow = z.object({
  id: z.uuid(),
  oneName: z.string().meta({ title: "企业" }),
  otherName: z.string().meta({ title: "与之相像的企业" }),
  ...Likeness,
  divisions: z.string().meta({ title: "负责科室" }),
  state: code(duplicateStates, { title: "状态" }),
  foundAt: z.string().meta({ title: "发现时间", shows: "moment" }),
  decision: z.string().nullable().meta({ title: "判断的理由" }),
});

export const DuplicatePage = z.object({
  id: z.uuid(),
  ...Likeness,
  state: code(duplicateStates, { title: "状态" }),
  foundAt: z.string().meta({ title: "发现时间", shows: "moment" }),
  /** Once decided; of a pair asked again, what was said the time before. */
  decided: z.object({ at: z.string(), by: z.string().nullable(), decision: z.string() }).nullable(),
  one: Side,
  other: Side,
  may: z.object({ merge: Told, dismiss: Told }),
});

export const duplicateSubject: Subject = {
  kind: "duplicate",
  title: "疑似重复",
  noun: "companies",
  shape: z.object({
    oneName: z.string().meta({ title: "企业" }),
    otherName: z.string().meta({ title: "与之相像的企业" }),
    state: code(duplicateStates, { title: "状态" }),
    decision: z.string().meta({ title: "理由" }),
  }),
  page: "duplicates",
};

export const duplicateOperations = {
  list: list("duplicates.list", {
    title: "查看疑似重复",
    permission: "companies.merge",
    row: DuplicateRow,
    filter: { state: code(duplicateStates, { title: "状态" }).default("open") },
    sorts: ["score", "foundAt"],
  }),
  get: query("duplicates.get", {
    title: "比对疑似重复",
    permission: "companies.merge",
    input: one,
    output: DuplicatePage,
  }),
  dismiss: command("duplicates.dismiss", {
    title: "不是重复",
    permission: "companies.merge",
    input: z.strictObject({ id: id(), reason: line({ title: "为什么不是" }, 200) }),
    output: z.object({ id: z.uuid() }),
  }),
  /** 立即查重: the night's search, now. */
  search: command("duplicates.search", {
    title: "立即查重",
    permission: "companies.merge",
    input: z.strictObject({}),
    output: z.object({ jobId: z.uuid() }),
  }),
  lastSearch: query("duplicates.lastSearch", {
    title: "查看上次查重",
    permission: "companies.merge",
    input: z.strictObject({}),
    output: z
      .object({
        startedAt: z.string().meta({ title: "查重时间", shows: "moment" }),
        by: z.string().nullable().meta({ title: "发起人" }),
        companyCount: z.int().meta({ title: "企业", unit: "家", shows: "count" }),
        pairCount: z.int().meta({ title: "疑似", unit: "对", shows: "count" }),
      })
      .nullable(),
  }),
};
