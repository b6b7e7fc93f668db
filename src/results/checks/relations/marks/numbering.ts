/*
 * 编号: the marks of headings, numbered passages and lists inside a sentence must count on: 一、二、三；（一）（二）；1. 2.；①②；
 * 一是、二是. Runs come from the outline; what is asked of each is only that it counts.
 *
 * A gap or a repeat is a 疑点; in a run of two inside a sentence (one may be no mark at all) a 提示; so is a mark of another
 * style in the place of the expected one. Never an error: what is wrong may be the mark or the missing passage.
 *
 * 例：一、二、四、→ 缺“三、”；（一）后接（2）→ 样式不一；一是…。一是…。二是…→“一是”重复。
 * 反例：各部分之下重新从“（一）”起；附件自成一份，从“一、”起；跨节连续编号的 1.2.3.／4.5.6.；“一方面”。
 */
import { writeNumeral } from "#kit/base/numerals.ts";
import { circledBase } from "../../facts/marks.ts";
import { type Numbered, outlineOf, type Run, signOf } from "../../facts/outline.ts";
import { type Flaw, flawsOf } from "../../facts/sequence.ts";
import type { Text } from "../../facts/text.ts";
import type { Match, Slip, Stretch } from "../../judgement/claim.ts";

export function* numberings(text: Text): Generator<Slip | Match> {
  for (const run of outlineOf(text)) {
    const flaws = flawsIn(run);
    for (const flaw of flaws) yield misnumbered(run, flaw);
    yield* styleSlips(run);
    const [first, last] = [run.marks[0], run.marks.at(-1)];
    if (flaws.length === 0 && run.marks.length > 2 && first && last) yield complete(run.marks, first, last);
  }
  yield* repeatedFirsts(text);
}

function flawsIn({ marks, style, isLeading }: Run): Flaw[] {
  const numbers = marks.map((mark) => mark.number);
  const flaws = flawsOf(numbers).filter((flaw) => isLeading || flaw.kind !== "intruder");
  const isBegunLate = flaws[0]?.at === 0 && flaws[0].kind === "gap";
  // A list whose beginning is not to be seen (an excerpt, a mark that was not recognised) is nobody's slip.
  const isHeading = style === "chinese" || style === "chineseBracket" || style === "part";
  return isBegunLate && !(isHeading && isLeading) ? flaws.slice(1) : flaws;
}

function misnumbered({ marks }: Run, { at, expected, kind }: Flaw): Slip {
  const mark = marks[at] as Numbered;
  const before = marks[at - 1];
  const [own, due] = [printedMark(mark), renumbered(before ?? mark, expected)];
  const reasons = {
    typo: `前后都连续，此处按顺序应为“${due}”`,
    gap: before ? `由“${printedMark(before)}”跳到“${own}”，中间缺“${due}”` : `从“${own}”开始，之前没有“${due}”`,
    repeat: `“${own}”之前已编到“${renumbered(mark, expected - 1)}”，此处应为“${due}”`,
    intruder: `“${own}”插在“${renumbered(mark, expected - 1)}”与“${due}”之间`,
  };
  return {
    kind: "slip",
    rule: "numbering",
    severity: kind === "gap" && at === 0 ? "note" : marks.length > 2 || isPlainPair(marks) ? "warning" : "note",
    at: markStretch(mark),
    stated: own,
    expected: due,
    because: reasons[kind],
    operands: before ? [markStretch(before)] : [],
    message:
      kind === "gap" ? "编号不连续，请核对是否漏项" : kind === "repeat" ? "编号重复或倒退，请核对" : "编号有误，请核对",
  };
}

/** （一）…（三）… or ①…③…: both are marks beyond doubt; “1.” inside a sentence may be something else. */
const isPlainPair = ([first, second]: readonly Numbered[]): boolean =>
  first !== undefined &&
  second?.style === first.style &&
  signOf(first) === signOf(second) &&
  (second.isLeading || (first.style !== "arabic" && first.style !== "chinese"));

/** “（2）” where “（二）” was due; “1.” among “1、”. */
function* styleSlips({ marks, style }: Run): Generator<Slip> {
  const own = marks.filter((mark) => mark.style === style);
  for (const [index, mark] of marks.entries()) {
    const before = marks[index - 1];
    if (mark.style !== style && before) yield styleSlip(mark, renumbered(own[0] ?? before, mark.number), before);
  }
  const bySign = new Map<string, Numbered[]>();
  for (const mark of own) {
    const alike = bySign.get(signOf(mark));
    if (alike) alike.push(mark);
    else bySign.set(signOf(mark), [mark]);
  }
  const [usual] = [...bySign.values()].sort((a, b) => b.length - a.length);
  const [sample] = usual ?? [];
  const odd = own.find((mark) => sample && signOf(mark) !== signOf(sample));
  if (style === "arabic" && sample && odd && own.length > 2 && (usual?.length ?? 0) * 2 > own.length)
    yield styleSlip(odd, renumbered(sample, odd.number), sample);
}

const styleSlip = (mark: Numbered, due: string, beside: Numbered): Slip => ({
  kind: "slip",
  rule: "numbering",
  severity: "note",
  at: markStretch(mark),
  stated: printedMark(mark),
  expected: due,
  because: `同一组编号另有“${printedMark(beside)}”，此处按样式应为“${due}”`,
  operands: [markStretch(beside)],
  message: "编号样式前后不一，请核对",
});

/** 一是…。一是…。二是…: the second 一是 stands where 二是, or no mark, was meant. */
function* repeatedFirsts(text: Text): Generator<Slip> {
  for (const { passage, marks } of text.readings) {
    const firsts = marks.filter((mark) => mark.style === "first");
    const [mark, again, then] = firsts;
    if (mark?.number !== 1 || again?.number !== 1 || then?.number === 2) continue;
    if (passage.plain.slice(mark.from, mark.to) !== passage.plain.slice(again.from, again.to)) continue;
    yield {
      ...styleSlip({ ...again, passage, isLeading: false }, "二是", { ...mark, passage, isLeading: false }),
      because: `同一段里“${passage.plain.slice(mark.from, mark.to)}”出现两次，之后没有“二是”`,
      message: "编号重复，请核对层次",
    };
  }
}

const complete = (marks: readonly Numbered[], first: Numbered, last: Numbered): Match => ({
  kind: "match",
  rule: "numbering",
  at: markStretch(first),
  because: `从“${printedMark(first)}”到“${printedMark(last)}”连续，共 ${marks.length} 项`,
  operands: [markStretch(last)],
});

const printedMark = ({ passage, from, to }: Numbered): string => passage.text.slice(from, to).replaceAll(/\s/g, "");
const markStretch = ({ passage, from, to }: Numbered): Stretch => ({ passage, from, to });

/** The mark with another number, in its own style. */
function renumbered(mark: Numbered, number: number): string {
  if (mark.style === "circled") return String.fromCodePoint(circledBase(printedMark(mark)) + number);
  return printedMark(mark).replace(/[零〇一二三四五六七八九十]+|\d+/, (own) =>
    /\d/.test(own) ? String(number) : writeNumeral(number),
  );
}
