/*
 * 几项合计: a sum that says of how many figures it is: “甲区102亿元，占25.8%；乙区72亿元，占18.2%；两地合计174亿元”, “前三名合计…”,
 * “三大重点区域（甲、乙、丙）合计131个”. The parts are figures of its unit before it in the paragraph: those it names, the first of a list, or the
 * last said. A reading that holds was meant; a breach is asked about where the words leave one set of parts.
 *
 * 例：甲58个、乙44个、丙29个、其他19个。三大区域（甲、乙、丙）合计131个。 反例：4个县合计（各县的数在表中）；两年累计。
 */
import { countedSum } from "../../facts/countedsums.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import { once } from "../../facts/once.ts";
import type { Text } from "../../facts/text.ts";
import { isAdded } from "../../facts/units.ts";
import { type Claim, claim, type Observation, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

export const countedSums = once((text: Text): Observation[] => [...foundCountedSums(text)]);

function* foundCountedSums(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 3 || !/[合总累共]计|一共|共/.test(reading.passage.plain))
      continue;
    for (const whole of reading.facts) yield* ofWhole(whole, reading);
  }
}

/** So many figures of its kind before the sum are looked at. */
const reach = 16;

function* ofWhole(whole: Fact, reading: Reading): Generator<Claim> {
  if (!isAdded(whole.unit) || whole.hedge || whole.isChinese) return;
  const said = countedSum(whole);
  if (!said) return;
  const before = reading.facts.filter((fact) => fact.to <= whole.from && isPart(fact, whole)).slice(-reach);
  if (before.length < said.count) return;
  const of = (parts: Fact[]): Claim => claim("total-parts", whole, total(parts), "总数与各项之和不符", false);
  const { plain } = reading.passage;
  const list = lastList(before, plain);
  const named = before.filter((part) => nameOf(part).length > 1 && said.words.includes(nameOf(part)));
  const readings = [
    ...(named.length === said.count ? [named] : []),
    ...(said.isTop ? [list.slice(0, said.count), largest(list, said.count)] : []),
    ...(list.length >= said.count ? [list.slice(0, said.count)] : []),
    before.slice(-said.count),
  ].filter((parts) => parts.length === said.count);
  const held = readings.map(of).find(isSound);
  if (held) {
    yield held;
    return;
  }
  const isPlain =
    named.length === said.count ||
    said.isTop ||
    list.length === said.count ||
    isClauseEach(before.slice(-said.count), whole);
  const [natural] = readings;
  const made = isPlain && natural ? of(natural) : null;
  if (made && isNear(made)) yield made;
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
    if (next && (next.from - part.to > 40 || /[。\n]/.test(plain.slice(part.to, next.from)))) break;
    list.unshift(part);
  }
  return list;
}

const largest = (list: readonly Fact[], count: number): Fact[] =>
  list.toSorted((a, b) => b.base - a.base).slice(0, count);

const isNear = ({ stated, sum }: Claim): boolean =>
  Math.abs(stated.base - sum.compute(sum.operands.map(({ base }) => base))) <= 0.5 * stated.base;

/** One figure a clause, and the sum in the next. */
const isClauseEach = (parts: Fact[], whole: Fact): boolean =>
  [...parts.slice(1), whole].every((fact, index) =>
    /^[^，；]{0,6}(?:，占[^，；]{1,16})?[，；、][^，；、]{1,24}$/.test(
      whole.passage.plain.slice(parts[index]?.to ?? 0, fact.from),
    ),
  );
