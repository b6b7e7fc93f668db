import { z } from "zod";
import { code, count, day, id, line, listOf, prose, version } from "#kit/base/fields.ts";
import { command, list } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { industrySections } from "#records/directory/words.ts";
import { manage, read } from "../contract.ts";
import { mandateStates } from "../words.ts";

/** As the upload gave it; name and size are read anew from the stored file. */
const Attachment = z.strictObject({
  id: id("附件"),
  name: line({ title: "文件名" }, 200),
  size: count({ title: "大小" }, 1_000_000_000),
});

const typed = {
  number: line({ title: "协议编号" }, 60),
  scope: line({ title: "委托范围" }, 120),
  regions: prose({ title: "招商地区" }, 200),
  industries: listOf(code(industrySections, { title: "行业" }), 20, "行业").meta({
    title: "行业",
    shows: "code",
    words: industrySections,
  }),
  feeRule: prose({ title: "费用与奖励约定" }, 1000),
  signedOn: day({ title: "签订日期" }),
  fromOn: day({ title: "生效日期" }),
  toOn: day({ title: "到期日期" }),
  files: listOf(Attachment, 10, "协议文件").meta({ title: "协议文件" }),
};

const NewMandate = {
  ...typed,
  regions: typed.regions.default(""),
  industries: typed.industries.default([]),
  feeRule: typed.feeRule.default(""),
  files: typed.files.default([]),
};

/** 亮灯, as the rule pack sets its days. */
export const LitShown = z.object({
  state: z.enum(["green", "yellow", "red", "none"]),
  text: z.string(),
  rule: z.string(),
});

export const MandateRow = z.object({
  id: z.uuid(),
  intermediaryId: z.uuid(),
  intermediaryName: z.string().meta({ title: "中介机构" }),
  ...typed,
  files: z.array(z.object({ id: z.uuid(), name: z.string(), size: z.int() })).meta({ title: "协议文件" }),
  state: code(mandateStates, { title: "状态" }),
  endedOn: day({ title: "终止日期" }).nullable(),
  endReason: prose({ title: "终止原因" }, 200),
  /** Of today; null where it is not in force. */
  light: LitShown.nullable(),
  version: z.int(),
});

export const mandateSubject: Subject = {
  kind: "mandate",
  title: "委托招商协议",
  noun: "intermediaries",
  shape: MandateRow.omit({ intermediaryId: true, intermediaryName: true, state: true }),
};

const made = z.object({ id: z.uuid() });
const step = { id: id(), version: version() };

export const mandateOperations = {
  list: list("mandates.list", {
    title: "查看委托协议",
    permission: read,
    row: MandateRow,
    filter: {
      intermediaryId: id("中介机构").optional(),
      /** As of which day the states are told; today unless said. */
      on: day({ title: "截至" }).optional(),
      state: code(mandateStates, { title: "状态" }).optional(),
      endsBy: day({ title: "到期不晚于" }).optional(),
      officerId: id("责任专员").optional(),
    },
    sorts: ["toOn"],
  }),
  sign: command("mandates.sign", {
    title: "签订委托",
    permission: manage,
    input: z.strictObject({ intermediaryId: id("中介机构"), ...NewMandate }),
    output: made,
  }),
  /** 续签: a mandate of its own that begins after the earlier one. */
  renew: command("mandates.renew", {
    title: "续签委托",
    permission: manage,
    input: z.strictObject({ ...step, ...NewMandate, scope: typed.scope.optional() }),
    output: made,
  }),
  update: command("mandates.update", {
    title: "修改委托",
    permission: manage,
    input: z.strictObject({
      ...step,
      changes: z.strictObject(typed).omit({ signedOn: true, scope: true }).partial(),
    }),
    output: made,
  }),
  end: command("mandates.end", {
    title: "终止委托",
    permission: manage,
    input: z.strictObject({ ...step, endedOn: day({ title: "终止日期" }), reason: line({ title: "终止原因" }, 200) }),
    output: made,
  }),
};
