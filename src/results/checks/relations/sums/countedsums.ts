/*
 * 几项合计: a sum that says of how many figures it is: “甲区102亿元，占25.8%；乙区72亿元，占18.2%；两地合计174亿元”, “前三名合计…”,
 * “三大重点区域（甲、乙、丙）合计131个”. The parts are figures of its unit before it in the paragraph: those it names, the first of a list, or the
 * last said. A reading that holds was meant; a breach is asked about where the words leave one set of parts.
 *
 * 例：甲58个、乙44个、丙29个、其他19个。三大区域（甲、乙、丙）合计131个。 反例：4个县合计（各县的数在表中）；两年累计。
 */
import { type CountedSum, countedSum } from "../../facts/countedsums.ts";
import type { Fact } from "../../facts/fact.ts";
import { isNearOrMistyped, misprintOf } from "../../facts/misprints.ts";
import type { Reading } from "../../facts/quantities.ts";
import { once } from "../../facts/once.ts";
import { rowLines } from "../../facts/tablelines.ts";
import type { Text } from "../../facts/text.ts";
import { significant } from "../../facts/typos.ts";
import { isAdded } from "../../facts/units.ts";
import { type Claim, claim, type Observation, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export const countedSums = once((text: Text): Observation[] => [...foundCountedSums(text)]);

function* foundCountedSums(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || !/[合总累共小]计|一共|共|上述|以上/.test(reading.passage.plain)) continue;
    for (const whole of reading.facts) yield* ofWhole(whole, reading, text);
  }
}

/** So many figures of its kind before the sum are looked at. */
const reach = 16;

function* ofWhole(whole: Fact, reading: Reading, text: Text): Generator<Claim> {
  if (!isAdded(whole.unit) || whole.hedge || whole.isChinese) return;
  const said = countedSum(whole);
  if (!said) {
    const made = /上述|以上|这些/.test(whole.lead) ? ofItems(whole, text) : null;
    if (made) yield made;
    return;
  }
  const of = (parts: Fact[]): Claim => claim("total-parts", whole, total(parts), "总数与各项之和不符", false);
  const { plain } = reading.passage;
  const own = reading.facts.filter((fact) => fact.to <= whole.from && isPart(fact, whole)).slice(-reach);
  const before = own.filter((fact) => !isWholeOf(fact, own));
  const list = lastList(before, plain);
  const named = before.filter((part) => nameOf(part).length > 1 && said.words.includes(nameOf(part)));
  const outer = own.filter((part) => !isAside(part));
  const readings = [
    ...(named.length === said.count ? [named] : []),
    ...(said.isTop ? [list.slice(0, said.count), largest(list, said.count)] : []),
    ...(said.isLast ? [list.slice(-said.count)] : []),
    ...(list.length >= said.count ? [list.slice(0, said.count)] : []),
    before.slice(-said.count),
    outer.slice(-said.count),
  ].filter((parts) => parts.length === said.count);
  const held = readings.map(of).find(isSound);
  if (held) {
    yield held;
    return;
  }
  const far = readings.length > 0 && !said.isTop && !said.isLast ? null : farAway(whole, said, text, of);
  if (far && isSound(far)) {
    yield far;
    return;
  }
  const isPlain =
    named.length === said.count ||
    said.isTop ||
    said.isLast ||
    list.length === said.count ||
    isClauseEach(before.slice(-said.count), whole);
  // 会议7次，其中甲3次、乙4次；调度11次，两项合计: of the two that are not inside the other.
  const natural = outer.length === said.count && outer.length < own.length ? outer : readings[0];
  const made = isPlain && natural ? of(natural) : null;
  if (made && isNear(made)) yield made;
  else if (far && isNear(far)) yield far;
}

/** 其中甲3次 */
const isAside = ({ passage: { plain }, from }: Fact): boolean =>
  /其中[^；。]*$/.test(plain.slice(Math.max(0, from - 80), from));

/** 17个市州，首批6个、第二批7个、第三批4个: what the others make up is none of them. */
const isWholeOf = (fact: Fact, own: readonly Fact[]): boolean => {
  const behind = own.slice(own.indexOf(fact) + 1);
  if (/^[^，,；;。：:]*、/.test(fact.passage.plain.slice(fact.to, behind[0]?.from))) return false;
  let sum = 0;
  return behind.some((part, index) => {
    sum += part.base;
    return index > 0 && Math.abs(sum - fact.base) <= fact.half + 1e-9 * sum;
  });
};

/** So many passages before the sum a list of passages may begin. */
const passagesBack = 12;

/** 以上四类…，前两类合计: the list stands in the passages before, one figure each, or together in one of them; or in the rows of the last table. */
function farAway(whole: Fact, said: CountedSum, text: Text, of: (parts: Fact[]) => Claim): Claim | null {
  const pick = (list: Fact[]): Fact[][] =>
    said.isLast
      ? [list.slice(-said.count), largest(list, list.length).slice(-said.count)]
      : said.isTop
        ? [list.slice(0, said.count), largest(list, said.count)]
        : list.length === said.count
          ? [list]
          : [];
  const lists = [itemsBefore(whole, text), ...columnsBefore(whole, text)].filter((list) => list.length >= said.count);
  const claims = lists.flatMap(pick).map(of);
  return claims.find(isSound) ?? (lists.length === 1 ? claims[0] : claims.find(isTypedWrong)) ?? null;
}

/** 上述项目总投资40亿元: what every numbered passage before calls so. */
function ofItems(whole: Fact, text: Text): Claim | null {
  if (!/(?:上述|以上|这些)[^，。；\d]{0,14}$/.test(whole.lead)) return null;
  const items = itemsBefore(whole, text).filter(({ passage }) => passage !== whole.passage);
  const name = items[0]?.subject ?? "";
  const isOne = new Set(items.map(({ passage }) => passage)).size === items.length;
  if (items.length < 3 || !isOne || name.length < 2) return null;
  if (!items.every(({ subject }) => subject === name) || !whole.lead.includes(name)) return null;
  const made = claim("total-parts", whole, total(items), "总数与所列各项之和不符", false);
  return isSound(made) || isNear(made) ? made : null;
}

/** The first figure of the unit in each of the numbered passages right before, or the figures of a list in the last passage that has one. */
function itemsBefore(whole: Fact, { readings, heads }: Text): Fact[] {
  const items: Fact[] = [];
  for (let at = whole.passage.index - 1; at >= 0 && at >= whole.passage.index - passagesBack; at--) {
    const reading = readings[at];
    if (!reading || reading.passage.cell || reading.passage.kind === "heading") break;
    const parts = reading.facts.filter((fact) => isPart(fact, whole));
    const [first] = parts;
    if (!first) {
      if (items.length > 0) break;
      continue;
    }
    if (!heads[at] && reading.passage.kind !== "item") {
      const list = parts.filter((part) => !isWholeOf(part, parts));
      return items.length > 1 ? items : lastList(list, reading.passage.plain);
    }
    items.unshift(first);
  }
  return items;
}

/** Columns of the unit in the last table before. */
function columnsBefore(whole: Fact, { tables }: Text): Fact[][] {
  const table = tables.findLast(
    (each) => (each.passage(0, 0)?.index ?? Number.POSITIVE_INFINITY) < whole.passage.index,
  );
  if (!table || whole.passage.index - (table.passage(table.rows - 1, 0)?.index ?? 0) > 6) return [];
  const rows = rowLines(table).filter(({ kind }) => kind === "item");
  return Array.from({ length: table.columns }, (_, column) => column)
    .map((column) => rows.flatMap(({ at }) => table.figure(at, column) ?? []))
    .filter((list) => list[0]?.unit?.title === whole.unit?.title && list.length === rows.length);
}

const isPart = (fact: Fact, whole: Fact): boolean =>
  fact.unit?.title === whole.unit?.title &&
  !fact.isChinese &&
  fact.hedge === null &&
  (fact.role === "level" || fact.role === "change") &&
  !/平均|均|合计|共计|总计/.test(fact.lead);

/** The name a part stands behind: 粤港澳大湾区 | 44个. */
const nameOf = ({ subject }: Fact): string =>
  subject.replace(/^(?:来自|其中|属于)/, "").replace(/(?:签约|项目|投资|到位)+$/, "");

/** The last figures that stand side by side, before the sentence of the sum or in it. */
function lastList(before: readonly Fact[], plain: string): Fact[] {
  const list: Fact[] = [];
  for (const part of before.toReversed()) {
    const [next] = list;
    if (next && (next.from - part.to > 40 || /[。\n：:]|其中|分别|具体|包括/.test(plain.slice(part.to, next.from))))
      break;
    list.unshift(part);
  }
  return list;
}

const largest = (list: readonly Fact[], count: number): Fact[] =>
  list.toSorted((a, b) => b.base - a.base).slice(0, count);

const isNear = ({ stated, sum }: Claim): boolean =>
  isNearOrMistyped(stated, sum.compute(sum.operands.map(({ base }) => base)));

/** Of several columns the one that a single wrong digit of the sum tells. */
const isTypedWrong = ({ stated, sum }: Claim): boolean =>
  significant(stated.number) > 2 && misprintOf(stated, sum.compute(sum.operands.map(({ base }) => base))) !== null;

/** One figure a clause, and the sum in the next. */
const isClauseEach = (parts: Fact[], whole: Fact): boolean =>
  parts.length > 1 &&
  [...parts.slice(1), whole].every((fact, index) =>
    /^[^，；]{0,6}(?:，占[^，；]{1,16})?[，；、][^，；、]{1,24}$/.test(
      whole.passage.plain.slice(parts[index]?.to ?? 0, fact.from),
    ),
  );
