/*
 * 成对并列: a list whose items carry two or three figures each: “东区16个、41.5亿元；西区22个、63.2亿元；北区…”. Every column has its
 * whole, and wholes are told together (合计…个、…亿元; 新签约47个，总投资117.0亿元): where one column makes up a printed figure, the
 * other makes up the figure told with it. Behind such a list 其中东区和西区合计 is a sum of the items it names.
 *
 * 例：16个、41.5亿元；22个、63.2亿元；9个、12.3亿元，合计47个、118.0亿元 → 117.0。
 * 反例：东区16个、41.5亿元（占12%）；另有一列数不在同一句里，不算成对。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import { once } from "../../facts/once.ts";
import type { Text } from "../../facts/text.ts";
import { isAdded } from "../../facts/units.ts";
import { claim, type Claim, type Observation, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

const summing = /(?:合计|共计|总计|累计|一共|共)[^，。；、]{0,8}$/;
const moved = /比|较|同比|增|减|上年|去年|平均|均|最/;
const message = "总数与各项之和不符";

export const pairedLists = once((text: Text): Observation[] => [...foundPairedLists(text)]);

function* foundPairedLists(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 6) continue;
    for (const rows of rowsOf(reading)) yield* ofRows(rows, reading, levelsOf(text), text);
  }
}

/** Figures of the text by what they come to; asked for only where there is such a list. */
const levelsOf = once((text: Text): Map<string, Fact[]> => {
  const known = new Map<string, Fact[]>();
  for (const fact of text.facts)
    if (fact.role === "level" && !fact.passage.cell) {
      const key = keyOf(fact.base, fact);
      const same = known.get(key) ?? [];
      if (same.length < 6) known.set(key, [...same, fact]);
    }
  return known;
});

const keyOf = (base: number, { unit }: Fact): string => `${base.toPrecision(10)} ${unit?.title}`;

const isPart = (fact: Fact): boolean =>
  // Points in brackets are bounds of grades: 90（含）—100分有15个，80—90分有0个.
  fact.role === "level" &&
  isAdded(fact.unit) &&
  fact.unit?.dimension !== "score" &&
  fact.hedge === null &&
  !moved.test(fact.lead);

/** Rows of two or three figures whose units come round again, item by item, inside one sentence (semicolons included). */
function* rowsOf({ passage, facts }: Reading): Generator<Fact[][]> {
  const levels = facts.filter((fact) => isPart(fact) && !summing.test(fact.lead));
  for (let begin = 0; begin + 5 < levels.length; begin++) {
    const rows = [2, 3].map((width) => roundsFrom(levels, begin, width, passage.plain)).find((each) => each.length > 2);
    if (!rows) continue;
    yield rows;
    begin += rows.flat().length - 1;
  }
}

function roundsFrom(levels: Fact[], begin: number, width: number, plain: string): Fact[][] {
  const units = levels.slice(begin, begin + width).map(({ unit }) => unit?.title);
  if (new Set(units).size < width) return [];
  const rows: Fact[][] = [];
  for (let at = begin; at + width <= levels.length && rows.length < 60; at += width) {
    const row = levels.slice(at, at + width);
    const [first] = row;
    const previous = rows.at(-1)?.at(-1);
    const isAlike = row.every(({ unit }, index) => unit?.title === units[index]);
    const isTight = row.every((fact, index) => {
      const before = row[index - 1];
      return !before || (!/[。；\n]/.test(plain.slice(before.to, fact.from)) && fact.from - before.to <= 16);
    });
    const isNext =
      !previous || (first && first.from - previous.to <= 60 && !/[。\n]/.test(plain.slice(previous.to, first.from)));
    if (!isAlike || !isTight || !isNext) break;
    rows.push(row);
  }
  return rows;
}

function* ofRows(rows: Fact[][], reading: Reading, known: Map<string, Fact[]>, text: Text): Generator<Observation> {
  const [head = []] = rows;
  const columns = head.map((_, index) => rows.flatMap((row) => row[index] ?? []));
  const last = rows.at(-1)?.at(-1);
  if (!last) return;
  yield* subsets(rows, columns, reading, last);
  // 合计47个、117.0亿元 right behind
  const behind = reading.facts.filter(({ from }) => from > last.to && from - last.to <= 60);
  const opener = behind.find((fact) => summing.test(fact.lead));
  if (opener && !/[。\n]/.test(reading.passage.plain.slice(last.to, opener.from)) && !namesOf(rows, reading, opener)) {
    const wholes = columns.map(([part]) =>
      behind.find(
        ({ index, unit, role }) => index >= opener.index && unit?.title === part?.unit?.title && role === "level",
      ),
    );
    yield* told(columns, wholes, true);
    return;
  }
  for (const [index, column] of columns.entries()) {
    const [part] = column;
    const sum = Number(column.reduce((all, { base }) => all + base, 0).toPrecision(15));
    for (const whole of part ? (known.get(keyOf(sum, part)) ?? []) : []) {
      if (rows.some((row) => row.includes(whole)) || moved.test(whole.lead)) continue;
      const wholes = columns.map((other, at) => (at === index ? whole : partnerOf(whole, other[0], text)));
      if (wholes.filter(Boolean).length < 2) continue;
      yield* told(columns, wholes, false);
      return;
    }
  }
}

/** The figure of another unit told together with a whole: next to it in its sentence. */
function partnerOf(whole: Fact, part: Fact | undefined, { facts }: Text): Fact | undefined {
  return [1, -1, 2]
    .flatMap((step) => facts[whole.index + step] ?? [])
    .find(
      (fact) =>
        fact.passage === whole.passage &&
        fact.sentence === whole.sentence &&
        fact.unit?.title === part?.unit?.title &&
        isPart(fact),
    );
}

function* told(columns: Fact[][], wholes: (Fact | undefined)[], isSaid: boolean): Generator<Observation> {
  const claims = columns.flatMap((column, index) => {
    const whole = wholes[index];
    return whole ? [claim("total-parts", whole, total(column), message, false)] : [];
  });
  const isTrusted = claims.some(isSound);
  for (const each of claims) if (isTrusted || (isSaid && isNear(each))) yield each;
}

const isNear = ({ stated, sum }: Claim): boolean =>
  Math.abs(stated.base - sum.compute(sum.operands.map(({ base }) => base))) <= 0.3 * stated.base;

/** 其中东区和西区合计38个，投资104.7亿元: sums of the items that are named. */
function* subsets(rows: Fact[][], columns: Fact[][], reading: Reading, last: Fact): Generator<Observation> {
  const { plain } = reading.passage;
  const behind = reading.facts.filter(({ from }) => from > last.to && from - last.to <= 160);
  for (const opener of behind) {
    const words = plain.slice(clauseStart(plain, opener.from), opener.from);
    if (!summing.test(opener.lead) || !isPart(opener)) continue;
    const named = namesOf(rows, reading, opener);
    if (!named) continue;
    const end = plain.indexOf("。", opener.to);
    for (const column of columns) {
      const whole = behind.find(
        (fact) =>
          fact.index >= opener.index &&
          (end < 0 || fact.to <= end) &&
          fact.unit?.title === column[0]?.unit?.title &&
          isPart(fact) &&
          (fact === opener || !/[。；]/.test(plain.slice(opener.to, fact.from))),
      );
      const parts = named.flatMap((row) => column[row] ?? []);
      const made = whole ? claim("total-parts", whole, total(parts), message, false) : null;
      if (made && (isSound(made) || isNear(made)) && words.length < 80) yield made;
    }
    return;
  }
}

const clauseStart = (plain: string, at: number): number =>
  Math.max(...["，", "。", "；", "\n"].map((mark) => plain.lastIndexOf(mark, at - 1))) + 1;

/** Which rows the words before a sum name: two or more, each by its own name. */
function namesOf(rows: Fact[][], { passage }: Reading, opener: Fact): number[] | null {
  const words = passage.plain.slice(Math.max(clauseStart(passage.plain, opener.from), opener.from - 80), opener.from);
  const names = rows.map(([first]) =>
    (first?.lead ?? "")
      .replace(/^(?:来自|其中|属于|在|从|由|\s)+/, "")
      .replace(/(?:的|项目|企业|签约|投资|落地|共|有|为|\s)+$/, ""),
  );
  const found = names.flatMap((name, index) => (name.length > 1 && words.includes(name) ? [index] : []));
  return found.length > 1 && found.length < rows.length ? found : null;
}
