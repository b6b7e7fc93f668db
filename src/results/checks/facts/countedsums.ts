/*
 * 几项合计: how many figures a sum says it is of, and which: 两地合计, 前三名共, 三大重点区域(甲、乙、丙)合计, 4个县合计到位.
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Fact } from "./fact.ts";

export interface CountedSum {
  count: number;
  /** 前三名: the first of a list, or the largest. */
  isTop: boolean;
  /** 后两类: its last. */
  isLast: boolean;
  /** The words of its clause, in which the parts may be named. */
  words: string;
}

const said =
  /(?:(?<top>前)|(?<last>后|末|其余|其他|余下))?(?<count>[两二三四五六七八九十]|(?<![\d.])\d{1,2})\s*(?:大|个|名|位|项|者|类|地|家|笔|镇|区|县|市|级|批|种|条|宗|处|方|档|期|组|户|届|季度|部分)(?:[一-龥]{0,10})(?:\([^()]{2,40}\))?(?:合计|共计|总计|小计|总共|一共|累计|共)[^，。；、占比\d]{0,10}$/;

export function countedSum({ passage: { plain }, from, lead }: Fact): CountedSum | null {
  if (!/[计共]/.test(lead)) return null;
  const before = plain.slice(Math.max(0, from - 64), from);
  // 三大区域（甲、乙、丙）合计: marks inside the bracket part no clause.
  const words = (/(?:\([^()]*\)|[^，。；;：:\n])*$/.exec(before) ?? [""])[0];
  const { top, last, count = "" } = said.exec(words)?.groups ?? {};
  const value = parseNumeral(count.replace("两", "二"));
  return value !== null && value > 1 && value < 21
    ? { count: value, isTop: top !== undefined, isLast: last !== undefined, words }
    : null;
}
