import { z } from "zod";
import { code, year } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";
import { packDifferences } from "./words.ts";

const permission = "people.read";

/** One version of one pack: what was once in force stays on record. */
const PackName = z.strictObject({
  region: z
    .string()
    .regex(/^[a-z0-9-]{2,40}$/, { error: "规则包的地区不正确" })
    .meta({ title: "地区" }),
  year: year({ title: "起用年度" }),
  version: z.int().min(1).max(10_000).meta({ title: "版本" }),
});

const Pack = z.object({
  ...PackName.shape,
  regionTitle: z.string().meta({ title: "适用范围" }),
  digest: z.string().meta({ title: "摘要" }),
  loadedAt: z.string().meta({ title: "载入时间", shows: "moment" }),
  isLatest: z.boolean().meta({ title: "现行版本" }),
});

const Setting = z.object({ path: z.string(), title: z.string(), value: z.string() });
const Compared = z.object({
  path: z.string(),
  title: z.string(),
  left: z.string().nullable(),
  right: z.string().nullable(),
  difference: code(packDifferences, { title: "比对" }),
});
const sectionsOf = <R extends z.ZodType>(row: R) =>
  z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      groups: z.array(z.object({ title: z.string(), rows: z.array(row) })),
    }),
  );

/** 规则包: shown in words; a pack is changed by its file only, never here. */
export const packOperations = {
  list: query("packs.list", {
    title: "查看规则包",
    permission,
    input: z.strictObject({}),
    output: z.object({
      packs: z.array(Pack),
      /** Which pack a year is judged by. */
      years: z.array(z.object({ year: z.int(), pack: Pack.nullable() })),
      /** What this agency runs otherwise than this year's pack says, and in how many points. */
      own: z.array(z.object({ title: z.string(), differs: z.int() })),
    }),
  }),
  get: query("packs.get", {
    title: "查看规则包的内容",
    permission,
    input: PackName,
    output: z.object({ pack: Pack, sections: sectionsOf(Setting) }),
  }),
  /** Without `right`: with what this agency runs today. */
  compare: query("packs.compare", {
    title: "比对规则包",
    permission,
    input: z.strictObject({
      left: PackName.meta({ title: "左边" }),
      right: PackName.optional().meta({ title: "右边" }),
    }),
    output: z.object({ differs: z.int(), sections: sectionsOf(Compared) }),
  }),
};
