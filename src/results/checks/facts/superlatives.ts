/*
 * 最高、最低: who is said to be first or last in what: 客商满意度最高；办结率最低的自然资源局为80.00%；转化率居首的是生物制药专班；文旅新城列第1位.
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Fact } from "./fact.ts";
import { matchesOf } from "./matches.ts";
import type { Passage } from "./passages.ts";
import type { Reading } from "./quantities.ts";

export interface Superlative {
  passage: Passage;
  from: number;
  to: number;
  /** 1 for the highest, −1 for the lowest. */
  sign: 1 | -1;
  /** 列第2位: which from the top; 1 otherwise. */
  rank: number;
  /** The clause it stands in, and the one before where that says by what (从完成率看). */
  clause: string;
  /** Where the clause begins in the passage. */
  at: number;
  context: string;
  /** The figure that goes with it: 为80.00%. */
  value: Fact | null;
}

const words =
  /(?<high>最高|最多|最大|最快|最好|[居列](?:各[一-龥]{1,5}|[三四五六七八九十]个?[一-龥]{1,4})?首位?|(?:居|列|位居|位列|排名?)(?:各[一-龥]{1,5})?第一位?|领跑)|(?<low>最低|最少|最小|最慢|最差|[居列][最]?末[位尾]?|(?<=[居列位排名])末[位尾]|倒数第一|垫底)|(?:居|列|位居|位列|排名?)(?:各[一-龥]{1,5})?第\s*(?<rank>\d{1,2}|[二三四五])\s*位?(?!次|批)/g;

export function superlativesOf({ passage, facts }: Reading): Superlative[] {
  const { plain } = passage;
  return matchesOf(plain, words).flatMap((match) => {
    const to = match.index + match[0].length;
    const at = Math.max(...["，", "。", "；", ";", "："].map((mark) => plain.lastIndexOf(mark, match.index - 1))) + 1;
    const ends = ["，", "。", "；", ";"].map((mark) => plain.indexOf(mark, to)).filter((each) => each >= 0);
    const end = Math.min(plain.length, at + 90, ...ends);
    const rank = match.groups?.rank ? (parseNumeral(match.groups.rank) ?? 1) : 1;
    const clause = plain.slice(at, end);
    // 最高温度, 最高人民法院, 最高不超过: no ranking.
    if (
      /^(?:不超过|可|限|额|奖|补|达到?\d|人民|温|不低于|按|给予|[环同]比|增)/.test(plain.slice(to, to + 3)) ||
      to - at > 60
    )
      return [];
    const isFall = /(?:降幅|降速|减幅|下降|减少|跌幅)[^，。；]{0,3}$/.test(
      plain.slice(Math.max(at, match.index - 8), match.index),
    );
    const sign = (match.groups?.low ? -1 : 1) * (isFall ? -1 : 1) > 0 ? 1 : -1;
    return [
      {
        passage,
        from: match.index,
        to,
        sign,
        rank,
        clause,
        at,
        context: contextOf(plain, at),
        value: valueAfter(facts, to, plain),
      },
    ];
  });
}

/** 从完成率看，文旅新城列第1位 */
function contextOf(plain: string, at: number): string {
  const before = plain.slice(Math.max(0, at - 30), at);
  return /[^，。；：]{1,20}[，：]$/.exec(before)?.[0] ?? "";
}

/** The first figure behind it: 最低的自然资源局为80.00%，…；最多，为35家次. */
function valueAfter(facts: readonly Fact[], to: number, plain: string): Fact | null {
  const value = facts.find((fact) => fact.from >= to && fact.from - to < 40);
  if (!value) return null;
  const between = plain.slice(to, value.from);
  return /^(?:的[^，。；]{0,20})?[，,]?\s*(?:[^，。；\d占]{0,16})?(?:为|达到?|仅为?|是|约)\s*$/.test(between) &&
    (between.match(/[，,]/g)?.length ?? 0) < 2
    ? value
    : null;
}
