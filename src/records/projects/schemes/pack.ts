import { z } from "zod";
import { industrySections } from "#records/directory/words.ts";
import { capitals, investorKinds, signingKinds, stages } from "../words.ts";
import { amountBases, countingBases, exclusionKinds, rateBases, schemeKinds } from "./words.ts";

const coded = <W extends Record<string, string>>(words: W, title: string) =>
  z.enum(Object.keys(words) as [keyof W & string, ...(keyof W & string)[]]).meta({ title, words });
const text = (title: string, max = 300) => z.string().min(1).max(max).meta({ title });

const ProposedExclusion = z.strictObject({
  kind: coded(exclusionKinds, "情形"),
  clause: text("条文", 200),
  industries: z.array(coded(industrySections, "行业门类")).default([]).meta({ title: "行业门类" }),
  investorKinds: z.array(coded(investorKinds, "投资方性质")).default([]).meta({ title: "投资方性质" }),
});

const ProposedScheme = z.strictObject({
  code: text("代号", 30),
  name: text("名称", 60),
  kind: coded(schemeKinds, "种类"),
  authority: text("发文机关", 60),
  document: text("依据", 200),
  basis: coded(countingBases, "按什么计入"),
  stage: coded(stages, "阶段").nullable().default(null),
  signingKinds: z.array(coded(signingKinds, "协议种类")).default([]).meta({ title: "协议种类" }),
  capital: coded(capitals, "内外资").nullable().default(null),
  amountBy: coded(amountBases, "按哪个金额"),
  minAmount: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable()
    .default(null)
    .meta({ title: "起点金额", unit: "元" }),
  denominator: coded(rateBases, "落地率的分母").default("stock"),
  exclusions: z.array(ProposedExclusion).default([]).meta({ title: "不计入的情形" }),
});

/** 规则包·计数口径: what an agency's own schemes may begin from; nothing is counted by a proposal itself. */
export const CountingPack = z
  .strictObject({ proposals: z.array(ProposedScheme).max(30).meta({ title: "口径样本" }) })
  .meta({ title: "计数口径" });

const read = new WeakMap<object, z.output<typeof CountingPack>>();

export function countingPack(ctx: { pack: (year: number) => Record<string, unknown> }, year: number) {
  const section = ctx.pack(year).counting as object;
  const parsed = read.get(section) ?? CountingPack.parse(section);
  read.set(section, parsed);
  return parsed;
}
