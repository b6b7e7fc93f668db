import { z } from "zod";
import { code, day, id, line, listOf, year, yuan } from "#kit/base/fields.ts";
import { command, list, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { declarations } from "#records/intermediaries/words.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { stages, standings } from "../words.ts";

const files = listOf(Attachment, 10, "引荐材料").meta({ title: "引荐材料" });
const typed = {
  introducedOn: day({ title: "引荐日期" }),
  content: line({ title: "引荐情况" }, 1000),
};

export const Introduction = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  intermediaryId: z.uuid(),
  number: z.string().meta({ title: "备案号" }),
  typedAt: z.string().meta({ title: "备案时间", shows: "moment" }),
  ...typed,
  files: z.array(AttachedShown).meta({ title: "引荐材料" }),
  /** As it stood at the filing: what the reward will be asked about. */
  declaration: code(declarations, { title: "备案时的回避声明" }),
  declaredOn: z.string().nullable().meta({ title: "声明日期", shows: "date" }),
});

const shown = {
  intermediaryName: z.string().meta({ title: "引荐方" }),
  byName: z.string().nullable().meta({ title: "登记人" }),
};

export const IntroductionRow = z.object({
  ...Introduction.omit({ content: true, files: true }).shape,
  projectName: z.string().meta({ title: "项目" }),
  stage: code(stages, { title: "阶段" }),
  standing: code(standings, { title: "推进状态" }),
  landedOn: z.string().nullable().meta({ title: "落地日期", shows: "date" }),
  agreedInvestment: yuan({ title: "协议投资额" }).nullable(),
  /** 已核验的到位资金 of the project, all years. */
  arrived: yuan({ title: "到位资金" }),
  ...shown,
});

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const introductionSubject: Subject = {
  kind: "introduction",
  title: "引荐备案",
  noun: "projects",
  shape: Introduction,
};

const read = "projects.read";
const manage = "projects.manage";
const made = z.object({ id: z.uuid() });

/** What one intermediary brought in one year. */
const Contribution = z.object({
  year: year({ title: "年度" }),
  filed: z.int().meta({ title: "引荐项目", unit: "个", shows: "count" }),
  landed: z.int().meta({ title: "落地项目", unit: "个", shows: "count" }),
  signed: z.int().meta({ title: "签约项目", unit: "个", shows: "count" }),
  agreed: yuan({ title: "协议投资额" }),
  arrived: yuan({ title: "到位资金" }),
});

export const introductionOperations = {
  list: list("introductions.list", {
    title: "查看引荐备案",
    permission: read,
    row: IntroductionRow,
    filter: {
      intermediaryId: id("引荐方").optional(),
      filedIn: year({ title: "备案年度" }).optional(),
      landedIn: year({ title: "落地年度" }).optional(),
      signedIn: year({ title: "签约年度" }).optional(),
      arrivedIn: year({ title: "到位年度" }).optional(),
    },
    sorts: ["typedAt"],
  }),
  ofProject: query("introductions.ofProject", {
    title: "查看项目的引荐备案",
    permission: read,
    input: z.strictObject({ projectId: id("项目") }),
    output: z.object({
      introduction: z.object({ ...Introduction.shape, ...shown }).nullable(),
      may: z.object({ file: Told, annul: Told }),
    }),
  }),
  file: command("introductions.file", {
    title: "引荐备案",
    permission: manage,
    input: z.strictObject({
      projectId: id("项目"),
      intermediaryId: id("引荐方"),
      ...typed,
      files: files.default([]),
    }),
    output: made,
  }),
  annul: command("introductions.annul", {
    title: "作废引荐备案",
    permission: manage,
    input: z.strictObject({ id: id("引荐备案"), reason: line({ title: "作废原因" }, 200) }),
    output: made,
  }),
  /** 贡献: by year, with the list behind each figure. */
  contribution: query("introductions.contribution", {
    title: "查看引荐贡献",
    permission: read,
    input: z.strictObject({ intermediaryId: id("引荐方") }),
    output: z.object({
      years: z.array(Contribution),
      total: Contribution.omit({ year: true }),
      /** Projects outside the asker's scope: counted above, not listed. */
      hiddenCount: z.int(),
    }),
  }),
};
