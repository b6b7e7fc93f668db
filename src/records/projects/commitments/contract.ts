import { z } from "zod";
import { code, day, flag, id, line, listOf, prose, year, yuan } from "#kit/base/fields.ts";
import { command, list, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { commitmentKinds, fulfillmentStates, handlingKinds, legacyKinds } from "./words.ts";

const kind = code(commitmentKinds, { title: "承诺事项" });
const state = code(fulfillmentStates, { title: "履约状态" });
const handlingKind = code(handlingKinds, { title: "处置" });
const papers = (title: string) => listOf(Attachment, 10, title).meta({ title });
const shownPapers = z.array(AttachedShown).meta({ title: "附件" });
const byName = z.string().nullable().meta({ title: "登记人" });

export const Commitment = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  kind,
  year: year({ title: "承诺年度" }),
  /** Null where it is 涉税, told by `taxTarget`, or where an old clause names none. */
  target: z.string().nullable().meta({ title: "目标" }),
  taxTarget: z.string().nullable().meta({ title: "税收目标", unit: "元", shows: "money", class: "tax" }),
  dueOn: z.string().nullable().meta({ title: "期限", shows: "date" }),
  source: z.string().meta({ title: "出处" }),
  agreedOn: day({ title: "协议日期" }),
  files: shownPapers,
  note: z.string().meta({ title: "说明" }),
  isLegacy: z.boolean().meta({ title: "历史承诺" }),
  actual: z.string().nullable().meta({ title: "完成数" }),
  actualOn: z.string().nullable().meta({ title: "截至", shows: "date" }),
});

export const commitmentSubject: Subject = {
  kind: "commitment",
  title: "承诺",
  noun: "projects",
  shape: Commitment,
};

export const Actual = z.object({
  id: z.uuid(),
  commitmentId: z.uuid(),
  value: z.string().meta({ title: "完成数" }),
  happenedOn: day({ title: "截至" }),
  files: shownPapers,
  note: z.string().meta({ title: "说明" }),
  byName,
});
export const actualSubject: Subject = {
  kind: "commitmentActual",
  title: "完成情况",
  noun: "projects",
  shape: Actual,
};

export const Handling = z.object({
  id: z.uuid(),
  commitmentId: z.uuid(),
  kind: handlingKind,
  decider: z.string().meta({ title: "决定单位" }),
  happenedOn: day({ title: "决定日期" }),
  decision: z.string().meta({ title: "决定事项" }),
  untilOn: z.string().nullable().meta({ title: "期限", shows: "date" }),
  files: shownPapers,
  byName,
});
export const handlingSubject: Subject = {
  kind: "commitmentHandling",
  title: "违约处置",
  noun: "projects",
  shape: Handling,
};

const toldState = { state, why: z.string().meta({ title: "差多少、晚多久" }) };

/** 履约预警: one commitment as the list over all projects shows it; quantities in words, for their units differ. */
export const CommitmentRow = z.object({
  id: z.uuid(),
  projectId: z.uuid(),
  projectCode: z.string().meta({ title: "项目编号" }),
  projectName: z.string().meta({ title: "项目名称" }),
  kind,
  year: Commitment.shape.year,
  targetText: z.string().meta({ title: "目标" }),
  actualText: z.string().meta({ title: "完成" }),
  actualOn: Commitment.shape.actualOn,
  dueOn: day({ title: "期限" }),
  ...toldState,
  handling: handlingKind.nullable().meta({ title: "最近处置" }),
  untilOn: z.string().nullable().meta({ title: "处置期限", shows: "date" }),
  officerName: z.string().nullable().meta({ title: "责任专员" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
});

const told = z.object({ code: z.string(), message: z.string() }).nullable();
const projectId = id("项目");
const source = line({ title: "出处" }, 200);
const reason = line({ title: "作废原因" }, 200);
const annulled = (noun: string) => z.strictObject({ projectId, id: id(noun), reason });

export const commitmentOperations = {
  list: list("commitments.list", {
    title: "查看履约预警",
    permission: "projects.read",
    row: CommitmentRow,
    filter: {
      state: state.optional(),
      /** 逾期或违约: what somebody must act upon. */
      isAlert: flag({ title: "需要处理" }).optional(),
      kind: kind.optional(),
      year: year({ title: "承诺年度" }).optional(),
      dueBy: day({ title: "期限不晚于" }).optional(),
      officerId: id("责任专员").optional(),
      divisionId: id("科室").optional(),
    },
    sorts: ["dueOn"],
  }),
  /** 一个项目的承诺、完成情况和处置. */
  show: query("commitments.show", {
    title: "查看承诺与履约",
    permission: "projects.read",
    input: z.strictObject({ projectId }),
    output: z.object({
      rows: z.array(
        Commitment.extend({
          ...toldState,
          targetText: z.string(),
          actualText: z.string(),
          /** Hundredths of the target, for the bar; null where there is no target to show. */
          share: z.number().nullable(),
          isCeiling: z.boolean(),
          actuals: z.array(Actual.extend({ text: z.string() })),
          handlings: z.array(Handling),
        }),
      ),
      rule: z.string(),
      may: z.object({ register: told, manage: told }),
    }),
  }),
  create: command("commitments.create", {
    title: "登记承诺",
    permission: "projects.manage",
    input: z.strictObject({
      projectId,
      kind,
      year: year({ title: "承诺年度" }),
      target: yuan({ title: "目标" }),
      dueOn: day({ title: "期限" }),
      source,
      agreedOn: day({ title: "协议日期" }),
      files: papers("附件").default([]),
      note: prose({ title: "说明" }, 500).default(""),
    }),
    output: Commitment.omit({ taxTarget: true }),
  }),
  /** 登记历史承诺: what old agreements say of tax or of moving in, kept readable and for nothing else. */
  keep: command("commitments.keep", {
    title: "登记历史承诺",
    permission: "projects.manage",
    input: z.strictObject({
      projectId,
      kind: code(legacyKinds, { title: "承诺事项" }),
      year: year({ title: "承诺年度" }),
      taxTarget: yuan({ title: "税收目标", class: "tax" }).nullable().default(null),
      source,
      agreedOn: day({ title: "协议日期" }),
      files: papers("附件").default([]),
      note: prose({ title: "条款原文" }, 500).default(""),
    }),
    output: Commitment,
  }),
  annul: command("commitments.annul", {
    title: "作废承诺",
    permission: "projects.manage",
    input: annulled("承诺"),
    output: z.object({}),
  }),
};

export const actualOperations = {
  record: command("commitmentActuals.record", {
    title: "登记完成情况",
    permission: "projects.manage",
    input: z.strictObject({
      projectId,
      commitmentId: id("承诺"),
      value: yuan({ title: "完成数" }),
      happenedOn: day({ title: "截至" }),
      files: papers("佐证").min(1, { error: "请附佐证：完成情况凭材料登记" }),
      note: prose({ title: "说明" }, 500).default(""),
      isValueChecked: flag({ title: "数值已核对" }).default(false),
    }),
    output: Actual,
  }),
  annul: command("commitmentActuals.annul", {
    title: "作废完成情况",
    permission: "projects.manage",
    input: annulled("完成情况"),
    output: z.object({}),
  }),
};

export const handlingOperations = {
  record: command("commitmentHandlings.record", {
    title: "登记违约处置",
    permission: "projects.manage",
    input: z.strictObject({
      projectId,
      commitmentId: id("承诺"),
      kind: handlingKind,
      decider: line({ title: "决定单位" }, 80),
      happenedOn: day({ title: "决定日期" }),
      decision: line({ title: "决定事项" }, 300),
      untilOn: day({ title: "期限" }).nullable().default(null),
      files: papers("附件").default([]),
    }),
    output: Handling,
  }),
  annul: command("commitmentHandlings.annul", {
    title: "作废违约处置",
    permission: "projects.manage",
    input: annulled("处置"),
    output: z.object({}),
  }),
};
