/*
 * 数字格式: figures whose print leaves open what they are worth: 201,69.24万元（千分位不成三位）, 12.3.4万元（两个小数点）,
 * 1，286.40万元（中文逗号）, 1 286.40万元, 3。5%.
 *
 * A figure that stands elsewhere with the same digits in a proper print is only badly printed: 提示. Where nothing confirms
 * it, a digit may be missing: 疑点. A row of small numbers parted by commas (第1,2,3项；3,5个) is a list, not a figure.
 *
 * 例：2,00万元；37,26.58万元；1,9876,400.00元。反例：1,286.40万元；2021,2022年；3.2.1（章节号）；192.168.1.1。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import { isCounted } from "../../facts/units.ts";
import { type Slip, stretchOf } from "../../judgement/claim.ts";
import { numberOf, printed } from "../../judgement/print.ts";

export function* numberFormats(text: Text): Generator<Slip> {
  const proper = new Set(text.facts.filter((fact) => !fact.isMisgrouped).map((fact) => fact.base));
  for (const fact of text.facts) if (fact.isMisgrouped && !isList(fact)) yield misgrouped(fact, proper.has(fact.base));
  for (const passage of text.passages) yield* oddSigns(passage);
}

/** 1,2,3项; 3,5个: small numbers one after the other; 36,00户 is none, for 00 counts nothing. */
function isList(fact: Fact): boolean {
  const groups = numberOf(fact).split(".")[0]?.split(",") ?? [];
  const isMeasured = fact.unit !== null && !isCounted(fact.unit);
  if (isMeasured || fact.places > 0) return false;
  if (groups.some((group) => group.startsWith("0"))) return false;
  const areSmall = groups.every((group) => group.length < 3);
  return (
    (areSmall && (groups.length > 2 || groups.at(-1)?.length === 1)) ||
    groups.every((group) => /^(?:19|20)\d{2}$/.test(group))
  );
}

const misgrouped = (fact: Fact, isConfirmed: boolean): Slip => ({
  kind: "slip",
  rule: "number-format",
  severity: isConfirmed ? "note" : "warning",
  at: stretchOf(fact),
  stated: printed(fact),
  expected: grouped(fact),
  because: isConfirmed
    ? "千分位逗号应每三位一个；去掉逗号的同一数字别处也有"
    : "千分位逗号应每三位一个，无法断定是逗号错位还是漏了数字",
  operands: [],
  message: "千分位逗号位置有误，请核对",
});

const grouped = (fact: Fact): string => {
  const [whole = "", decimals] = numberOf(fact).replaceAll(",", "").split(".");
  const parted = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return `${parted}${decimals === undefined ? "" : `.${decimals}`}${fact.unit?.title ?? ""}`;
};

const unit = "\\s?(?:[十百千]?[万亿]?(?:元|美元|欧元|港元|日元|平方米|公顷|亩|吨|公里)|万|亿|%|个百分点)";
const odd: readonly [RegExp, string, (text: string) => string][] = [
  [new RegExp(`(?<![\\d.])\\d{1,12}(?:\\.\\d{1,9}){2,4}(?=${unit})`, "g"), "数字里有两个小数点", () => ""],
  [
    new RegExp(`(?<![\\d,.，])[1-9]\\d{0,2}(?:，\\d{3}){1,4}(?:\\.\\d{1,4})?(?=${unit})`, "g"),
    "千分位用了中文逗号",
    (text) => text.replaceAll("，", ","),
  ],
  [
    new RegExp(`(?<![\\d,.])[1-9]\\d{0,2}(?:, \\d{3}){1,4}(?:\\.\\d{1,4})?(?=${unit})`, "g"),
    "千分位逗号后有空格",
    (text) => text.replaceAll(" ", ""),
  ],
  [
    new RegExp(`(?<![\\d,.]\\s?)[1-9]\\d{0,2} \\d{3}\\.\\d{1,4}(?=${unit})`, "g"),
    "数字中间有空格",
    (text) => text.replaceAll(" ", ""),
  ],
  [
    new RegExp(`(?<![\\d.,])\\d[\\d,]{0,14}(?:\\.\\.\\d{0,9}|\\.\\d{1,9}\\.)(?=${unit})`, "g"),
    "小数点多写了一个",
    () => "",
  ],
  [/(?<=\d)%%/g, "百分号写了两个", () => "%"],
  [
    new RegExp(`(?<![\\d.,])\\d{1,9}(?:\\. | \\.)\\d{1,4}(?=${unit})`, "g"),
    "小数点旁有空格",
    (text) => text.replaceAll(" ", ""),
  ],
  [
    new RegExp(`(?<![\\d.,])\\d{1,9}[。·]\\d{1,4}(?=${unit})`, "g"),
    "小数点用了句号",
    (text) => text.replace(/[。·]/, "."),
  ],
];

/** A mark beside a digit where none of a proper figure stands. */
const suspect = /\d[.。·，, ](?=[\d. ])|%%/;

function* oddSigns(passage: Passage): Generator<Slip> {
  if (!suspect.test(passage.plain)) return;
  for (const [pattern, because, meant] of odd)
    for (const match of matchesOf(passage.plain, pattern)) {
      const [found] = match;
      const expected = meant(found);
      yield {
        kind: "slip",
        rule: "number-format",
        severity: expected ? "note" : "warning",
        at: { passage, from: match.index, to: match.index + found.length },
        stated: found,
        expected: expected || null,
        because,
        operands: [],
        message: "数字写法有误，请核对",
      };
    }
}
