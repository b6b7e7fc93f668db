/*
 * 文中的分数: every “…分” of a passage by what it is: the points that can be had (分值 18 分、产出指标（50分）), those that were
 * earned (得 16.50 分), those taken away (扣 1 分), and totals of each. Bounds of grades (90 分以上为优) are none of them.
 */
import type { Fact } from "./fact.ts";
import type { Reading } from "./quantities.ts";
import { listFrom } from "./respectivelists.ts";

export type ScoreKind = "weight" | "full" | "score" | "total" | "deduction" | "deductions" | "bound";

export interface Score {
  fact: Fact;
  kind: ScoreKind;
  /** What it is given for: 产出指标. Empty where nothing is named. */
  name: string;
}

export function scoresOf({ passage, facts }: Reading): Score[] {
  if (passage.cell && passage.plain.length < 40) return [];
  const found: Score[] = [];
  for (const fact of facts) {
    if (fact.unit?.dimension !== "score" || fact.unit.factor !== 1) continue;
    const before = passage.plain.slice(Math.max(0, fact.from - 24), fact.from);
    const after = passage.plain.slice(fact.to, fact.to + 14);
    const last = found.at(-1);
    // 赋予20分、30分、25分和25分: what follows in such a list is of the same kind as what went before.
    const isNext = last && /^\s*[、和及与]\s*$/.test(passage.plain.slice(last.fact.to, fact.from));
    const own = kindOf(before, after, found);
    const kind = isNext && (own === "bound" || own === "weight") && last.kind === "weight" ? last.kind : own;
    const name = nameOf(passage.plain, fact);
    found.push({ fact, kind, name });
  }
  nameWeights(found, passage.plain);
  return found;
}

/** 设目标合理性、指标明确性2项指标，分值分别为4分、5分: the names stand before, in the same order. */
function nameWeights(found: Score[], plain: string): void {
  for (const [index, { fact }] of found.entries()) {
    if (!/(?:分值|权重|满分)[^，。；]{0,4}(?:分别|依次)[^，。；]{0,4}$/.test(fact.lead)) continue;
    const list = listFrom(
      found.map((score) => score.fact),
      index,
      plain,
    );
    const words = /[^。；:：]*$/.exec(plain.slice(Math.max(0, fact.from - 160), fact.from - fact.lead.length)) ?? [""];
    const names = words[0].replace(/(?:\d+|[两二三四五六七八九十])[项个类大].*$|[，,]\s*$/, "").split(/[、和及与]/);
    if (list.length < 2 || names.length !== list.length) continue;
    for (const [at, name] of names.entries()) {
      const score = found[index + at];
      if (score) found[index + at] = { ...score, kind: "weight", name: name.replace(/^.*[，,设括]/, "") };
    }
  }
}

function kindOf(before: string, after: string, earlier: Score[]): ScoreKind {
  const last = /[^，,。；;：:、]*$/.exec(before)?.[0] ?? before;
  if (
    /^\s*(?:[)）])?\s*(?:\([^()]*\)|（[^（）]*）)?(?:以上|以下|及以上|至|到|—|-|~|～)/.test(after) ||
    /含\s*[)）]\s*[-—–~至到]\s*$/.test(before)
  )
    return "bound";
  // 每项扣 0.5 分 is a tariff.
  if (/每(?:[一-龥]{0,6})[扣加得计][一-龥]{0,2}\s*$/.test(last)) return "bound";
  if (/(?:共|合计|累计|总共|一共)扣(?:除|减|了|分)*\s*$/.test(last)) return "deductions";
  if (/(?:扣(?:除|减|去|掉|了|分|分值)*|失分|丢分)(?:为|共)?\s*$|扣分[一-龥]{0,2}$/.test(last)) return "deduction";
  if (
    /满分(?:为|是|共)?\s*$|(?:总分值|权重合计|分值合计|总分)(?:为|共计?|是)?\s*$/.test(last) &&
    !/得/.test(last) &&
    /满分|分值/.test(last)
  )
    return "full";
  if (
    /(?:总得?分|合计得?分|得分合计|综合得分|综合评分|最终得分|总体得分|自评(?:总)?得?分|评价(?:总)?得分|总评分|项目得分|共得分?|合计得|得分|总分)(?:为|是|达|共计?|：|:)?\s*$/.test(
      last,
    )
  ) {
    if (/(?:指标|执行率?|决策|过程|产出|效益|满意度|维度)(?:共|合计|实际)?得分?(?:为)?\s*$/.test(last)) return "score";
    return /得分(?:为|是)?\s*$/.test(last) &&
      /[一-龥]{2,}得分(?:为|是)?\s*$/.test(last) &&
      !/(?:综合|合计|总|自评|评价|最终|项目|总体)(?:得分|评分)/.test(last)
      ? "score"
      : "total";
  }
  if (/得(?:了|到)?\s*$/.test(last)) return "score";
  if (/(?:分值|权重|标准分|配分|分值各?)(?:为|是|各)?\s*$/.test(last)) return "weight";
  if (/^(?:\)|）)/.test(after) && /[(（]\s*(?:分值|满分|权重)?[:：]?\s*$/.test(before)) return "weight";
  if (/共(?:计)?\s*$|合计\s*$/.test(last) && earlier.some(({ kind }) => kind === "weight")) return "full";
  // 决策20分、过程20分: a name and its points, nothing between.
  return /[一-龥”)）]\s*$/.test(last) && !/[得扣加减高低差多少]/.test(last) ? "weight" : "bound";
}

function nameOf(plain: string, fact: Fact): string {
  const words = plain.slice(Math.max(0, fact.from - 30), fact.from);
  const clause = words.slice(
    Math.max(...["，", ",", "。", "；", ";", "、", "：", ":", "\n", "分"].map((mark) => words.lastIndexOf(mark))) + 1,
  );
  return clause
    .replaceAll(/[\s“”"()（）]|其中|分别为?|共|各|以及|和/g, "")
    .replace(/(?:按比例|按完成率|实际)?(?:得分?|分值|满分|权重|扣分?|扣除|自评|得到|因.*)(?:为|是|了)?$/, "")
    .replace(/(?:因|由于|按).*$/, "");
}
