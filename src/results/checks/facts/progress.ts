/*
 * 序时进度: what share of the year has passed, as the text says it (75%的时序进度), or by the months it reports on (截至9月底, 1—9月, 前三季度).
 */
import type { Fact } from "./fact.ts";
import type { Passage } from "./passages.ts";
import type { Text } from "./text.ts";

export const progressWord = "(?:序时|时序|时间)(?:的?进度)?";

/** In percent; null where no time is told. */
export function passedOf(passage: Passage, text: Text, before = passage.plain.length): number | null {
  return monthsIn(passage.plain.slice(Math.max(0, before - 400), before)) ?? monthsIn(text.passages[0]?.plain ?? "");
}

function monthsIn(words: string): number | null {
  if (/上半年|半年/.test(words)) return 50;
  if (/前三季度|三季度末/.test(words)) return 75;
  const [, month = ""] =
    /1\s*[-—–~至]+\s*(\d{1,2})\s*月|截[至止到][^，。；]{0,6}?(\d{1,2})\s*月/.exec(words)?.filter(Boolean) ??
    /(\d{1,2})\s*月\s*(?:末|底|3[01]\s*日)/.exec(words) ??
    [];
  if (month) return Number(month) < 12 ? (Number(month) / 12) * 100 : null;
  return /一季度/.test(words) ? 25 : null;
}

/** The share of the year that the text prints itself: 序时进度（91.67%）, 超过75%的时序进度. */
export const isProgress = ({ unit, from, tail, passage }: Fact): boolean =>
  unit?.dimension === "percent" && (told.test(passage.plain.slice(Math.max(0, from - 12), from)) || behind.test(tail));

const told = new RegExp(`${progressWord}(?:\\(|[为是]|应为|应达到?)?\\s*$`);
const behind = new RegExp(`^\\s*的?${progressWord}`);
