/*
 * 句框: what the clause of a figure says it is, by the last word before it and by what stands around 比: so much more or less (of what, than what), whatever the verb's company.
 * 引进企业 | 超 | 目标 | 8户; 每个平均6.48万元，| 比 | 预算的6万元 | 超出 | 0.48万元.
 */
import type { Fact } from "./fact.ts";
import { sentenceStart } from "./sentences.ts";

export interface Frame {
  kind: "delta" | "growth" | "point";
  direction: -1 | 0 | 1;
  /** 缩短, 多 */
  word: string;
  /** Where its clause begins, and where in it the compared part. */
  begin: number;
  compared: number | null;
  /** Words before the comparison, and in it. */
  subject: string;
  comparand: string;
}

const up =
  "净增|增加|增长|增幅|净多|多|高出|高于|高|超额|超出|超过|超|多于|快于|快|提高|提升|提速|上升|上浮|上涨|扩大|延长|追加|领先|增";
const down =
  "净减|减少|低于|少于|慢于|尚差|还差|仍差|相差|差|缺|下降|降低|降幅|压减|压缩|缩短|节约|节省|节支|回落|下滑|滞后|落后|缩小|缩减|核减|少|低|慢|减|降|短";
const goalName =
  "(?:年初|年度|全年|既定|预期|原定|序时|时间)?(?:目标值?|任务数?|计划数?|预算数?|预期|指标值?|承诺|要求|合同|进度|约定)(?:的)?";
const company = "(?:了|约|近|为|达|至少|不少于|不低于|将|幅度|幅|额|数)*";
const deltaEnd = new RegExp(
  `(?:(?<up>${up})|(?<down>${down}))(?<goal>${goalName})?(?<thing>[一-龥]{0,3}?)${company}\\s*$`,
);
const comparing =
  /(?:(?<![占对同环无之])比(?![重例率如分])|(?<!比)较(?![为大小好高低快强差多少])|(?<![分脱])[离距](?!任)|高于|低于|多于|少于|快于|慢于)/g;

export function frameOf(fact: Fact): Frame | null {
  const { unit, base, from, passage, tail } = fact;
  if (!unit || base <= 0 || /^\s*(?:以上|以下|以内|的?(?:目标|任务|大关))/.test(tail)) return null;
  const { plain } = passage;
  const start = sentenceStart(plain, from);
  const begin = Math.max(
    start,
    plain.lastIndexOf("，", from - 1) + 1,
    plain.lastIndexOf("：", from - 1) + 1,
    from - 60,
  );
  const clause = plain.slice(begin, from);
  const end = deltaEnd.exec(clause);
  if (!end?.groups) return null;
  const word = end.groups.up ?? end.groups.down ?? "";
  const words = [...clause.slice(0, end.index + word.length).matchAll(comparing)].at(-1);
  const { goal = "", thing = "" } = end.groups;
  // 多签约3个: a thing done more or less only where something is compared.
  if (thing && !words) return null;
  if (word.length === 1 && !words && !goal && !/^(?:超|差|增|减|降|缺)$/.test(word)) return null;
  if (/[不至最很较新]$/.test(clause.slice(0, end.index))) return null;
  const isInside = words !== undefined && words.index >= end.index;
  const cut = words && !isInside ? words.index : end.index;
  const percent = unit.dimension === "percent";
  return {
    kind: unit.dimension === "point" ? "point" : percent ? "growth" : "delta",
    direction: end.groups.up ? 1 : -1,
    word,
    begin,
    compared: words || goal ? begin + cut : null,
    subject: clause.slice(0, cut).replaceAll(/同比|环比|分别|相应|同期|一共/g, ""),
    comparand: goal || (words ? clause.slice(words.index + words[0].length, isInside ? undefined : end.index) : ""),
  };
}
