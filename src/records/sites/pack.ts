import { z } from "zod";
import { matchCriteria } from "./words.ts";

const weight = z.int().min(0).max(100).meta({ unit: "分" });

/** 规则包·空间资源: how spaces are matched to a need, and when what runs out is told. */
export const SitesPack = z
  .strictObject({
    match: z
      .strictObject({
        weights: z
          .strictObject(
            Object.fromEntries(
              Object.entries(matchCriteria).map(([key, title]) => [key, weight.meta({ title, unit: "分" })]),
            ) as { [Criterion in keyof typeof matchCriteria]: typeof weight },
          )
          .meta({ title: "各项分值" }),
        /** 差多少以内算“接近”. */
        nearRate: z.number().min(0).max(0.5).meta({ title: "差多少以内算接近", shows: "rate" }),
        /** What may not be missed: who misses one of these further than nearly is left out, and counted. */
        must: z
          .array(z.enum(Object.keys(matchCriteria) as [keyof typeof matchCriteria]).meta({ words: matchCriteria }))
          .meta({ title: "必须符合的各项" }),
      })
      .meta({ title: "匹配" }),
    /** 到期前多少天提醒. */
    lapseDays: z.int().min(0).max(366).meta({ title: "预留和租期到期前多少天提醒", unit: "天" }),
  })
  .meta({ title: "空间资源" });
export type SitesPack = z.output<typeof SitesPack>;

export function sitesPack(pack: Record<string, unknown>): SitesPack {
  return SitesPack.parse(pack.sites);
}
