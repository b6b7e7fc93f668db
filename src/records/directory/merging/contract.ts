import { z } from "zod";
import { code, id, line, version } from "#kit/base/fields.ts";
import { command, one, query } from "#kit/base/operation.ts";
import { ComparedCompany, Elsewhere } from "../comparing/contract.ts";
import { type ChosenField, chosenFields, mergeSides } from "./words.ts";

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

const side = code(mergeSides, { title: "取哪一条的" }).optional();
const choices = z
  .strictObject(Object.fromEntries(chosenFields.map((field) => [field, side])) as Record<ChosenField, typeof side>)
  .default({})
  .meta({ title: "两条都有时取哪一条的" });

const two = { survivorId: id("留下的一条"), mergedId: id("并入的一条") };

export const mergeOperations = {
  /** What would stay and what would move; nothing is changed. */
  preview: query("merges.preview", {
    title: "预览合并",
    permission: "companies.merge",
    input: z.strictObject(two),
    output: z.object({
      survivor: ComparedCompany,
      merged: ComparedCompany,
      moves: z.array(z.object({ title: z.string(), count: z.int() })),
      may: z.object({ merge: Told }),
    }),
  }),
  merge: command("companies.merge", {
    title: "合并企业",
    permission: "companies.merge",
    input: z.strictObject({
      ...two,
      /** As previewed: what changed since is looked at again first. */
      survivorVersion: version(),
      mergedVersion: version(),
      choices,
      reason: line({ title: "合并的理由" }, 200),
    }),
    output: z.object({ id: z.uuid(), survivorId: z.uuid() }),
  }),
  undo: command("merges.undo", {
    title: "撤销合并",
    permission: "companies.merge",
    input: z.strictObject({ id: id(), reason: line({ title: "撤销的理由" }, 200) }),
    output: z.object({ survivorId: z.uuid(), mergedId: z.uuid() }),
  }),
  /** What went into this company, the latest first. */
  list: query("merges.list", {
    title: "查看合并记录",
    permission: "companies.read",
    input: one,
    output: z.array(
      z.object({
        id: z.uuid(),
        mergedName: z.string().meta({ title: "并入的企业" }),
        mergedAt: z.string().meta({ title: "合并时间", shows: "moment" }),
        by: z.string().nullable().meta({ title: "合并人" }),
        reason: z.string().meta({ title: "理由" }),
        undoUntil: z.string().meta({ title: "可撤销至", shows: "date" }),
        may: z.object({ undo: Told }),
      }),
    ),
  }),
  /** 旧址: where the record that was merged away leads. */
  forward: query("companies.forward", {
    title: "查看并入了哪一家",
    permission: "companies.read",
    input: one,
    output: z.object({
      /** Null where the reader may not see it; then only whom to ask. */
      survivor: z.object({ id: z.uuid(), name: z.string() }).nullable(),
      division: Elsewhere,
    }),
  }),
};
