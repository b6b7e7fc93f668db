import { z } from "zod";
import { yearOf } from "#kit/base/dates.ts";
import { hitActions } from "./words.ts";

const text = (title: string, max = 300) => z.string().min(1).max(max).meta({ title });
const coded = <W extends Record<string, string>>(words: W, title: string) =>
  z.enum(Object.keys(words) as [keyof W & string, ...(keyof W & string)[]]).meta({ title, words });

/** 句式: a regular expression over one sentence; every repetition in it is bounded. */
const pattern = z
  .string()
  .min(1)
  .max(900)
  .refine((source) => !/[*+]|\{\d+,\}/.test(source), { error: "句式中的重复次数须有上限，请写成 {0,20}" })
  .refine(compiles, { error: "句式不是正确的正则表达式" })
  .meta({ title: "句式" });

function compiles(source: string): boolean {
  try {
    return new RegExp(source, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

const PackedRule = z.strictObject({
  code: z.enum(["FC-1", "FC-2", "FC-3", "FC-4", "FC-5", "FC-6", "FC-7", "FC-8"]).meta({ title: "编号" }),
  title: text("情形", 60),
  article: text("条款"),
  action: coded(hitActions, "处理"),
  /** 可否解除: FC-1、3、4、5 by law or as an exception; others only by changing the text. */
  canBeLifted: z.boolean().meta({ title: "可凭法定依据或例外解除" }),
  patterns: z.array(pattern).min(1).meta({ title: "命中的句式" }),
  /** A clause that says one of these is innocent. */
  unless: z.array(pattern).default([]).meta({ title: "不算命中的句式" }),
});
export type PackedRule = z.output<typeof PackedRule>;

/** 规则包·协议审查: the wording that is asked about, and from when every formal signing wants its text here. */
export const AgreementsPack = z
  .strictObject({
    /** 自此日起签约, an agreement must lie here with its review; before, only what was registered is asked about. */
    textsFrom: z.iso.date().meta({ title: "自哪天起签约须登记文本", shows: "date" }),
    document: text("依据"),
    /** What turns the words after it into their opposite: 不得、不以. */
    denials: z.array(pattern).meta({ title: "否定词" }),
    rules: z.array(PackedRule).min(1).meta({ title: "审查规则" }),
  })
  .meta({ title: "协议审查" });
export type AgreementsPack = z.output<typeof AgreementsPack>;

const read = new WeakMap<object, AgreementsPack>();

/** The section in force that day, read once. */
export function agreementsPack(ctx: {
  pack: (year: number) => Record<string, unknown>;
  today: string;
}): AgreementsPack {
  const section = ctx.pack(yearOf(ctx.today)).agreements as object;
  const known = read.get(section);
  if (known) return known;
  const parsed = AgreementsPack.parse(section);
  read.set(section, parsed);
  return parsed;
}
