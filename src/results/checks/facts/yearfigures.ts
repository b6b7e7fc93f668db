/*
 * 年度数: figures that are told with their year: right behind it (2022年为80.4亿元), one by one (2021年、2022年、2023年分别为…), or in a table whose
 * row or column names one year (2022年到位资金).
 */
import type { Fact } from "./fact.ts";
import { matchesOf } from "./matches.ts";
import type { Reading } from "./quantities.ts";
import type { Table } from "./table.ts";
import type { Text } from "./text.ts";

export interface YearFigure {
  fact: Fact;
  year: number;
}

const mostTabled = 2000;

export function yearFiguresOf(text: Text): YearFigure[] {
  const spoken = text.readings.filter(({ passage }) => !passage.cell).flatMap(yearFiguresIn);
  return [...spoken, ...text.tables.flatMap(tabled).slice(0, mostTabled)];
}

/** Those of one passage. */
export function yearFiguresIn(reading: Reading): YearFigure[] {
  const single = reading.facts.flatMap((fact) => {
    const year = fact.role === "level" || fact.role === "base" ? yearBefore(fact)?.year : undefined;
    return year === undefined ? [] : [{ fact, year }];
  });
  const series = seriesIn(reading);
  // 2022年、2023年分别安排9600万元、…: the year right before the first figure is that of the last.
  return [...single.filter(({ fact }) => !series.some((each) => each.fact === fact)), ...series];
}

/** 比2022年的80.4亿元, （2022年为80.4亿元）: the year right before a figure, and where it stands. */
export function yearBefore({ lead, from, passage }: Fact): { year: number; from: number; to: number } | null {
  if (passage.cell) return null;
  const match = /(20\d{2})年(?:度)?(?:的|同期|全年|末|底)?[^，。；、\d比较()年]{0,8}$/.exec(lead);
  if (!match) return null;
  const at = from - lead.length + match.index;
  return { year: Number(match[1]), from: at, to: at + 5 };
}

/** 2021年、2022年、2023年投入分别为400万元、500万元和650万元 */
function seriesIn({ passage, facts }: Reading): YearFigure[] {
  const { plain } = passage;
  const found: YearFigure[] = [];
  for (const match of matchesOf(
    plain,
    /((?:20\d{2}年度?[、和及,，]\s*){1,6}20\d{2}年度?|20\d{2}年?度?\s*[-—–~至]{1,2}\s*20\d{2}年度?)[^。；\d]{0,30}(?:分别|依次)[^，。；\d]{0,16}/g,
  )) {
    const years = yearsIn(match[1] ?? "");
    const end = match.index + match[0].length;
    const first = facts.findIndex((fact) => fact.from >= end && fact.from <= end + 2);
    const figures = first < 0 ? [] : facts.slice(first, first + years.length);
    const isList = figures.every(
      (fact, index) => index === 0 || /^\s*[、和及与]\s*$/.test(plain.slice(figures[index - 1]?.to ?? 0, fact.from)),
    );
    if (!isList || figures.length !== years.length) continue;
    figures.forEach((fact, index) => found.push({ fact, year: years[index] ?? 0 }));
  }
  return found;
}

/** 2021年、2022年; 2021—2023年 */
function yearsIn(words: string): number[] {
  const years = matchesOf(words, /20\d{2}/g).map(([year]) => Number(year));
  const [first = 0, last = 0] = years;
  const isRange = years.length === 2 && /[-—–~至]/.test(words) && last > first && last - first < 8;
  return isRange ? Array.from({ length: last - first + 1 }, (_, at) => first + at) : years;
}

function tabled(table: Table): YearFigure[] {
  const found: YearFigure[] = [];
  for (let column = 0; column < table.columns; column++) {
    const year = onlyYear(table.columnTitle(column));
    for (let row = table.body; row < table.rows; row++) {
      const own = year ?? onlyYear(table.rowTitle(row));
      const fact = own === null ? null : table.fact(row, column);
      if (fact && own !== null && fact.unit?.dimension !== "percent") found.push({ fact, year: own });
    }
  }
  return found;
}

function onlyYear(title: string): number | null {
  const years = matchesOf(title, /20\d{2}(?=年)/g);
  return years.length === 1 ? Number(years[0]?.[0]) : null;
}
