/*
 * 多级编号: headings and clauses numbered 1、1.1、1.2、1.2.1 count on through the whole document.
 *
 * What may follow a number is known without a list of words: 1.2 is followed by 1.2.1, 1.3, 2 or 2.1. A number that is none of these is a
 * wrong one if what comes after it goes on from the due one, else something is missing. A paragraph may begin with a figure (1.2亿元…) as
 * well as with a number: one with a unit behind it is only taken where it fits. Where half of the numbers do not fit, they are no numbers
 * (dates written 3.28, amounts) and nothing is told.
 *
 * 例：3.1、3.2、3.4 → 缺 3.3；## 2 之下的 ### 3.1。
 * 反例：1.1亿元项目12个。1.2亿元…；“二、”之下重新从 1.1 起；目录与正文各编一遍。
 */
import type { Passage } from "../../facts/passages.ts";
import type { Text } from "../../facts/text.ts";
import type { Match, Slip, Stretch } from "../../judgement/claim.ts";

interface Level {
  path: number[];
  at: Stretch;
  /** May as well be a figure. */
  isDoubtful: boolean;
}

interface Flaw {
  mark: Level;
  before: Level | null;
  due: number[];
}

const pattern = /^\s*(\d{1,2}(?:\.\d{1,2}){1,3})(?![\d.]\d)[.、]?\s*(?=[一-龥“《(A-Z])/;
const whole = /^\s*(\d{1,2})(?:[.、](?!\d)\s*|\s+)(?=[一-龥“《])/;
const longestTitle = 40;

export function* multilevels(text: Text): Generator<Slip | Match> {
  const marks = text.passages.flatMap((passage) => levelOf(passage, text) ?? []);
  if (marks.filter(({ path }) => path.length > 1).length < 2) return;
  const { flaws, fitting, last } = walk(marks);
  if (fitting.length === 0 || fitting.length < flaws.length) return;
  for (const flaw of flaws) yield misnumbered(flaw);
  const first = marks[0];
  if (flaws.length === 0 && first && last && fitting.length > 2)
    yield {
      kind: "match",
      rule: "numbering",
      at: first.at,
      because: `从“${quote(first)}”到“${quote(last)}”连续，共 ${fitting.length + 1} 项`,
      operands: [last.at],
    };
}

function levelOf(passage: Passage, { readings }: Text): Level | null {
  const { plain, kind, index, cell } = passage;
  if (cell || !/^\s*\d/.test(plain)) return null;
  const isHeading = kind === "heading" || kind === "title";
  const match = pattern.exec(plain) ?? (isHeading || plain.length <= longestTitle ? whole.exec(plain) : null);
  const written = match?.[1];
  if (!written) return null;
  const from = plain.indexOf(written);
  const isMeasured = readings[index]?.facts.some((fact) => fact.from === from && fact.unit !== null) ?? false;
  return {
    path: written.split(".").map(Number),
    at: { passage, from, to: from + written.length },
    isDoubtful: !isHeading && (isMeasured || !written.includes(".")),
  };
}

function walk(marks: readonly Level[]): { flaws: Flaw[]; fitting: Level[]; last: Level | null } {
  const flaws: Flaw[] = [];
  const fitting: Level[] = [];
  let [before, path]: [Level | null, number[]] = [null, []];
  for (const [index, mark] of marks.entries()) {
    const isFirst = path.length === 0 || (mark.path.length < 3 && mark.path.every((number) => number === 1));
    if (!isFirst && !follows(path, mark.path)) {
      if (mark.isDoubtful) continue;
      const next = marks.slice(index + 1, index + 4).find((each) => !each.isDoubtful);
      const dues = duesOf(path, mark.path.length);
      const due = dues.find((each) => next && follows(each, next.path));
      flaws.push({ mark, before, due: due ?? dues[0] ?? mark.path });
      path = due && next && !follows(mark.path, next.path) ? due : mark.path;
    } else {
      if (before) fitting.push(mark);
      path = mark.path;
    }
    before = mark;
  }
  return { flaws, fitting, last: before };
}

/** 1.2 → 1.2.1, 1.3, 2, 2.1 */
function follows(path: readonly number[], next: readonly number[]): boolean {
  const at = next.findIndex((number, index) => number !== path[index]);
  if (at < 0) return false;
  const isBegun = next.slice(at + 1).every((number) => number === 1);
  return isBegun && next[at] === (path[at] ?? 0) + 1 && at <= path.length;
}

/** What may follow, of a number so many levels deep: the nearest first. */
function duesOf(path: readonly number[], depth: number): number[][] {
  const dues: number[][] = [];
  for (let at = Math.min(depth - 1, path.length); at >= 0; at--) {
    const rest = Array.from({ length: depth - at - 1 }, () => 1);
    dues.push([...path.slice(0, at), (path[at] ?? 0) + 1, ...rest]);
  }
  return dues;
}

const misnumbered = ({ mark, before, due }: Flaw): Slip => ({
  kind: "slip",
  rule: "numbering",
  severity: "warning",
  at: mark.at,
  stated: quote(mark),
  expected: due.join("."),
  because: before ? `“${quote(before)}”之后应为“${due.join(".")}”` : `没有“${due.join(".")}”`,
  operands: before ? [before.at] : [],
  message: "编号不连续，请核对",
});

const quote = ({ at }: Level): string => at.passage.plain.slice(at.from, at.to);
