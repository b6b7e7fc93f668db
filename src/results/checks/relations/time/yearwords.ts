/*
 * 年度的说法: what the text itself says of its years: 文中“上年”均指2023年 in a report on 2024; 连续三年“零纠错”，即2021年、2022年、2023年.
 *
 * Each is told only where nothing but one number can be wrong: a gloss of 上年 against the year reported on, the number of years against the years listed behind it.
 *
 * 例：连续四年零纠错，即2021年、2022年、2023年均无。反例：连续三年（2021年至2023年，yearspans.ts）；“上年”指2023年，报告的也是2024年。
 */
import { matchesOf } from "../../facts/matches.ts";
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Passage } from "../../facts/passages.ts";
import { reportSpanOf } from "../../facts/reportspan.ts";
import type { Text } from "../../facts/text.ts";
import type { Slip } from "../../judgement/claim.ts";

export function* yearWords(text: Text): Generator<Slip> {
  for (const passage of text.passages) {
    if (passage.cell || !passage.plain.includes("20")) continue;
    yield* glosses(passage, text);
    yield* runs(passage);
  }
}

const slip = (
  passage: Passage,
  from: number,
  to: number,
  rule: Slip["rule"],
  expected: string | null,
  because: string,
): Slip => ({
  kind: "slip",
  rule,
  severity: "warning",
  at: { passage, from, to },
  stated: passage.text.slice(from, to),
  expected,
  because,
  operands: [],
  message: "年度的说法前后不一，请核对",
});

const gloss = /[“"「](?<word>上年|去年|今年|本年|前年)度?[”"」][^，。；\d]{0,6}指(?<year>20\d{2})\s*年/g;
const steps: Record<string, number> = { 今年: 0, 本年: 0, 上年: 1, 去年: 1, 前年: 2 };

/** 文中“上年”均指2023年 */
function* glosses(passage: Passage, text: Text): Generator<Slip> {
  if (!passage.plain.includes("指20")) return;
  const span = reportSpanOf(text);
  if (!span || span.isPlan || span.titleYear === null) return;
  for (const { index, 0: words, groups = {} } of matchesOf(passage.plain, gloss)) {
    const due = span.titleYear - (steps[groups.word ?? ""] ?? 0);
    const from = index + words.indexOf(groups.year ?? "");
    if (Number(groups.year) === due || span.also.size > 0) continue;
    yield slip(passage, from, index + words.length, "period", `${due}年`, `报告的是 ${span.titleYear} 年`);
  }
}

const run =
  /连续(?<count>[两二三四五六七八九]|\d)年[^，。；\d]{0,14}[，,(（](?:即|分别为|为)?(?<years>20\d{2}年(?:[、和及,，]20\d{2}年){1,8})/g;

/** 连续三年…，即2021年、2022年、2023年 */
function* runs(passage: Passage): Generator<Slip> {
  if (!passage.plain.includes("连续")) return;
  for (const { index, 0: words, groups = {} } of matchesOf(passage.plain, run)) {
    const count = parseNumeral(groups.count ?? "") ?? Number(groups.count);
    const years = [...new Set(groups.years?.match(/20\d{2}/g) ?? [])];
    if (count === years.length) continue;
    const end = index + words.indexOf("年") + 1;
    yield slip(
      passage,
      index,
      end,
      "item-count",
      `连续${years.length}年`,
      `列有 ${years.length} 年：${years.join("、")}`,
    );
  }
}
