/*
 * 期间: which year or part of a year a figure speaks of, by the last such word before it in its sentence.
 */
import { matchesOf } from "./matches.ts";

export interface Period {
  /** As written: 2023年, 上年, 截至6月底. */
  text: string;
  /** The year, where it can be told. */
  year: number | null;
}

const pattern =
  /(?<year>(?:19|20)\d{2})\s*年(?!代|度?以来|-)(?:度)?|(?<short>(?:上|去|前|今|本|当|次|下)(?:一)?年度?)|(?<other>年初|年末|年底|上半年|下半年|(?:第)?[一二三四1-4]季度|截至\s*\d{1,2}\s*月(?:底|末|\d{1,2}日)?|\d{1,2}\s*[-—–~至]\s*\d{1,2}\s*月(?:份)?|\d{1,2}\s*月份?(?:底|末)?|上月|本月|上季|“?十[三四五]五”?)/g;

const shifts: Record<string, number> = { 上: -1, 去: -1, 前: -2, 今: 0, 本: 0, 当: 0, 次: 1, 下: 1 };

/** Every period a text names, in order. `reporting` is the year the document reports on. */
export function periodsOf(plain: string, reporting: number | null): { at: number; to: number; period: Period }[] {
  return matchesOf(plain, pattern).map((match) => {
    const { year, short } = match.groups ?? {};
    const told = year ? Number(year) : short && reporting ? reporting + (shifts[short[0] ?? ""] ?? 0) : null;
    return {
      at: match.index,
      to: match.index + match[0].length,
      period: { text: match[0].replaceAll(" ", ""), year: told },
    };
  });
}

/** 报告年度: the year of the title, else of the headings, else the one named most often as a whole year. */
export function reportingYear(texts: readonly { kind: string; plain: string }[]): number | null {
  const counts = new Map<number, number>();
  texts.forEach(({ kind, plain }, index) => {
    const weight = kind === "title" ? 50 : kind === "heading" || index < 3 ? 5 : 1;
    // 五、2025年工作打算 stands in the report on 2024.
    const isPlan = kind === "heading" && /打算|安排|思路/.test(plain) && !/回顾|总结|情况/.test(plain);
    for (const match of matchesOf(
      plain,
      /(20\d{2})\s*年(?!\s*\d{1,2}\s*月\s*\d{1,2}\s*日|\s*第\s*\d{1,3}\s*期)(度)?/g,
    )) {
      const year = Number(match[1]) - (isPlan ? 1 : 0);
      counts.set(year, (counts.get(year) ?? 0) + weight * (match[2] ? 2 : 1));
    }
  });
  const [best] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return best?.[0] ?? null;
}
