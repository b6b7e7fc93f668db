/*
 * 报告期: what a report reports on: which years, and how far into the year (上半年: 6 months).
 *
 * The title decides where it names a year; a body that speaks of another year throughout overrules it, so that one wrong year in the
 * title is one finding, not one at every other year. A plan or budget for a year speaks of the year before it as well.
 */
import { matchesOf } from "./matches.ts";
import { once } from "./once.ts";
import type { Passage } from "./passages.ts";
import { plansOf } from "./plans.ts";
import type { Text } from "./text.ts";

export interface ReportSpan {
  /** The year reported on. */
  year: number;
  /** The year the title names, where it names just one. */
  titleYear: number | null;
  /** Where it is named. */
  titleAt: { passage: Passage; from: number; to: number } | null;
  /** Months reported on: 12 for a whole year. */
  months: number;
  isPlan: boolean;
  /** Other years that are reported on: in the title beside it, or earlier ones at the beginning of three sentences. */
  also: ReadonlySet<number>;
  /** How many sentences begin with a year: most reports begin what they report with its year. */
  openings: ReadonlyMap<number, number>;
  /** How often each year is named. */
  counts: ReadonlyMap<number, number>;
}

export const reportSpanOf = once(spanOf);

function spanOf(text: Text): ReportSpan | null {
  const counts = countYears(text);
  const openings = countOpenings(text);
  const titles = text.passages
    .slice(0, 6)
    .filter(
      (passage) =>
        passage.kind === "title" ||
        (passage.index < 3 &&
          passage.plain.length < 50 &&
          !/[。；]|[：:]\s*$|现将|现就/.test(passage.plain) &&
          !text.heads[passage.index] &&
          !passage.cell),
    );
  const named = yearsIn(titles);
  const words = titles.map((passage) => passage.plain).join(" ");
  const headings = text.passages
    .slice(0, 6)
    .filter((passage) => passage.kind === "heading" || passage.kind === "title");
  const years = [...new Set(named.map((each) => each.year))];
  const titleYear = years.length === 1 ? (years[0] ?? null) : null;
  const [most] = ranked(counts);
  const own = titleYear === null ? 0 : (counts.get(titleYear) ?? 0);
  // One wrong year in the title: all that is told is of another.
  const told = toldYears(text, titles);
  const [mostTold] = ranked(told);
  const ownTold = told.get(titleYear ?? 0) ?? 0;
  // A report names its own year, or at least its neighbours.
  const isFar =
    counts.size > 2 && [...counts.keys()].every((each) => each === titleYear || Math.abs(each - (titleYear ?? 0)) > 3);
  const isOutvoted = mostTold !== undefined && mostTold[1] >= Math.max(3, ownTold * 4) && !isPlanned(words);
  const winner = isOutvoted ? mostTold[0] : isFar && own <= 1 ? most?.[0] : undefined;
  const isOverruled = winner !== undefined && titleYear !== null && Math.abs(winner - titleYear) <= 10;
  const year = isOverruled ? winner : (titleYear ?? toldIn(words) ?? text.year ?? most?.[0]);
  if (year === undefined || year === null) return null;
  return {
    year,
    titleYear,
    titleAt: named[0] ?? yearsIn(headings).find((each) => each.year === year) ?? null,
    months: monthsIn(words) ?? monthsIn(introduction(text)) ?? 12,
    isPlan: isPlanned(words),
    also: new Set([
      ...(years.length > 1 ? years : []),
      ...[...openings].flatMap(([each, count]) => (count > 2 && each < year ? [each] : [])),
    ]),
    openings,
    counts,
  };
}

/** 2023年工作总结和2024年工作计划 reports on 2023. */
export function toldIn(title: string): number | null {
  const match =
    /(20\d{2})\s*年度?[^，。\d]{0,14}(?:总结|情况|决算|回顾)[^，。\d]{0,8}(20\d{2})\s*年度?[^，。\d]{0,14}(?:计划|打算|安排|思路|要点)/.exec(
      title,
    );
  return match && Number(match[1]) < Number(match[2]) ? Number(match[1]) : null;
}

const isPlanned = (title: string): boolean =>
  /预算|计划|方案|要点|安排|规划|目标申报/.test(title) && !/执行|决算|绩效|总结|自评|评价|情况/.test(title);

const opening =
  /(?:^|[。；\n])[\s一二三四五六七八九十、（）().\d#*]{0,8}(20\d{2})\s*年(?!\s*\d{1,2}\s*月|度?(?:末|底|初))/g;

function countOpenings({ passages }: Text): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { plain, cell } of passages)
    if (!cell)
      for (const match of matchesOf(plain, opening))
        counts.set(Number(match[1]), (counts.get(Number(match[1])) ?? 0) + 1);
  return counts;
}

const inTitle = /(20\d{2})\s*年(?!\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日|\s*[)）]?\s*$))|(?<=^\s*)(20\d{2})(?=[一-龥])/g;

/** Years of a title (2025云川茶业博览会); the date under it is none. */
const yearsIn = (passages: readonly Passage[]) =>
  passages.flatMap((passage) =>
    matchesOf(passage.plain, inTitle)
      // 2024年第3期、2024年3月8日: when it was issued.
      .filter(
        (match) =>
          !/^\s*年?\s*(?:第\s*\d{1,3}\s*期|\d{1,2}\s*月\s*\d{1,2}\s*日)/.test(
            passage.plain.slice(match.index + match[0].length - 1),
          ),
      )
      .map((match) => ({
        year: Number(match[1] ?? match[2]),
        passage,
        from: match.index,
        to: match.index + match[0].length,
      })),
  );

const ranked = (counts: ReadonlyMap<number, number>) => [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);

const subject =
  /(?<=(?:^|[。；\n])[\s一二三四五六七八九十、（）().\d#*]{0,8})(20\d{2})\s*年(?!\s*\d|度?[末底初])|(?<![比较与同和及、至到《(\d〔—–~-])(20\d{2})\s*年度|截至\s*(20\d{2})\s*年(?:\s*12\s*月\s*31|[末底])/g;

/** How often each year is told of: at the beginning of a sentence, as 2024年度, 截至2024年底; not in plans, nor compared with. */
function toldYears(text: Text, titles: readonly Passage[]): Map<number, number> {
  const plans = plansOf(text);
  const counts = new Map<number, number>();
  for (const passage of text.passages) {
    if (passage.cell || !passage.plain.includes("20") || plans.has(passage.index) || titles.includes(passage)) continue;
    for (const match of matchesOf(passage.plain, subject)) {
      const year = Number(match[1] ?? match[2] ?? match[3]);
      counts.set(year, (counts.get(year) ?? 0) + 1);
    }
  }
  return counts;
}

function countYears({ passages }: Text): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { plain, cell } of passages)
    if (!cell)
      for (const match of matchesOf(plain, /(?<![\d〔[(（])(20\d{2})\s*年(?!\s*\d{1,2}\s*月)/g))
        counts.set(Number(match[1]), (counts.get(Number(match[1])) ?? 0) + 1);
  return counts;
}

/** 今年前三季度，…: what the first sentences speak of, where the title is silent. */
const introduction = ({ passages }: Text): string =>
  passages
    .slice(0, 6)
    .map(
      ({ plain }) =>
        /(?:今年|20\d\d年)\s*(?:前三季度|上半年|一季度|\d\s*[-—–~至]\s*\d{1,2}\s*月)[，,]/.exec(plain)?.[0] ?? "",
    )
    .join("");

function monthsIn(words: string): number | null {
  if (/上半年|半年度/.test(words)) return 6;
  const range = /(?:1|一)\s*月?\s*[-—–~至到]\s*(\d{1,2})\s*月/.exec(words);
  if (range && Number(range[1]) <= 12) return Number(range[1]);
  if (/前三季度|三季度/.test(words)) return 9;
  if (/二季度/.test(words)) return 6;
  if (/一季度/.test(words)) return 3;
  return /年度|全年|决算|总结/.test(words) ? 12 : null;
}
