import { z } from "zod";
import { code, count, day, flag, id, line, prose, version } from "#kit/base/fields.ts";
import { command, query } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { postKinds, staffKinds } from "../words.ts";

export const Post = z.object({
  id: z.uuid(),
  title: z.string().meta({ title: "岗位" }),
  kind: code(postKinds, { title: "岗位类别" }),
  divisionId: z.uuid().nullable(),
  divisionName: z.string().nullable().meta({ title: "科室" }),
  /** 今日在该岗位上的人 */
  holders: z.string().meta({ title: "任职人员" }),
  closedOn: z.string().nullable().meta({ title: "撤销日期", shows: "date" }),
  version: z.int(),
});

const typedPost = {
  title: line({ title: "岗位名称" }, 40),
  kind: code(postKinds, { title: "岗位类别" }),
  divisionId: id("科室").nullable(),
};

export const Establishment = z.object({
  id: z.uuid(),
  kind: code(staffKinds, { title: "人员类别" }),
  number: z.int().meta({ title: "编制数", shows: "count", unit: "名" }),
  approvedOn: z.string().meta({ title: "批复日期", shows: "date" }),
  document: z.string().meta({ title: "文号" }),
  note: z.string().meta({ title: "备注" }),
  voidedAt: z.string().nullable().meta({ title: "作废时间", shows: "moment" }),
});

/** 编制数 / 实有数 / 超缺 of one kind on a day. */
export const StaffLine = z.object({
  /** Null: people whose kind nobody has entered. */
  kind: code(staffKinds, { title: "人员类别" }).nullable(),
  /** 占编: counts against the approved number. */
  isEstablished: z.boolean(),
  number: z.int().nullable().meta({ title: "编制数" }),
  document: z.string().nullable().meta({ title: "文号" }),
  approvedOn: z.string().nullable().meta({ title: "批复日期" }),
  actual: z.int().meta({ title: "实有数" }),
});

const permission = "people.manage";

export const postOperations = {
  list: query("posts.list", {
    title: "查看岗位",
    permission: "people.read",
    input: z.strictObject({ withClosed: flag({ title: "含已撤销" }).default(false) }),
    output: z.array(Post),
  }),
  create: command("posts.create", {
    title: "新增岗位",
    permission,
    input: z.strictObject({ ...typedPost, divisionId: typedPost.divisionId.default(null) }),
    output: Post,
  }),
  update: command("posts.update", {
    title: "修改岗位",
    permission,
    input: z.strictObject({ id: id(), version: version(), changes: z.strictObject(typedPost).partial() }),
    output: Post,
  }),
  close: command("posts.close", {
    title: "撤销岗位",
    permission,
    input: z.strictObject({ id: id(), version: version(), reason: line({ title: "撤销依据" }, 200) }),
    output: Post,
  }),
};

export const establishmentOperations = {
  summary: query("establishments.summary", {
    title: "查看机构与编制",
    permission: "people.read",
    input: z.strictObject({ asOf: day({ title: "截至" }).optional() }),
    output: z.object({ asOf: z.string(), lines: z.array(StaffLine) }),
  }),
  list: query("establishments.list", {
    title: "查看编制批复",
    permission: "people.read",
    input: z.strictObject({}),
    output: z.array(Establishment),
  }),
  approve: command("establishments.approve", {
    title: "登记编制批复",
    permission,
    input: z.strictObject({
      kind: code(staffKinds, { title: "人员类别" }),
      number: count({ title: "编制数", unit: "名" }, 100_000),
      approvedOn: day({ title: "批复日期" }),
      document: line({ title: "文号" }, 80),
      note: prose({ title: "备注" }, 200).default(""),
    }),
    output: Establishment,
  }),
  /** 作废一次登记: what was entered wrongly; the right one is entered anew. */
  annul: command("establishments.annul", {
    title: "作废编制批复",
    permission,
    input: z.strictObject({ id: id(), reason: line({ title: "作废原因" }, 200) }),
    output: Establishment,
  }),
};

export const postSubject: Subject = {
  kind: "post",
  title: "岗位",
  noun: "people",
  shape: Post.omit({ holders: true }),
};
export const establishmentSubject: Subject = {
  kind: "establishment",
  title: "编制批复",
  noun: "people",
  shape: Establishment,
};
