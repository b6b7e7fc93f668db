/*
 * 成文日期: the date a report bears, 2024年1月8日 alone or behind the name of the office, in its last passages or right under its title.
 */
import { type DateSaid, datesOf, isPossible } from "./dates.ts";
import { once } from "./once.ts";
import type { Passage } from "./passages.ts";
import type { Text } from "./text.ts";

export interface Issued {
  passage: Passage;
  date: DateSaid;
}

export const issuedOf = once(issuedIn);

function issuedIn({ passages }: Text): Issued | null {
  const last = passages.length - 1;
  const near = passages.filter((passage) => !passage.cell && (passage.index > last - 4 || passage.index < 5));
  for (const passage of near.reverse()) {
    // The lines under a title may have been read into it.
    const isTitle = passage.kind === "title";
    if (passage.plain.length > (isTitle ? 90 : 45)) continue;
    const date = datesOf(passage.plain).at(-1);
    if (!date?.year || date.day === null || !isPossible(date)) continue;
    const [before, after] = [passage.plain.slice(0, date.from), passage.plain.slice(date.to)];
    const isBare = isTitle ? /[一-龥)\s(]$/.test(before) : !/[\d。；：:]/.test(before);
    if (/^\s*(?:在[^，。]{2,30}上)?\s*\)?\s*$/.test(after) && isBare && !/(?:截至|截止|[自至于])\s*$/.test(before))
      return { passage, date };
  }
  return null;
}
