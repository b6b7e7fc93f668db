import { z } from "zod";
import { yearOf } from "#kit/base/dates.ts";
import { ArrivalsPack } from "./arrivals/pack.ts";
import { CommitmentsPack } from "./commitments/pack.ts";
import {
  capitals,
  evidenceKinds,
  gateFields,
  investorKinds,
  sizes,
  sources,
  stages,
  standings,
  tracks,
  type Stage,
  type Track,
} from "./words.ts";

const coded = <W extends Record<string, string>>(words: W, title: string) =>
  z.enum(Object.keys(words) as [keyof W & string, ...(keyof W & string)[]]).meta({ title, words });
const text = (title: string, max = 300) => z.string().min(1).max(max).meta({ title });
const days = (title: string) => z.int().min(1).max(2000).meta({ title, unit: "天" });

/** 条件: asked for only where the project is of one of these. */
const When = z
  .strictObject({
    capital: z.array(coded(capitals, "内外资")).optional().meta({ title: "内外资" }),
    source: z.array(coded(sources, "线索来源")).optional().meta({ title: "线索来源" }),
    investorKind: z.array(coded(investorKinds, "投资方性质")).optional().meta({ title: "投资方性质" }),
    size: z.array(coded(sizes, "规模")).optional().meta({ title: "规模" }),
  })
  .meta({ title: "适用条件" });
export type When = z.output<typeof When>;

/** 关口: what must be there to enter a stage. Fields hold from that stage on, evidence for that step alone. */
const PackedStage = z.strictObject({
  code: coded(stages, "阶段"),
  title: text("名称", 20),
  /** 跳过: a later stage may be reached without this one never, with a reason, or freely. */
  skip: z
    .enum(["never", "reason", "free"])
    .default("never")
    .meta({
      title: "可否跳过",
      words: { never: "不可跳过", reason: "说明理由可跳过", free: "可跳过" },
    }),
  stallDays: days("多少个工作日没有进展即为停滞").nullable().default(null),
  fields: z
    .array(z.strictObject({ field: coded(gateFields, "字段"), when: When.optional() }))
    .default([])
    .meta({ title: "自此必填" }),
  evidence: z
    .array(z.strictObject({ kind: coded(evidenceKinds, "材料"), when: When.optional() }))
    .default([])
    .meta({ title: "必备佐证" }),
  /** Further kinds that prove it; others are of the wrong kind here. */
  accepts: z.array(coded(evidenceKinds, "材料")).default([]).meta({ title: "可附佐证" }),
});
export type PackedStage = z.output<typeof PackedStage>;

const Definition = z.strictObject({ text: text("口径", 600), document: text("依据") });

const PackedTrack = z.strictObject({
  title: text("名称", 20),
  stages: z.array(PackedStage).min(2).meta({ title: "阶段与关口" }),
  /** 落地: which stage, and how sure of it one must be. */
  landed: z
    .strictObject({
      stage: coded(stages, "达到的阶段"),
      proof: z.enum(["typed", "verified", "recognized"]).meta({
        title: "认可程度",
        words: { typed: "登记即算", verified: "核验后算", recognized: "外部认定后算" },
      }),
      ...Definition.shape,
    })
    .meta({ title: "落地" }),
});
export type PackedTrack = z.output<typeof PackedTrack>;

const amount = z
  .string()
  .regex(/^\d{1,18}$/)
  .meta({ title: "起点金额", unit: "元" });

/** 规则包·招商项目: tracks and their gates, what 签约、落地、到位 mean, size bands, clocks and reasons. */
export const ProjectsPack = z
  .strictObject({
    tracks: z
      .partialRecord(coded(tracks, "类型"), PackedTrack)
      .refine((all) => Object.keys(all).length > 0, { error: "至少要有一种类型" })
      .meta({ title: "类型" }),
    definitions: z
      .strictObject({
        signed: Definition.meta({ title: "签约" }),
        fundsInPlace: Definition.meta({ title: "到位资金" }),
      })
      .meta({ title: "口径" }),
    sizes: z
      .strictObject({
        by: z.enum(["totalInvestment", "agreedInvestment"]).meta({
          title: "按哪个金额",
          words: { totalInvestment: "计划总投资", agreedInvestment: "协议投资额" },
        }),
        /** From the largest down. */
        bands: z
          .array(z.strictObject({ size: coded(sizes, "规模"), title: text("名称", 20), from: amount }))
          .min(1)
          .max(4)
          .meta({ title: "规模档" }),
      })
      .meta({ title: "规模" }),
    leadClocks: z
      .array(
        z.strictObject({
          code: z.enum(["answer", "screen", "feedback", "report"]),
          title: text("名称", 20),
          days: days("期限"),
          /** 研判 by experts. */
          expertDays: days("专家研判期限").nullable().default(null),
          counts: z.enum(["workdays", "days"]).meta({ title: "按", words: { workdays: "工作日", days: "自然日" } }),
          isRepeated: z.boolean().default(false).meta({ title: "循环" }),
        }),
      )
      .meta({ title: "线索时限" }),
    leadClocksDocument: text("线索时限依据"),
    arrivals: ArrivalsPack,
    commitments: CommitmentsPack,
    dormantAfter: days("线索多少个工作日没有进展，建议转休眠").default(60),
    reasons: z.partialRecord(coded(standings, "推进状态"), z.array(text("原因", 40)).min(1)).meta({ title: "原因" }),
  })
  .meta({ title: "招商项目" });
export type ProjectsPack = z.output<typeof ProjectsPack>;

const read = new WeakMap<object, ProjectsPack>();

/** The section in force that day; a pack is read once and kept with the object it came as. */
export function projectsPack(ctx: { pack: (year: number) => Record<string, unknown>; today: string }): ProjectsPack {
  const section = ctx.pack(yearOf(ctx.today)).projects as object;
  const known = read.get(section);
  if (known) return known;
  const parsed = ProjectsPack.parse(section);
  read.set(section, parsed);
  return parsed;
}

/** The track as the pack has it; one that a nearer pack took away stays readable by its stages as they stand in words. */
export function trackOf(pack: ProjectsPack, track: Track): PackedTrack {
  const packed = pack.tracks[track];
  if (!packed) throw new Error(`the pack in force has no track ${track}`);
  return packed;
}

export const stageIn = (track: PackedTrack, stage: Stage): PackedStage | null =>
  track.stages.find(({ code }) => code === stage) ?? null;
