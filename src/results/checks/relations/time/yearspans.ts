/*
 * 年数: how many years are said, and which ones they are.
 *
 * “2021年至2024年，四年间”, “自2021年挂牌以来，四年累计”, “由2020年的…提高到2024年的…，四年增长40%”, “2019年8月获批，运营四年多来”, “三年累计…，其中2022年…、
 * 2023年…、2024年…”: the number stands with its years in one sentence (what has been going on since a day, also in the next). Who counts years may count
 * the first or leave it out; a growth leaves it out, a sum of what came in every year does not. A table of years that is headed by the first and last
 * of them, and whose last row is 三年合计, says it as well.
 *
 * 例：2021年至2024年，五年间累计投入；2019年8月获批，运营六年多来（报告2023年）；表1 2022—2025年…（表中 2023年至2025年）。
 * 反例：2021年至2024年，三年间翻了一番；“十四五”五年规划；近三年，其中2024年…。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import { type ReportSpan, reportSpanOf } from "../../facts/reportspan.ts";
import { sentenceEnd, sentenceStart } from "../../facts/sentences.ts";
import { type Table, turned } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";
import { periodSlip } from "./periodparts.ts";

export function* yearSpans(text: Text): Generator<Slip> {
  const span = reportSpanOf(text);
  for (const passage of text.passages) {
    if (passage.cell || !passage.plain.includes("20") || !passage.plain.includes("年")) continue;
    for (const match of matchesOf(passage.plain, counted)) {
      const slip = ofCount(passage, match, span);
      if (slip) yield slip;
    }
  }
  for (const table of text.tables) yield* ofTable(table, text);
}

const counted =
  /(?<![\d第近前后头每逐同上下中元,.—–~-]|过去|连续|未来|今后)(\d{1,2}|[二两三四五六七八九十]{1,2})年(多|余)?(间|来|以来|累计|合计|共计?|总计|增长|提高|年均)/g;

function ofCount(passage: Passage, match: RegExpExecArray, span: ReportSpan | null): Slip | null {
  const { plain } = passage;
  const count = parseNumeral((match[1] ?? "").replace("两", "二"));
  if (!count || count < 2 || count > 40) return null;
  const [from, to] = [match.index, match.index + (match[1] ?? "").length + 1];
  const begin = sentenceStart(plain, from);
  const before = plain.slice(Math.max(begin, from - 90), from);
  const word = match[3] ?? "";
  const due = dueBefore(before, word, span) ?? dueSince(plain, from, match, span) ?? dueAfter(plain, match);
  if (due === null || due.fits.includes(count)) return null;
  const message = "所说的年数与起止年份不符，请核对";
  return { ...periodSlip(passage, from, to, null, due.because, "warning", message), expected: `${due.fits[0]}年` };
}

interface Due {
  fits: number[];
  because: string;
}

const range = /(20\d{2})\s*年?度?\s*(?:[至到]|[-—–~]{1,2})\s*(20\d{2})\s*年?/g;
const grown = /[由从自](20\d{2})年?[^。；]{0,30}?[到至](20\d{2})年/g;
const since = /[自从](20\d{2})年[^，。；\d]{0,14}(?:以来|起|至今)/g;

/** The years stand before the number: 2021年至2024年，…四年间. */
function dueBefore(before: string, word: string, span: ReportSpan | null): Due | null {
  const isFlow = /累计|合计|[共总]计|共/.test(word);
  const ranges = [...matchesOf(before, range), ...matchesOf(before, grown)];
  const [pair] = ranges;
  if (pair && new Set(ranges.map((each) => each.slice(1).join())).size === 1) {
    const [first, last] = [Number(pair[1]), Number(pair[2])];
    // Other years beside the two: whose number it is stays open.
    if (last <= first || yearsIn(before).some((year) => year !== first && year !== last)) return null;
    const gone = last - first;
    const isGrowth = /增长|提高|年均/.test(word);
    return {
      fits: isGrowth ? [gone, ...(word === "年均" ? [gone + 1] : [])] : isFlow ? [gone + 1] : [gone + 1, gone],
      because: `${first} 年至 ${last} 年`,
    };
  }
  const begins = matchesOf(before, since);
  const [begun] = begins;
  if (!span || !begun || begins.length > 1 || yearsIn(before).length > 1) return null;
  const gone = Math.max(span.year, ...span.also) - Number(begun[1]);
  return gone < 1 ? null : { fits: [gone + 1, gone], because: `自 ${begun[1]} 年至 ${span.year} 年` };
}

const yearsIn = (words: string): number[] => matchesOf(words, /20\d{2}(?=年|[-—–~])/g).map(([year]) => Number(year));

/** 2019年8月获批设立，…。运营四年多来，… */
function dueSince(plain: string, from: number, match: RegExpExecArray, span: ReportSpan | null): Due | null {
  if (!span || !/^(?:以?来)$/.test(match[3] ?? "")) return null;
  if (!/(?:运营|成立|设立|建园|建成|挂牌|开园|实施|组建|投运|启动)$/.test(plain.slice(Math.max(0, from - 6), from)))
    return null;
  const begun = matchesOf(plain.slice(Math.max(0, from - 140), from), /(20\d{2})年(?:(\d{1,2})月)?/g);
  const [first] = begun;
  if (!first || begun.length > 1) return null;
  const months = (span.year - Number(first[1])) * 12 + span.months - Number(first[2] ?? 0);
  const years = Math.floor(months / 12);
  if (years < 1) return null;
  const isExact = match[2] !== undefined && first[2] !== undefined;
  return {
    fits: isExact ? [years, ...(months % 12 > 9 ? [years + 1] : [])] : [years, years + 1, years - 1],
    because: `自 ${first[0]} 至 ${span.year} 年`,
  };
}

/** 三年累计支出1742.6万元，其中2022年…、2023年…、2024年…: no more years than that are its parts. */
function dueAfter(plain: string, { index, 0: all, 3: word = "" }: RegExpExecArray): Due | null {
  if (!/累计|合计|[共总]计|共/.test(word)) return null;
  const rest = plain.slice(index + all.length, sentenceEnd(plain, index + all.length)).split("；", 1)[0] ?? "";
  const at = /[，(]\s*其中[：，]?\s*(?=20\d{2}年)|(?:，|：)(?=20\d{2}年)/.exec(rest)?.index;
  if (at === undefined || /[比较与]20\d{2}年|20\d{2}年[至到—-]/.test(rest)) return null;
  const years = [...new Set(yearsIn(rest.slice(at)))];
  const isRow = years.every((year, place) => place === 0 || Math.abs(year - (years[place - 1] ?? 0)) === 1);
  if (years.length < 2 || !isRow) return null;
  const said = parseNumeral((all[0] === "两" ? "二" : all[0]) ?? "") ?? 0;
  return said < years.length ? { fits: [years.length], because: `所列的是 ${years.join("、")} 年` } : null;
}

const headed = /(20\d{2})\s*年?\s*(?:[-—–~]{1,2}|[至到])\s*(20\d{2})\s*年/;
const summed = /^([二两三四五六七八九十])年(?:合计|累计|总计|小计)$/;

/** Rows (or columns) that are years, one each: their caption and their total say how many. */
function* ofTable(table: Table, text: Text): Generator<Slip> {
  for (const side of [table, turned(table)]) {
    const titles = Array.from(
      { length: Math.max(0, Math.min(side.rows, 60) - side.body) },
      (_, row) => row + side.body,
    );
    const years = titles.flatMap((row) => {
      const match = /^(20\d{2})年?(?:度|\(.{1,6}\))?$/.exec(side.rowTitle(row));
      return match ? [Number(match[1])] : [];
    });
    const [first, last] = [Math.min(...years), Math.max(...years)];
    if (years.length < 2 || new Set(years).size !== years.length || last - first !== years.length - 1) continue;
    for (const row of titles) {
      const said = summed.exec(side.rowTitle(row));
      const passage = side.passage(row, 0);
      const count = said ? parseNumeral((said[1] ?? "").replace("两", "二")) : null;
      if (!said || !passage || count === years.length) continue;
      const because = `表中有 ${years.length} 年：${first} 年至 ${last} 年`;
      yield periodSlip(
        passage,
        0,
        passage.plain.length,
        null,
        because,
        "warning",
        "合计的年数与表中的年份不符，请核对",
      );
    }
    const caption = text.passages[(side.passage(0, 0)?.index ?? 0) - 1];
    const match = caption && !caption.cell && caption.plain.length <= 50 ? headed.exec(caption.plain) : null;
    if (!caption || !match || (Number(match[1]) === first && Number(match[2]) === last)) continue;
    // A base year before them, a plan behind them may be shown besides.
    if (titles.length > years.length + 1 || (Number(match[1]) > first && Number(match[2]) === last)) continue;
    const [from, to] = [match.index, match.index + match[0].length];
    const because = `表中是 ${first} 年至 ${last} 年`;
    yield periodSlip(caption, from, to, null, because, "warning", "表题的年份与表中的不符，请核对");
  }
}
