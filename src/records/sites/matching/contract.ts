import { z } from "zod";
import { code, count, day, listOf, measure, referenceCode, yuan } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";
import { industrySections } from "#records/directory/words.ts";
import { SiteRow } from "../contract.ts";
import { matchCriteria, matchVerdicts, offeredKinds, siteUtilities } from "../words.ts";

/** 选址需求: what an investor asks of a place. What is left out is not asked. A project sends the same. */
export const Need = z.strictObject({
  kind: code(offeredKinds, { title: "要什么" }),
  areaFrom: measure({ title: "面积不少于（地块按亩，其余按㎡）" }).optional(),
  areaTo: measure({ title: "面积不超过（地块按亩，其余按㎡）" }).optional(),
  ceilingHeight: measure({ title: "层高不低于", unit: "米" }, 200).optional(),
  floorLoad: measure({ title: "承重不低于", unit: "吨/㎡" }, 100).optional(),
  powerCapacity: measure({ title: "供电不低于", unit: "kVA" }, 1_000_000).optional(),
  /** 元/㎡/月 for floors, 元/亩 for land. */
  priceTo: yuan({ title: "价格不超过（地块按元/亩，其余按元/㎡/月）" }).optional(),
  region: referenceCode({ title: "区域" }, 12).optional(),
  industry: code(industrySections, { title: "产业门类" }).optional(),
  utilities: listOf(code(siteUtilities, { title: "配套" }), Object.keys(siteUtilities).length, "配套")
    .optional()
    .meta({ title: "必备配套", shows: "code", words: siteUtilities }),
  availableOn: day({ title: "何时要用" }).optional(),
});
export type Need = z.output<typeof Need>;

const criterion = code(matchCriteria, { title: "项目" });

export const Mark = z.object({
  criterion,
  verdict: code(matchVerdicts, { title: "结果" }),
  /** 层高 7.2 米，差 0.8 米 */
  says: z.string().meta({ title: "理由" }),
});
export type Mark = z.output<typeof Mark>;

export const Match = z.object({
  site: SiteRow,
  /** 0 to 100: the share of what was asked, by the weights of the rule pack. */
  score: z.int().meta({ title: "匹配度", shows: "count" }),
  marks: z.array(Mark),
});
export type Match = z.output<typeof Match>;

export const matchOperations = {
  match: query("sites.match", {
    title: "按需求匹配空间",
    permission: "sites.read",
    input: z.strictObject({
      need: Need,
      limit: count({ title: "最多几处" }, 100).default(20),
    }),
    output: z.object({
      /** How many are free at all. */
      total: z.int(),
      matches: z.array(Match),
      /** How many fit but lie beyond the limit. */
      more: z.int(),
      /** 未列出: by what they are out, the most first; a few of each by name. */
      left: z.array(
        z.object({
          criterion,
          count: z.int(),
          examples: z.array(z.object({ id: z.uuid(), name: z.string(), says: z.string() })),
        }),
      ),
      /** The weights it was judged by, for the page to say. */
      weights: z.array(z.object({ criterion, weight: z.int() })),
    }),
  }),
};
