/*
 * 批复与公开: what was approved is made public after it, and within the days that are said: 决算于8月20日批复，9月5日公开; 批复后20日内.
 *
 * Of two full dates of one paragraph, one approves (批复) and one makes public (公开、公示); whichever is told first, the approval is the earlier. Where the
 * paragraph says a term (批复后二十日内) the second is within it. 疑点, for a correction may have been made public later.
 *
 * 反例：上年决算于2023年9月公开，本年预算于2024年2月批复（两件事：隔着句号，各有其名）。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { type DateSaid, datesOf, isPossible } from "../../facts/dates.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import type { Match, Slip } from "../../judgement/claim.ts";

export function* disclosures({ passages }: Text): Generator<Slip | Match> {
  for (const passage of passages) {
    const { plain, cell } = passage;
    if (cell || !/批复|批准/.test(plain) || !/公[开示布]/.test(plain)) continue;
    const dates = datesOf(plain).filter((date) => date.day !== null && isPossible(date));
    const approved = dates.filter(
      (date) => /批[复准]/.test(clauseOf(plain, date)) && !/公[开示布]/.test(clauseOf(plain, date)),
    );
    const published = dates.filter(
      (date) => /公[开示布]/.test(clauseOf(plain, date)) && !/批[复准]/.test(clauseOf(plain, date)),
    );
    const [from, day] = [approved[0], published[0]];
    // 9月1日批复，于9月18日公开: a year left out is that of the other, but near its end.
    const to = day && day.year === null && from && from.month < 11 ? { ...day, year: from.year } : day;
    if (!from?.year || !to?.year || approved.length > 1 || published.length > 1) continue;
    yield told(passage, from, to);
  }
}

/** The clause a date stands in, up to the next mark. */
function clauseOf(plain: string, { from, to }: DateSaid): string {
  const before = (/[^，,。；;\n]*$/.exec(plain.slice(Math.max(0, from - 30), from)) ?? [""])[0];
  // 2025年1月24日，县财政局批复…: a date that is a clause by itself speaks of the next one.
  return before + (/^[，,]?[^，,。；;\n]{0,40}/.exec(plain.slice(to, to + 40))?.[0] ?? "");
}

const term = /(?:批[复准])[一-龥]{0,6}?(?<days>\d{1,2}|[一二三十五]{1,3})\s*(?<work>个工作)?[日天](?:以)?内/;

function told(passage: Passage, approval: DateSaid, publication: DateSaid): Slip | Match {
  const { plain, text } = passage;
  const at = { passage, from: publication.from, to: publication.to };
  const operands = [{ passage, from: approval.from, to: approval.to }];
  const days = Math.round((dayOf(publication) - dayOf(approval)) / 86_400_000);
  const groups = term.exec(plain)?.groups;
  const said = groups ? parseNumeral(groups.days ?? "") : null;
  // Working days: at most two in seven are none, and holidays.
  const most = said === null ? null : groups?.work ? Math.ceil(said * 1.4) + 10 : said;
  const isLate = most !== null && days > most;
  const because = `批复在 ${plain.slice(approval.from, approval.to)}，公开在 ${plain.slice(publication.from, publication.to)}，${days < 0 ? "早" : "晚"} ${Math.abs(days)} 天`;
  if (days >= 0 && !isLate) return { kind: "match", rule: "date-order", at, because, operands };
  return {
    kind: "slip",
    rule: "date-order",
    severity: "warning",
    at,
    stated: text.slice(publication.from, publication.to),
    expected: null,
    because,
    operands,
    message: days < 0 ? "公开早于批复，请核对" : "公开的日期超出所说的期限，请核对",
  };
}

const dayOf = ({ year, month, day }: DateSaid): number => Date.UTC(year ?? 0, month - 1, day ?? 1);
