import { z } from "zod";
import { yearOf } from "#kit/base/dates.ts";
import { capitals, investorKinds, stages, tracks } from "../words.ts";
import { diligenceKinds } from "./words.ts";

const coded = <W extends Record<string, string>>(words: W, title: string) =>
  z.enum(Object.keys(words) as [keyof W & string, ...(keyof W & string)[]]).meta({ title, words });

/** 规则包·尽职调查: which projects are looked into before which stage, and what must be looked up. */
export const DiligencePack = z
  .strictObject({
    /** 自此日起, a project of that amount goes no further without one. */
    from: z.iso.date().meta({ title: "自哪天起须尽职调查", shows: "date" }),
    document: z.string().min(1).max(300).meta({ title: "依据" }),
    stage: coded(stages, "自哪个阶段起"),
    /** All of them unless said. */
    tracks: z.array(coded(tracks, "类型")).min(1).optional().meta({ title: "类型" }),
    capital: z.array(coded(capitals, "内外资")).min(1).optional().meta({ title: "内外资" }),
    investorKind: z.array(coded(investorKinds, "投资方性质")).min(1).optional().meta({ title: "投资方性质" }),
    /** From the smallest amount up; the last that fits holds. */
    bands: z
      .array(
        z.strictObject({
          atLeast: z
            .string()
            .regex(/^\d{1,18}$/)
            .meta({ title: "计划总投资不少于", unit: "元" }),
          kinds: z.array(coded(diligenceKinds, "内容")).min(1).meta({ title: "须查的内容" }),
        }),
      )
      .min(1)
      .meta({ title: "多大的项目查哪些" }),
    sources: z.array(z.string().min(1).max(60)).max(30).meta({ title: "常用查询渠道" }),
  })
  .meta({ title: "尽职调查" });
export type DiligencePack = z.output<typeof DiligencePack>;

const read = new WeakMap<object, DiligencePack>();

/** The section in force that day, read once. */
export function diligencePack(ctx: { pack: (year: number) => Record<string, unknown>; today: string }): DiligencePack {
  const section = ctx.pack(yearOf(ctx.today)).diligence as object;
  const known = read.get(section);
  if (known) return known;
  const parsed = DiligencePack.parse(section);
  read.set(section, parsed);
  return parsed;
}
