/*
 * 变异: in a document whose relations hold, one number, direction word, unit or year is changed at a time, and the document is
 * checked again. What nobody notices shows where the checker is blind; it is the program's own list of what holds that is
 * mutated, so it says nothing of relations it never saw (for those stand the truth files of the corpus).
 */
import type { Document } from "#kit/documents/document.ts";
import type { CheckReport, Finding, Span } from "#results/checks/contract.ts";
import { type Passage, passagesOf } from "#results/checks/facts/passages.ts";
import { checkDocument } from "#results/checks/rules.ts";
import type { Rule } from "#results/checks/words.ts";

export interface Trial {
  rule: Rule | "period";
  kind: "digits" | "operand" | "direction" | "unit" | "year";
  line: number | null;
  quote: string;
  changed: string;
  isCaught: boolean;
}

/** Every mutation of every relation that holds, or of each `step`-th. */
export function* tryAll(document: Document, step = 1): Generator<Trial> {
  const { passages } = passagesOf(document);
  const clean = checkDocument(document);
  const known = new Set(clean.findings.map(keyOf));
  const attempt = (rule: Trial["rule"], kind: Trial["kind"], span: Span, changed: string): Trial => {
    const { prose } = passages[span.passage] as Passage;
    const before = prose.text;
    prose.text = before.slice(0, span.from) + changed + before.slice(span.to);
    const isCaught = checkDocument(document).findings.some((finding) => isNews(finding, span.passage, known));
    prose.text = before;
    return { rule, kind, line: span.line, quote: span.quote, changed, isCaught };
  };
  const relations = clean.held.filter(({ rule }) => !["numbering", "restated", "period", "date-order"].includes(rule));
  for (const [index, { rule, at, operands }] of relations.entries()) {
    if (index % step !== 0) continue;
    const stated = otherDigits(at.quote, index);
    if (stated) yield attempt(rule, "digits", at, stated);
    const operand = operands.find(({ quote }) => otherDigits(quote, index) !== null);
    if (operand) yield attempt(rule, "operand", operand, otherDigits(operand.quote, index) ?? "");
    const turned = otherWay(at.quote);
    if (turned) yield attempt(rule, "direction", at, turned);
    const unit = otherUnit(at.quote);
    if (unit) yield attempt(rule, "unit", at, unit);
  }
  for (const span of yearsOf(clean)) yield attempt("period", "year", span, otherYear(span.quote));
}

const keyOf = ({ rule, at, severity, expected, stated }: Finding) =>
  [rule, at.passage, at.quote, severity, expected, stated].join("|");

const isNews = (finding: Finding, passage: number, known: ReadonlySet<string>): boolean =>
  finding.severity !== "note" &&
  !known.has(keyOf(finding)) &&
  [finding.at, ...finding.operands].some((span) => span.passage === passage);

/** Another leading figure, so that no rounding explains it; null where there is no figure, or only a nought or a hundred. */
function otherDigits(quote: string, seed: number): string | null {
  const match = /\d[\d,]*(?:\.\d+)?/.exec(quote);
  if (!match || /^(?:0|100)(?:\.0+)?$/.test(match[0])) return null;
  const first = Number(match[0][0]);
  const other = first === 0 ? 3 : ((first - 1 + 2 + (seed % 3)) % 9) + 1;
  const changed =
    match[0].length > 1 && first === 0
      ? match[0].replace(/[1-9]/, (digit) => String((Number(digit) % 9) + 1))
      : other + match[0].slice(1);
  return changed === match[0]
    ? null
    : quote.slice(0, match.index) + changed + quote.slice(match.index + match[0].length);
}

const ways: [string, string][] = [
  ["增加", "减少"],
  ["增长", "下降"],
  ["提高", "下降"],
  ["上升", "下降"],
];

function otherWay(quote: string): string | null {
  for (const [up, down] of ways) {
    if (quote.includes(up) && quote.includes(down)) return null;
    if (quote.includes(up)) return quote.replace(up, down);
    if (quote.includes(down)) return quote.replace(down, up);
  }
  return null;
}

function otherUnit(quote: string): string | null {
  if (/\d\s*万元/.test(quote)) return quote.replace("万元", "亿元");
  return /\d\s*亿元/.test(quote) ? quote.replace("亿元", "万元") : null;
}

/**
 * The reporting year where a passage begins with it, ten at most, as far as something else in the document says which year it is: who reads
 * “2023年纳入兑现的条款共8项” as 2022 has nothing to hold against it. Fixed is the year by the same year again in the passage or in a date of it, by a
 * comparison with 上年, by a long figure of the passage that stands elsewhere, or by being how the report itself begins.
 */
function yearsOf({ passages }: CheckReport): Span[] {
  const years = passages.flatMap(({ text }) => [...text.matchAll(/(20\d{2})年度?/g)].map(([, year]) => year ?? ""));
  const usual = years.toSorted(
    (a, b) => years.filter((each) => each === b).length - years.filter((each) => each === a).length,
  )[0];
  return passages
    .flatMap(({ text, kind, line, place }, passage) => {
      const match =
        usual && kind === "paragraph" ? new RegExp(`^[^，。]{0,6}${usual}年(?:度|全年)?(?=[^以—-])`).exec(text) : null;
      const from = match ? match.index + match[0].indexOf(usual ?? "") : 0;
      const rest = match ? text.slice(match.index + match[0].length) : "";
      const isFixed =
        rest.includes(usual ?? "") ||
        /上年|同比|去年|现将|自评|决算/.test(rest) ||
        (rest.match(/\d[\d,]*\.?\d+/g) ?? []).some(
          (figure) =>
            figure.replaceAll(/\D/g, "").length >= 4 &&
            passages.some((other, index) => index !== passage && other.text.includes(figure)),
        );
      return match && isFixed ? [{ passage, from, to: from + 4, line, place, quote: usual ?? "" }] : [];
    })
    .slice(0, 10);
}

const otherYear = (year: string): string => String(Number(year) - 1);
