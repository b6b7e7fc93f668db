import { z } from "zod";
import { code, count, line, year } from "#kit/base/fields.ts";
import { query, signedIn } from "#kit/base/operation.ts";
import { Figure } from "#results/metrics/contract.ts";
import { deskLights } from "./words.ts";

const place = {
  to: z.string(),
  search: z.record(z.string(), z.union([z.string(), z.boolean()])).optional(),
};

const Light = z.object({ state: code(deskLights, { title: "灯" }), text: z.string(), rule: z.string().nullable() });
const dueOn = z.string().nullable().meta({ title: "期限", shows: "date" });

const Todo = z.object({
  code: z.string(),
  title: z.string().meta({ title: "待办" }),
  count: count({ title: "件数" }),
  dueOn,
  light: Light,
  /** The first few of them, each with its own page. */
  items: z.array(z.object({ ...place, title: z.string(), dueOn, light: Light })),
  /** The list filtered to them; null is 任务中心. */
  opens: z.object(place).nullable(),
});

const Draft = z.object({
  form: z.string(),
  title: z.string().meta({ title: "草稿" }),
  savedAt: z.string().meta({ title: "暂存时间", shows: "moment" }),
  ...place,
});

const Changed = z.object({
  kind: z.string().meta({ title: "类别" }),
  id: z.uuid(),
  name: z.string().meta({ title: "记录" }),
  /** What happened last, and how much beside it. */
  title: z.string().meta({ title: "最近一件" }),
  count: count({ title: "条数" }),
  by: z.string().nullable().meta({ title: "经办人" }),
  peopleCount: count({ title: "人数" }),
  at: z.string().meta({ title: "时间", shows: "moment" }),
  to: z.string(),
});

const Changes = z.object({
  /** 上一个工作日 */
  since: z.string().meta({ title: "自", shows: "date" }),
  rows: z.array(Changed),
  /** All records that changed; `rows` are the latest of them. */
  total: count({ title: "有变化的记录" }),
});

const Headline = Figure.extend({
  /** Of the whole metric; `title` says which part of it this is. */
  metricTitle: z.string().meta({ title: "指标" }),
  /** Which part of the metric it counts, for its evidence. */
  params: z.record(z.string(), z.string()),
  page: z.string().nullable(),
  /** The same days of the year before. */
  before: z.object({ text: z.string(), period: z.string() }),
});

const Tallies = z.object({
  columns: z.array(z.object({ code: z.string(), title: z.string() })),
  rows: z.array(
    z.object({
      id: z.uuid(),
      name: z.string().meta({ title: "科室" }),
      cells: z.array(z.object({ ...place, count: count({ title: "件数" }) })),
    }),
  ),
});

export const DeskHome = z.object({
  todos: z.array(Todo),
  drafts: z.array(Draft),
  /** Null for whoever may read nothing that changes; the same of figures. */
  changes: Changes.nullable(),
  figures: z.array(Headline).nullable(),
  /** 各科室; null for whoever does not see the whole agency. */
  divisions: Tallies.nullable(),
});

const HitGroup = z.object({
  kind: z.string(),
  title: z.string().meta({ title: "类别" }),
  hits: z.array(z.object({ ...place, id: z.string(), title: z.string(), hint: z.string().nullable() })),
  /** Where the rest stands, if there is more. */
  more: z.object(place).nullable(),
});

export const deskOperations = {
  home: query("desk.home", {
    title: "查看工作台",
    permission: signedIn,
    input: z.strictObject({ year: year() }),
    output: DeskHome,
  }),
  search: query("desk.search", {
    title: "全局检索",
    permission: signedIn,
    input: z.strictObject({ text: line({ title: "名称、拼音首字母或代码" }, 60) }),
    output: z.array(HitGroup),
  }),
};
