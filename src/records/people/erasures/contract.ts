import { z } from "zod";
import { code, day, id, line, version } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import { onePaper, PaperFile } from "#kit/base/papers.ts";
import type { Subject } from "#kit/base/subject.ts";
import { applicants, erasureKinds, erasureStates } from "./words.ts";

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

/** What is asked of whoever takes a written application in; names belong into the application, which is filed on paper. */
export const application = {
  applicant: code(applicants, { title: "谁提出" }),
  appliedOn: day({ title: "申请日期" }),
  document: line({ title: "书面申请编号" }, 80),
  reason: line({ title: "删除理由" }, 200),
};

export const Erasure = z.object({
  id: z.uuid(),
  code: z.string().meta({ title: "编号" }),
  subjectKind: code(erasureKinds, { title: "对象类别" }),
  /** Whose data it is without saying who: the company, the division. */
  label: z.string().meta({ title: "对象" }),
  ...application,
  state: code(erasureStates, { title: "状态" }),
  requestedOn: day({ title: "受理日期" }),
  decidedAt: z.string().nullable().meta({ title: "确认时间", shows: "moment" }),
  decision: z.string().nullable().meta({ title: "确认意见" }),
  version: z.int(),
});

export const ErasureRow = z.object({
  ...Erasure.shape,
  requestedBy: z.string().meta({ title: "受理人" }),
  decidedBy: z.string().nullable().meta({ title: "确认人" }),
});

export const ErasurePage = z.object({
  erasure: ErasureRow,
  /** To be held against the application by whoever takes it in or decides; 已删除 once it is. Nobody else needs it. */
  name: z.string().nullable().meta({ title: "姓名", personal: true }),
  page: z.string().nullable(),
  may: z.object({ confirm: Told, reject: Told, receipt: Told }),
});

const read = "erasures.read";
const confirm = "erasures.confirm";
const decision = { id: id(), version: version() };

/** 个人信息删除. 依据：个人信息保护法第四十七条。 */
export const erasureOperations = {
  list: list("erasures.list", {
    title: "查看个人信息删除",
    permission: read,
    row: ErasureRow,
    filter: {
      state: code(erasureStates, { title: "状态" }).optional(),
      subjectKind: code(erasureKinds, { title: "对象类别" }).optional(),
    },
    sorts: ["requestedOn"],
  }),
  get: query("erasures.get", { title: "查看删除申请", permission: read, input: one, output: ErasurePage }),
  receipt: query("erasures.receipt", {
    title: "下载删除回执",
    permission: read,
    input: onePaper,
    output: PaperFile,
  }),
  confirm: command("erasures.confirm", {
    title: "确认删除",
    permission: confirm,
    input: z.strictObject({ ...decision, opinion: line({ title: "确认意见" }, 200) }),
    output: Erasure,
  }),
  reject: command("erasures.reject", {
    title: "驳回申请",
    permission: confirm,
    input: z.strictObject({ ...decision, opinion: line({ title: "驳回理由" }, 200) }),
    output: Erasure,
  }),
};

/** 离职人员: taken in by whoever looks after accounts; a contact's by whoever looks after the company (directory). */
export const formerOperations = {
  requestErasure: command("accounts.requestErasure", {
    title: "登记删除申请",
    permission: "accounts.manage",
    input: z.strictObject({ id: id("账号"), ...application }),
    output: Erasure,
  }),
};

export const erasureSubject: Subject = {
  kind: "erasure",
  title: "个人信息删除",
  noun: "erasures",
  shape: Erasure,
  page: "erasures",
};
