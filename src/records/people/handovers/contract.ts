import { z } from "zod";
import { code, count, day, flag, id, line, listOf, version } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import { onePaper, PaperFile } from "#kit/base/papers.ts";
import type { Subject } from "#kit/base/subject.ts";
import { handoverStates, signatureRoles } from "./words.ts";

/** More than one list can be read and signed in one go. */
export const mostItems = 2000;

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

const typed = {
  giverId: id("移交人"),
  receiverId: id("接收人"),
  witnessId: id("监交人").nullable(),
  reason: line({ title: "交接原因" }, 200),
};

export const Handover = z.object({
  id: z.uuid(),
  code: z.string().meta({ title: "编号" }),
  ...typed,
  state: code(handoverStates, { title: "状态" }),
  itemCount: count({ title: "移交事项" }),
  preparedOn: day({ title: "拟稿日期" }),
  doneOn: day({ title: "交接日期" }).nullable(),
  cancelReason: z.string().nullable().meta({ title: "作废原因" }),
  version: z.int(),
});

export const HandoverRow = z.object({
  ...Handover.omit({ giverId: true, receiverId: true, witnessId: true, cancelReason: true }).shape,
  giverName: z.string().meta({ title: "移交人" }),
  receiverName: z.string().meta({ title: "接收人" }),
  witnessName: z.string().nullable().meta({ title: "监交人" }),
});

export const HandoverItem = z.object({
  kind: z.string(),
  kindTitle: z.string().meta({ title: "类别" }),
  subjectId: z.uuid(),
  title: z.string().meta({ title: "名称" }),
  note: z.string().meta({ title: "说明" }),
  isLeftOut: flag({ title: "本次不移交" }),
});

export const Signature = z.object({
  role: code(signatureRoles, { title: "身份" }),
  /** Whose turn or signature it is. */
  name: z.string().meta({ title: "姓名" }),
  /** Who really signed, where that is somebody else: for a giver who has left. */
  signedBy: z.string().nullable().meta({ title: "代签人" }),
  signedAt: z.string().nullable().meta({ title: "签字时间", shows: "moment" }),
});

export const HandoverPage = z.object({
  handover: HandoverRow.extend({ cancelReason: Handover.shape.cancelReason }),
  items: z.array(HandoverItem),
  signatures: z.array(Signature),
  /** 清单校验码: stands on the printed list, and changes with anything in it. */
  digest: z.string().meta({ title: "清单校验码" }),
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
  /** 轮到谁签 */
  next: code(signatureRoles, { title: "待签" }).nullable(),
  may: z.object({ sign: Told, choose: Told, renew: Told, cancel: Told }),
});

/** 名下事项: how much of each kind a person still holds. */
const Holdings = z.object({
  personId: z.uuid(),
  kinds: z.array(z.object({ kind: z.string(), title: z.string(), count: z.int() })),
});

const read = "handovers.read";
const manage = "handovers.manage";
const step = { id: id(), version: version() };

/** 轮岗交接: what one person answers for goes to another, by a list that both sign. */
export const handoverOperations = {
  list: list("handovers.list", {
    title: "查看交接",
    permission: read,
    row: HandoverRow,
    filter: { state: code(handoverStates, { title: "状态" }).optional() },
    sorts: ["preparedOn"],
  }),
  get: query("handovers.get", { title: "查看交接详情", permission: read, input: one, output: HandoverPage }),
  print: query("handovers.print", {
    title: "下载交接清单",
    permission: read,
    input: onePaper,
    output: PaperFile,
  }),
  create: command("handovers.create", {
    title: "拟办交接",
    permission: manage,
    input: z.strictObject({
      giverId: typed.giverId,
      receiverId: typed.receiverId,
      witnessId: typed.witnessId.default(null),
      reason: typed.reason,
    }),
    output: Handover,
  }),
  choose: command("handovers.choose", {
    title: "勾选移交事项",
    permission: manage,
    input: z.strictObject({
      ...step,
      leftOut: listOf(id("事项"), mostItems, "不移交的事项").meta({ title: "不移交的事项" }),
    }),
    output: Handover,
  }),
  renew: command("handovers.renew", {
    title: "更新清单",
    permission: manage,
    input: z.strictObject(step),
    output: Handover,
  }),
  sign: command("handovers.sign", { title: "签字", permission: manage, input: z.strictObject(step), output: Handover }),
  cancel: command("handovers.cancel", {
    title: "作废交接",
    permission: manage,
    input: z.strictObject({ ...step, reason: line({ title: "作废原因" }, 200) }),
    output: Handover,
  }),
};

/** For who looks after accounts: what is still in the hands of somebody about to leave. */
export const holdingOperations = {
  holdings: query("accounts.holdings", {
    title: "查看账号名下的事项",
    permission: "accounts.manage",
    input: one,
    output: Holdings,
  }),
};

export const handoverSubject: Subject = {
  kind: "handover",
  title: "交接",
  noun: "handovers",
  shape: Handover,
  page: "handovers",
};
