/*
 * 位次: ranks a text gives, 全市第一、列第 2 位、居全省16个州（市）第5位: of what, among whom, which.
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "./matches.ts";
import type { Passage } from "./passages.ts";

export interface Ranking {
  passage: Passage;
  from: number;
  to: number;
  rank: number;
  /** 全市、全省、自贸区; empty where not said. */
  scope: string;
  /** How many are ranked, where said right before: 16个州（市）第5位. */
  among: { count: number; from: number; to: number } | null;
  /** The words before it in its clause. */
  lead: string;
}

const pattern =
  /第\s*(?<rank>\d{1,3}|[一二三四五六七八九十]{1,3})(?!\s*(?:[批期轮次届季年月日章条款项个号部节篇步阶类方产版代时线]|大道|[一二三四五六七八九十]?大|三方))(?<unit>\s*[位名])?/g;
const rankWord = /(?:排名?|位?居|位?列|名列|位次|位于|排在|跻身|升至|降至|前移至|升到)\s*(?:为|在|至|到)?\s*$/;
const scopeWord =
  /(全国|全省|全市|全区|全县|全州|全盟|省|市|区|县|自贸区|经开区|高新区|各[一-龥]{1,4}|同类[一-龥]{0,4})\s*(?:排名?|位?居|位?列|名列|排在|位次)?\s*(?:为|在)?\s*$/;
const amongWord =
  /(\d{1,3}|[一二三四五六七八九十]{1,3})\s*个[一-龥（）()、]{1,12}?(?:中|里|当中)?\s*(?:[，,]?|(?<=[中里])[，,][一-龥]{1,14}?)\s*(?:排名?|位?居|位?列|名列|排在|位次)?\s*(?:为|在|全[国省市区县州])?\s*$/;

export function rankingsOf(passage: Passage): Ranking[] {
  const { plain } = passage;
  const found: Ranking[] = [];
  for (const match of matchesOf(plain, pattern)) {
    const before = plain.slice(Math.max(0, match.index - 40), match.index);
    const clause = /[^，。；;：]*$/.exec(before)?.[0] ?? "";
    const scope = scopeWord.exec(clause)?.[1] ?? "";
    if (!match.groups?.unit && !scope && !rankWord.test(clause)) continue;
    const rank = parseNumeral(match.groups?.rank ?? "");
    const among = amongWord.exec(before);
    const count = among ? parseNumeral(among[1] ?? "") : null;
    if (rank === null || rank === 0) continue;
    const at = match.index - (before.length - (among?.index ?? 0));
    found.push({
      passage,
      from: match.index - (rankWord.exec(clause)?.[0].length ?? 0),
      to: match.index + match[0].length,
      rank,
      scope,
      among: count ? { count, from: at, to: at + (among?.[1]?.length ?? 0) } : null,
      lead: clause,
    });
  }
  return found;
}
