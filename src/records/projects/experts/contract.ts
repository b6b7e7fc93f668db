import { z } from "zod";
import { code, day, id, line, listOf, prose } from "#kit/base/fields.ts";
import { command, list } from "#kit/base/operation.ts";
import type { Subject } from "#kit/base/subject.ts";
import { seatWays } from "../reviews/words.ts";

export const Expert = z.object({
  id: z.uuid(),
  name: z.string().meta({ title: "姓名", personal: true }),
  employer: z.string().meta({ title: "工作单位" }),
  field: z.string().meta({ title: "专业领域" }),
  relations: z.array(z.string()).meta({ title: "申报的利害关系" }),
  addedOn: day({ title: "入库日期" }),
  retiredOn: z.string().nullable().meta({ title: "出库日期", shows: "date" }),
  version: z.int(),
});

export const Seat = z.object({
  id: z.uuid(),
  expertId: z.uuid(),
  expertName: z.string().meta({ title: "专家", personal: true }),
  employer: z.string().meta({ title: "工作单位" }),
  field: z.string().meta({ title: "专业领域" }),
  way: code(seatWays, { title: "产生方式" }),
  reason: z.string().meta({ title: "选定理由" }),
  recusal: z.string().nullable().meta({ title: "回避原因" }),
  scores: z.record(z.string(), z.number()).nullable().meta({ title: "评分" }),
  comment: z.string().meta({ title: "论证意见" }),
  seatedOn: day({ title: "产生日期" }),
});

export const expertSubject: Subject = { kind: "expert", title: "评审专家", noun: "projects", shape: Expert };
export const seatSubject: Subject = { kind: "reviewSeat", title: "论证专家", noun: "projects", shape: Seat };

const permission = "projects.manage";
const field = line({ title: "专业领域" }, 40);
const about = { reviewId: id("评审"), id: id("论证专家") };
const Panel = z.object({ seats: z.array(Seat) });

export const expertOperations = {
  list: list("experts.list", {
    title: "查看专家库",
    permission: "projects.read",
    row: Expert,
    filter: { field: field.optional() },
    sorts: ["addedOn"],
  }),
  add: command("experts.add", {
    title: "专家入库",
    permission,
    input: z.strictObject({
      name: line({ title: "姓名", personal: true }, 40),
      employer: line({ title: "工作单位" }, 80),
      field,
      relations: listOf(line({ title: "企业或集团" }, 80), 30, "利害关系")
        .meta({ title: "申报的利害关系（任职、持股、受托的企业或集团）" })
        .default([]),
    }),
    output: Expert,
  }),
  retire: command("experts.retire", {
    title: "专家出库",
    permission,
    input: z.strictObject({ id: id("专家"), reason: line({ title: "出库原因" }, 200) }),
    output: Expert,
  }),
};

export const seatOperations = {
  draw: command("seats.draw", {
    title: "抽取专家",
    permission,
    input: z.strictObject({
      reviewId: id("评审"),
      size: z.int().min(1, { error: "请填写抽几位" }).max(30, { error: "一次最多抽 30 位" }).meta({ title: "抽几位" }),
      field: prose({ title: "专业领域" }, 40).default(""),
    }),
    output: Panel,
  }),
  choose: command("seats.choose", {
    title: "选定专家",
    permission,
    input: z.strictObject({
      reviewId: id("评审"),
      expertId: id("专家"),
      reason: line({ title: "选定理由" }, 200),
    }),
    output: Panel,
  }),
  recuse: command("seats.recuse", {
    title: "登记回避",
    permission,
    input: z.strictObject({ ...about, recusal: line({ title: "回避原因" }, 200) }),
    output: Panel,
  }),
  score: command("seats.score", {
    title: "登记评分",
    permission,
    input: z.strictObject({
      ...about,
      scores: listOf(
        z.strictObject({
          criterion: line({ title: "评分项" }, 30),
          points: z
            .number({ error: "得分应为数字" })
            .min(0, { error: "得分不能是负数" })
            .max(100, { error: "得分最多 100" })
            .meta({ title: "得分" }),
        }),
        20,
        "评分",
      ).meta({ title: "各项得分" }),
      comment: line({ title: "论证意见" }, 1000),
    }),
    output: Panel,
  }),
};
