import { z } from "zod";
import { code, day, id, line, listOf, prose } from "#kit/base/fields.ts";
import { command } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { AttachedShown, Attachment } from "../papers/contract.ts";
import { evidenceKinds, missingKinds, stages } from "../words.ts";

export const Missing = z.object({
  kind: code(missingKinds, { title: "类别" }),
  key: z.string(),
  title: z.string(),
  message: z.string(),
  fix: z.string().nullable(),
  /** No exception lifts it. */
  isFirm: z.boolean().optional(),
});

const Proof = z.object({ kind: code(evidenceKinds, { title: "材料" }), file: AttachedShown });

/** A stage fact as the page shows it. */
export const StageFact = z.object({
  id: z.uuid(),
  stage: code(stages, { title: "阶段" }),
  happenedOn: day({ title: "发生日期" }),
  typedAt: z.string().meta({ title: "登记时间", shows: "moment" }),
  byId: z.uuid().nullable(),
  byName: z.string().nullable().meta({ title: "登记人" }),
  evidence: z.array(Proof).meta({ title: "佐证" }),
  note: z.string().meta({ title: "说明" }),
  skipReason: z.string().nullable().meta({ title: "跳过理由" }),
  overrideId: z.uuid().nullable(),
  verifiedAt: z.string().nullable().meta({ title: "核验时间", shows: "moment" }),
  verifierName: z.string().nullable().meta({ title: "核验人" }),
  recognizer: z.string().nullable().meta({ title: "认定单位" }),
  recognizedOn: z.string().nullable().meta({ title: "认定日期", shows: "date" }),
  recognizedFile: AttachedShown.nullable().meta({ title: "认定文件" }),
  recognizedAt: z.string().nullable().meta({ title: "认定登记时间", shows: "moment" }),
});

export const stageSubject: Subject = { kind: "projectStage", title: "项目阶段", noun: "projects", shape: StageFact };

/** 阶段轨: every stage of the track, reached or not. */
export const RailStage = z.object({
  stage: code(stages, { title: "阶段" }),
  title: z.string(),
  skip: z.enum(["never", "reason", "free"]),
  isLanding: z.boolean(),
  /** Which evidence it takes; the needed ones first. */
  takes: z.array(z.object({ kind: code(evidenceKinds, { title: "材料" }), isNeeded: z.boolean() })),
  fact: StageFact.nullable(),
});

const Brought = z.strictObject({ kind: code(evidenceKinds, { title: "材料" }), file: Attachment });

/** 登记阶段, as typed; the same for a step, an exception and a correction. */
export const step = {
  stage: code(stages, { title: "阶段" }),
  happenedOn: day({ title: "发生日期" }),
  evidence: listOf(Brought, 20, "佐证").meta({ title: "佐证" }).default([]),
  note: prose({ title: "说明" }, 500).default(""),
  skipReason: prose({ title: "跳过的理由" }, 200).default(""),
};

const about = { projectId: id("项目"), id: id("阶段") };

export const stageOperations = {
  /** 推进: the project reached a stage; refused with everything that is still missing. */
  move: command("stages.move", {
    title: "登记阶段",
    permission: "projects.manage",
    input: z.strictObject({ projectId: id("项目"), ...step }),
    output: StageFact,
  }),
  /** 核验: by another person than who typed it. */
  verify: command("stages.verify", {
    title: "核验",
    permission: "projects.verify",
    input: z.strictObject(about),
    output: StageFact,
  }),
  /** 认定: by a named outside verifier, with its paper. */
  recognize: command("stages.recognize", {
    title: "登记外部认定",
    permission: "projects.verify",
    input: z.strictObject({
      ...about,
      recognizer: line({ title: "认定单位" }, 80),
      recognizedOn: day({ title: "认定日期" }),
      file: Attachment.meta({ title: "认定文件" }),
    }),
    output: StageFact,
  }),
  /** 更正: the fact is voided and written anew. */
  correct: command("stages.correct", {
    title: "更正阶段",
    permission: "projects.manage",
    input: z.strictObject({
      ...about,
      happenedOn: step.happenedOn,
      evidence: step.evidence,
      note: step.note,
      reason: line({ title: "更正原因" }, 200),
    }),
    output: StageFact,
  }),
  /** 作废: it never happened. */
  annul: command("stages.annul", {
    title: "作废阶段",
    permission: "projects.manage",
    input: z.strictObject({ ...about, reason: line({ title: "作废原因" }, 200) }),
    output: z.object({}),
  }),
};
