import { z } from "zod";
import { code, count, id, line, listOf, version, yuan } from "#kit/base/fields.ts";
import { command, list, one, query } from "#kit/base/operation.ts";
import { onePaper, PaperFile } from "#kit/base/papers.ts";
import type { Subject } from "#kit/base/subject.ts";
import { Act, chosenPeople } from "../contract.ts";
import { memoStates } from "./words.ts";

/** As the upload gave it; name and size are read anew from the stored file. */
const Attachment = z.strictObject({
  id: id("附件"),
  name: line({ title: "文件名" }, 200),
  size: count({ title: "大小" }, 1_000_000_000),
});

const typed = {
  title: line({ title: "标题" }, 80),
  body: z
    .string()
    .trim()
    .min(1, { error: "请填写正文" })
    .max(10_000, { error: "正文最多 10000 个字" })
    .refine((text) => !/[^\P{Cc}\n\r\t]/u.test(text), { error: "正文含有不可见的控制字符，请重新输入" })
    .meta({ title: "正文" }),
  amount: yuan({ title: "请示金额" })
    .refine((text) => !text.startsWith("-"), { error: "请示金额不能是负数" })
    .nullable(),
  files: listOf(Attachment, 20, "附件").meta({ title: "附件" }),
};

export const NewMemo = z.strictObject({
  ...typed,
  amount: typed.amount.default(null),
  files: typed.files.default([]),
  copyIds: chosenPeople("抄送", 20).default([]),
});

export const Memo = z.object({
  id: z.uuid(),
  title: z.string().meta({ title: "标题" }),
  body: z.string().meta({ title: "正文" }),
  amount: yuan({ title: "请示金额" }).nullable(),
  files: z.array(z.object({ id: z.uuid(), name: z.string(), size: z.int() })).meta({ title: "附件" }),
  state: code(memoStates, { title: "状态" }),
  drafterId: z.uuid(),
  divisionId: z.uuid().nullable(),
  approvalId: z.uuid().nullable(),
  createdAt: z.string().meta({ title: "拟稿时间", shows: "moment" }),
  version: z.int(),
});

const shown = {
  drafterName: z.string().meta({ title: "拟稿人" }),
  divisionName: z.string().nullable().meta({ title: "科室" }),
};

export const MemoRow = z.object({ ...Memo.omit({ body: true, files: true }).shape, ...shown });

const Told = z.object({ code: z.string(), message: z.string() }).nullable();

export const MemoPage = z.object({
  memo: z.object({ ...Memo.shape, ...shown }),
  agencyName: z.string(),
  /** 意见栏: what was decided, in order. */
  opinions: z.array(Act),
  may: z.object({ update: Told, resend: Told }),
});

export const memoSubject: Subject = { kind: "memo", title: "请示", noun: "memos", shape: Memo, page: "memos" };

/** 请示（签报） */
export const memoOperations = {
  list: list("memos.list", {
    title: "查看请示",
    permission: "memos.read",
    row: MemoRow,
    filter: {
      search: z.string().trim().max(60).optional().meta({ title: "标题或拼音首字母" }),
      state: code(memoStates, { title: "状态" }).optional(),
    },
    sorts: ["createdAt", "amount"],
  }),
  get: query("memos.get", { title: "查看请示详情", permission: "memos.read", input: one, output: MemoPage }),
  /** 签报单 as a Word file, base64. */
  sheet: query("memos.sheet", {
    title: "下载签报单",
    permission: "memos.read",
    input: onePaper,
    output: PaperFile,
  }),
  submit: command("memos.submit", {
    title: "提交请示",
    permission: "memos.manage",
    input: NewMemo,
    output: Memo,
  }),
  update: command("memos.update", {
    title: "修改请示",
    permission: "memos.manage",
    input: z.strictObject({ id: id(), version: version(), changes: z.strictObject(typed).partial() }),
    output: Memo,
  }),
  /** 撤回后再发起: a new approval of the same memo. */
  resend: command("memos.resend", {
    title: "重新发起",
    permission: "memos.manage",
    input: z.strictObject({ id: id(), version: version() }),
    output: Memo,
  }),
};
