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
  for (const reading of text.readings) {
    if (reading.passage.cell) continue;
    for (const stated of reading.facts) if (stated.unit?.dimension === "times") yield* ofTimes(stated, text);
  }
}

const roles = new Set<Fact["role"]>(["level", "target", "base", "origin", "change"]);
const plan = /力争|争取|目标|计划|确保|预计|规划|将|到20\d\d年/;

/** Figures a multiple may be of: of its sentence, nearest first, then up to twelve said before. */
function around({ passage, from, to, index, sentence }: Fact, { facts }: Text): { own: Fact[]; earlier: Fact[] } {
  // The base may follow in brackets: 是上年同期的1.2倍（上年同期50亿元）.
  const next = facts[index + 1];
  const isAside =
    next?.passage === passage && isFigure(next) && /^\s*\([^()\d]*$/.test(passage.plain.slice(to, next.from));
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

function* ofTimes(stated: Fact, text: Text): Generator<Observation> {
  const { own, earlier } = around(stated, text);
  const isGrowth = stated.role === "growth";
  const message = isGrowth ? "增长倍数与前后两数不符" : "倍数与前后两数不符";
  const of = (top: Fact, bottom: Fact, isCertain: boolean): Claim =>
    claim(
      isGrowth ? "growth-rate" : "ratio",
      stated,
      isGrowth ? added(top, bottom) : quotient(top, bottom),
      message,
      isCertain,
    );
  const [nearest] = own;
  const phrase = nearest && isInPhrase(nearest, stated) ? nearest : null;
  if (phrase) {
    const tops = own.filter((fact) => fact !== phrase && areKin(fact.unit, phrase.unit));
    const held = [...tops, ...earlier].find((top) => areKin(top.unit, phrase.unit) && isSound(of(top, phrase, true)));
    const top = held ?? tops[0];
    if (top)
      yield of(
        top,
        phrase,
        top.unit?.dimension === phrase.unit?.dimension &&
          !/[；;]/.test(stated.passage.plain.slice(top.to, phrase.from)),
      );
    return;
  }
  const name = nameOf(stated);
  const named = name ? [...ofNamed(stated, name, { own, earlier }, text, of)] : [];
  if (named.length > 0) return void (yield* named);
  const all = [...own, ...earlier];
  for (const top of all.slice(0, 10))
    for (const bottom of all.slice(0, 14)) {
      if (top === bottom || !areKin(top.unit, bottom.unit) || (!own.includes(top) && !own.includes(bottom))) continue;
      const reading = [
        of(top, bottom, true),
        ...(isGrowth ? [claim("ratio", stated, quotient(top, bottom), message)] : []),
      ].find(isSound);
      if (reading) return void (yield reading);
    }
  const levels = own.filter((fact) => fact.role !== "change");
  const [later, former] = levels;
  if (name || levels.length !== 2 || !later || !former || !areKin(later.unit, former.unit) || plan.test(stated.lead))
    return;
  const isTurned = later.role === "base" || later.role === "origin" || /上年|去年|年初|同期/.test(later.lead);
  yield isTurned ? of(former, later, false) : of(later, former, false);
}

/** 约为现代种业的3.1倍, 今年是去年的1.5倍: what it is compared with, by name. */
const nameOf = ({ lead }: Fact): string =>
  /(?:[是为比]|相当于|达到?)([\p{Script=Han}“”]{2,14})的[约近超近达过\s]*$/u.exec(lead)?.[1] ?? "";

type Of = (top: Fact, bottom: Fact, isCertain: boolean) => Claim;

/** The base is a figure called by that name, in the text or in a row of a table. */
function* ofNamed(
  stated: Fact,
  name: string,
  { own, earlier }: ReturnType<typeof around>,
  text: Text,
  of: Of,
): Generator<Observation> {
  const isCalled = (fact: Fact) =>
    fact.lead.includes(name) || (/^(?:去|上)年/.test(name) && /去年|上年/.test(fact.lead));
  const all = [...own, ...earlier];
  const called = all.filter(isCalled);
  const tops = all.filter((fact) => !called.includes(fact));
  for (const bottom of [...called, ...inRows(name, text)])
    for (const top of [...tops.slice(0, 6), ...called.filter((fact) => fact !== bottom)])
      if (areKin(top.unit, bottom.unit) && isSound(of(top, bottom, true))) return void (yield of(top, bottom, true));
  const [bottom] = called;
  const top = tops.find((fact) => bottom && areKin(fact.unit, bottom.unit) && fact.role !== "change");
  if (bottom && top && !plan.test(stated.lead)) yield of(top, bottom, false);
}

function* inRows(name: string, { tables }: Text): Generator<Fact> {
  for (const table of tables)
    for (let row = table.body; row < Math.min(table.rows, 200); row++) {
      if (!table.rowTitle(row).includes(name)) continue;
      for (let column = 0; column < table.columns; column++) {
        const fact = table.fact(row, column);
        if (fact?.unit) yield fact;
      }
    }
}

const isSound = (each: Claim): boolean => ["holds", "note"].includes(judge(each).verdict);

/** 是去年160.2亿的2.3倍 */
const isInPhrase = (fact: Fact, stated: Fact): boolean =>
  /^[^，。；、]{0,8}的[约近超达过\s]*$/.test(stated.passage.plain.slice(fact.to, stated.from)) &&
  fact.role !== "change";

const added = (top: Fact, bottom: Fact): Sum => ({
  operands: [top, bottom],
  compute: ([a = 0, b = 0]) => (a - b) / b,
  show: ([a, b]) => `(${a} − ${b}) ÷ ${b}`,
  isAdditive: false,
});
