/*
 * 倍数: “是去年160.2亿的2.3倍”, “增长2.3倍”, “放大2.5倍”: one figure over another, both said nearby.
 *
 * A base printed in the phrase (是…的2.3倍) leaves no choice; without one every pair of kin figures of the sentence, then of the
 * sentence before, is tried, and one that makes the multiple right was meant. 增长2倍 is over the base what was added (people
 * also write it for the whole: that reading is accepted where it holds). A base that is only named (是去年的1.5倍, 为现代种业的3.1倍) is
 * the figure called by that name, in the text or in the row of a table. 翻番 is with the other words for shares and changes.
 *
 * 例：31.6亿元，是上年15.8亿元的3倍 → 31.6 ÷ 15.8 = 2。 反例：力争达到上年的2倍（目标）；为全国平均的3倍（数文中没有）。
 */
import type { Fact } from "../facts/fact.ts";
import type { Text } from "../facts/text.ts";
import { areKin } from "../facts/units.ts";
import { type Claim, claim, type Observation, quotient, type Sum } from "../judgement/claim.ts";
import { judge } from "../judgement/judge.ts";

export function* multiples(text: Text): Generator<Observation> {
  const rows = rowsOf(text);
  for (const stated of text.facts)
    if (stated.unit?.dimension === "times" && !stated.passage.cell) yield* ofTimes(stated, text, rows);
}

const roles = new Set<Fact["role"]>(["level", "target", "base", "origin", "change"]);
const plan = /力争|争取|目标|计划|确保|预计|规划|将|到20\d\d年/;

/** Figures a multiple may be of: of its sentence, nearest first, then up to twelve said before. */
function around({ passage, from, to, index, sentence }: Fact, { facts }: Text): { own: Fact[]; earlier: Fact[] } {
  // The base may follow in brackets: 是上年同期的1.2倍（上年同期50亿元）.
  const next = facts[index + 1];
  const isAside =
    next?.passage === passage &&
    isFigure(next) &&
    /^\s*\([^()\d]*$/.test(passage.plain.slice(to, Math.min(next.from, to + 30)));
  const said = facts
    .slice(Math.max(0, index - 24), index)
    .filter((fact) => fact.to <= from || fact.passage !== passage);
  const before = said.filter((fact) => isFigure(fact) && !fact.passage.cell).reverse();
  const isOwn = (fact: Fact) => fact.passage === passage && fact.sentence === sentence;
  return {
    own: [...before.filter(isOwn), ...(isAside ? [next] : [])],
    earlier: before.filter((fact) => !isOwn(fact)).slice(0, 12),
  };
}

const isFigure = ({ role, unit, base }: Fact): boolean =>
  roles.has(role) && base > 0 && unit !== null && !["percent", "point", "times"].includes(unit.dimension);

function* ofTimes(stated: Fact, text: Text, rows: Row[]): Generator<Observation> {
  const { own, earlier } = around(stated, text);
  const [nearest] = own;
  if (nearest && isInPhrase(nearest, stated)) {
    const tops = [...own, ...earlier].filter((fact) => fact !== nearest && areKin(fact.unit, nearest.unit));
    const top = tops.find((fact) => soundly(stated, fact, nearest)) ?? tops.find((fact) => own.includes(fact));
    if (top) yield soundly(stated, top, nearest) ?? of(stated, top, nearest, isOneThought(top, nearest));
    return;
  }
  const name = nameOf(stated);
  const found = (name ? ofNamed(stated, name, [...own, ...earlier], rows) : null) ?? anyPair(stated, own, earlier);
  const levels = own.filter((fact) => fact.role !== "change");
  const [later, former] = levels;
  if (found) yield found;
  else if (
    !name &&
    levels.length === 2 &&
    later &&
    former &&
    areKin(later.unit, former.unit) &&
    !plan.test(stated.lead)
  ) {
    const isTurned = later.role === "base" || later.role === "origin" || /上年|去年|年初|同期/.test(later.lead);
    yield isTurned ? of(stated, former, later, false) : of(stated, later, former, false);
  }
}

const isOneThought = (top: Fact, bottom: Fact): boolean =>
  top.unit?.dimension === bottom.unit?.dimension &&
  top.passage === bottom.passage &&
  !/[；;]/.test(top.passage.plain.slice(top.to, bottom.from));

function of(stated: Fact, top: Fact, bottom: Fact, isCertain: boolean): Claim {
  if (stated.role !== "growth") return claim("ratio", stated, quotient(top, bottom), "倍数与前后两数不符", isCertain);
  return claim("growth-rate", stated, added(top, bottom), "增长倍数与前后两数不符", isCertain);
}

/** The claim, in the one sense or (of a growth) the other, where it holds. */
function soundly(stated: Fact, top: Fact, bottom: Fact): Claim | null {
  const times = top.base / bottom.base;
  const isGrowth = stated.role === "growth";
  // Most pairs are far off; only what comes near is worth a judgement.
  const isNear = (value: number) => value > stated.low * 0.9 - 0.02 && value < stated.high * 1.1 + 0.02;
  if (!isNear(times) && !(isGrowth && isNear(times - 1))) return null;
  const senses = [
    of(stated, top, bottom, true),
    ...(isGrowth ? [claim("ratio", stated, quotient(top, bottom), "倍数与前后两数不符")] : []),
  ];
  return senses.find((each) => ["holds", "note"].includes(judge(each).verdict)) ?? null;
}

function anyPair(stated: Fact, own: Fact[], earlier: Fact[]): Claim | null {
  const all = [...own, ...earlier];
  for (const top of all.slice(0, 10))
    for (const bottom of all.slice(0, 14)) {
      const isPair = top !== bottom && areKin(top.unit, bottom.unit) && (own.includes(top) || own.includes(bottom));
      const sound = isPair ? soundly(stated, top, bottom) : null;
      if (sound) return sound;
    }
  return null;
}

/** 是去年160.2亿的2.3倍 */
const isInPhrase = (fact: Fact, stated: Fact): boolean =>
  fact.to <= stated.from &&
  fact.role !== "change" &&
  /^[^，。；、]{0,8}的[约近超达过\s]*$/.test(stated.passage.plain.slice(fact.to, stated.from).slice(0, 20));

/** 约为现代种业的3.1倍, 今年是去年的1.5倍: what it is compared with, by name. */
const nameOf = ({ lead }: Fact): string =>
  /(?:[是为比]|相当于|达到?)([一-龥“”]{2,14})的[约近超达过\s]*$/.exec(lead)?.[1] ?? "";

/** The base is a figure called by that name, in the text or in a row of a table. */
function ofNamed(stated: Fact, name: string, said: Fact[], rows: Row[]): Claim | null {
  const isCalled = ({ lead }: Fact) => lead.includes(name) || (/^(?:去|上)年/.test(name) && /去年|上年/.test(lead));
  const called = said.filter(isCalled);
  const tops = said.filter((fact) => !called.includes(fact));
  const inRows = rows.filter(({ title }) => title.includes(name)).flatMap(({ facts }) => facts);
  for (const bottom of [...called, ...inRows.slice(0, 40)])
    for (const top of [...tops.slice(0, 6), ...called.filter((fact) => fact !== bottom)]) {
      const sound = areKin(top.unit, bottom.unit) ? soundly(stated, top, bottom) : null;
      if (sound) return sound;
    }
  const [bottom] = called;
  const top = tops.find((fact) => bottom && areKin(fact.unit, bottom.unit) && fact.role !== "change");
  return bottom && top && !plan.test(stated.lead) ? of(stated, top, bottom, false) : null;
}

interface Row {
  title: string;
  facts: Fact[];
}

function rowsOf({ tables }: Text): Row[] {
  return tables.slice(0, 20).flatMap((table) =>
    Array.from({ length: Math.min(table.rows - table.body, 60) }, (_, at) => ({
      title: table.rowTitle(table.body + at),
      facts: Array.from({ length: table.columns }, (__, column) => table.fact(table.body + at, column)).filter(
        (fact) => fact !== null,
      ),
    })),
  );
}

const added = (top: Fact, bottom: Fact): Sum => ({
  operands: [top, bottom],
  compute: ([a = 0, b = 0]) => (a - b) / b,
  show: ([a, b]) => `(${a} − ${b}) ÷ ${b}`,
  isAdditive: false,
});
