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
import type { Fact } from "../../facts/fact.ts";
import { likenessOf } from "../../facts/likeness.ts";
import { sentenceStart } from "../../facts/sentences.ts";
import type { Table } from "../../facts/table.ts";
import { bare } from "../../facts/tablelines.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, type Observation, quotient, type Sum } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { numberOf, rounded } from "../../judgement/print.ts";

export function* multiples(text: Text): Generator<Observation> {
  const all = text.facts.filter(({ unit, passage }) => unit?.dimension === "times" && !passage.cell);
  const rows = all.length > 0 ? rowsOf(text) : [];
  for (const stated of all.slice(0, most)) yield* ofTimes(stated, text, rows);
}

const most = 200;
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

/** 一期, 二期 and 第三批 are names. */
const isFigure = ({ role, unit, base, isChinese }: Fact): boolean =>
  !(isChinese && /^(?:期|批|层|级)$/.test(unit?.title ?? "")) &&
  roles.has(role) &&
  base > 0 &&
  unit !== null &&
  !["percent", "point", "times"].includes(unit.dimension);

function* ofTimes(stated: Fact, text: Text, rows: Row[]): Generator<Observation> {
  const { own, earlier } = around(stated, text);
  const rate = text.facts[stated.index - 1];
  const isOfRates = rate?.unit?.dimension === "percent" && rate.passage === stated.passage && isInPhrase(rate, stated);
  if (isOfRates) return yield* ofRates(stated, rate, text);
  const nearest = own[0];
  if (nearest && isInPhrase(nearest, stated)) {
    const tops = [...own, ...earlier].filter((fact) => fact !== nearest && areKin(fact.unit, nearest.unit));
    const isMeant = (fact: Fact) => own.includes(fact) || nearest.lead.includes(nameAtHead(fact)[0] ?? "-");
    const top = tops.find((fact) => soundly(stated, fact, nearest)) ?? tops.find(isMeant);
    if (top) yield soundly(stated, top, nearest) ?? of(stated, top, nearest, isOneThought(top, nearest));
    return;
  }
  const name = nameOf(stated);
  const isBoth = /前者[^，。；]{0,10}后者的[约近]*$/.test(stated.lead);
  const found =
    ofTwoNames(stated, text, rows) ??
    (name && !isBoth ? ofNamed(stated, name, [...own, ...earlier], rows) : null) ??
    anyPair(stated, own, earlier) ??
    (name ? ofFar(stated, name, own, text) : null);
  const [later, former, ...others] = own.filter((fact) => fact.role !== "change");
  if (found) yield found;
  else if (
    (!name || isBoth) &&
    others.length === 0 &&
    later &&
    former &&
    areKin(later.unit, former.unit) &&
    !/倍数[为达是]?\s*$/.test(stated.lead) &&
    !plan.test(stated.lead)
  ) {
    const isTurned =
      later.role === "base" || later.role === "origin" || /上年|去年|年初|同期/.test(later.lead) || isBoth;
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
  /^\)?[^，。；、()]{0,8}的[约近超达过\s]*$/.test(stated.passage.plain.slice(fact.to, stated.from).slice(0, 20));

/** 约为现代种业的3.1倍, 今年是去年的1.5倍: what it is compared with, by name. */
const nameOf = ({ lead }: Fact): string =>
  /(?:[是为比]|相当于|达到?)([一-龥“”]{2,14})的[约近超达过\s]*$/.exec(lead)?.[1] ?? "";

/** The base is a figure called by that name, in the text or in a row of a table. */
function ofNamed(stated: Fact, name: string, said: Fact[], rows: Row[]): Claim | null {
  const isCalled = ({ lead }: Fact) => lead.includes(name) || (/^(?:去|上)年/.test(name) && /去年|上年/.test(lead));
  const [called, tops] = [said.filter(isCalled), said.filter((fact) => !isCalled(fact))];
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

/** 48.0%，是乙县（12.0%）的4倍 */
function* ofRates(stated: Fact, bottom: Fact, { facts }: Text): Generator<Observation> {
  const top = facts[bottom.index - 1];
  const isRate = top?.unit?.dimension === "percent" && top.passage === bottom.passage;
  if (isRate && top.sentence === bottom.sentence && bottom.base > 0)
    yield soundly(stated, top, bottom) ?? of(stated, top, bottom, false);
}

/** 到位资金最多的甲县是最少的乙县的6倍: both are rows of one table, or figures each behind its name. */
function ofTwoNames(stated: Fact, text: Text, rows: Row[]): Claim | null {
  if (!/的[约近超达过\s]*$/.test(stated.lead) || plan.test(stated.lead)) return null;
  const begin = sentenceStart(stated.passage.plain, stated.from);
  const words = stated.passage.plain
    .slice(Math.max(begin, stated.from - 80), stated.from)
    .replace(/的[约近超达过\s]*$/, "");
  const [, below = ""] = /(?:[是为]|相当于|达到?|、|^)([^是为，。；、]{2,16})$/.exec(words) ?? [];
  const pairs = [...rowPairs(words, below, rows), ...saidPairs(stated, words, below, text)];
  const sound = pairs.map(({ top, bottom }) => soundly(stated, top, bottom)).find((each) => each !== null);
  if (sound) return sound;
  const told = pairs.find((pair) => pair.isNamed && isNearTo(pair, stated));
  return told ? of(stated, told.top, told.bottom, false) : null;
}

interface NamedPair {
  top: Fact;
  bottom: Fact;
  /** The words say which figures of the two are meant. */
  isNamed: boolean;
}

const isNearTo = ({ top, bottom }: NamedPair, { base }: Fact): boolean => {
  const scale = top.base / bottom.base / base;
  return (scale > 0.3 && scale < 3.3) || Math.abs(Math.log10(scale) - Math.round(Math.log10(scale))) < 0.01;
};

function rowPairs(words: string, below: string, rows: Row[]): NamedPair[] {
  const bottoms = rows.filter(({ name }) => name.length > 1 && below.includes(name));
  return bottoms.slice(0, 6).flatMap((bottom) => {
    const before = words.slice(0, words.lastIndexOf(bottom.name));
    const [top] = rows
      .filter(
        ({ table, name }) => table === bottom.table && name.length > 1 && name !== bottom.name && before.includes(name),
      )
      .sort((a, b) => before.lastIndexOf(b.name) - before.lastIndexOf(a.name));
    if (!top) return [];
    const columns = [...bottom.cells].flatMap(([column, fact]) => {
      const other = top.cells.get(column);
      return other && fact.base > 0 && areKin(other.unit, fact.unit)
        ? [{ top: other, bottom: fact, likeness: likenessOf(titleOf(bottom.table, column), words) }]
        : [];
    });
    const best = Math.max(0.5, ...columns.map(({ likeness }) => likeness));
    const called = columns.filter(({ likeness }) => likeness >= best);
    return (called.length > 0 ? called : columns).map((pair) => ({ ...pair, isNamed: called.length === 1 }));
  });
}

const titleOf = (table: Table, column: number): string => table.columnTitle(column).replaceAll(/\([^()]*\)/g, "");

/** 甲区8,400万元，…丙县2,100万元。…甲区是最少的丙县的4倍: each figure behind its name, both in one sentence. */
function saidPairs(stated: Fact, words: string, below: string, { facts }: Text): NamedPair[] {
  const said = facts
    .slice(Math.max(0, stated.index - reach), stated.index)
    .filter((fact) => isFigure(fact) && !fact.passage.cell && !/[和及与]|合计|共/.test(fact.lead))
    .reverse();
  const named = (fact: Fact, among: string): string => nameAtHead(fact).find((name) => among.includes(name)) ?? "";
  const bottoms = said.filter((fact) => named(fact, below) !== "").slice(0, 4);
  return bottoms.flatMap((bottom) => {
    const before = words.slice(0, words.lastIndexOf(named(bottom, below))).replace(/^.*[，；]/, "");
    const [top] = said.filter(
      (fact) =>
        fact.passage === bottom.passage &&
        fact.sentence === bottom.sentence &&
        areKin(fact.unit, bottom.unit) &&
        named(fact, before) !== "" &&
        !nameAtHead(bottom).includes(named(fact, before)),
    );
    return top ? [{ top, bottom, isNamed: true }] : [];
  });
}

/** So many figures back the two may have been said. */
const reach = 150;

/** 滨江区兑现: the words a figure's clause begins with, the longest first. */
function nameAtHead({ lead }: Fact): string[] {
  const [, name = ""] = /^[其中、，和及\s]*([一-龥]{2,8})/.exec(lead) ?? [];
  return Array.from({ length: Math.max(0, name.length - 1) }, (_, less) => name.slice(0, name.length - less));
}

/** 相当于财政支出的6.33倍: the base is said far off under a like name; told only where point or digits were changed about. */
function ofFar(stated: Fact, name: string, own: Fact[], { facts }: Text): Claim | null {
  const word = name.slice(-2);
  const tops = own.filter(({ role }) => role === "level").slice(0, 4);
  const bottoms = facts.filter((fact) => isFigure(fact) && !fact.passage.cell && fact.lead.slice(-8).includes(word));
  const pairs = tops.flatMap((top) =>
    bottoms
      .slice(0, most)
      .filter((bottom) => areKin(top.unit, bottom.unit) && !own.includes(bottom))
      .map((bottom) => ({ top, bottom })),
  );
  const sound = pairs.map(({ top, bottom }) => soundly(stated, top, bottom)).find((each) => each !== null);
  if (sound) return sound;
  const told = pairs.find(({ top, bottom }) => isShuffled(stated, top.base / bottom.base));
  return told ? of(stated, told.top, told.bottom, false) : null;
}

/** The same digits, in another order or with the point elsewhere. */
function isShuffled(stated: Fact, due: number): boolean {
  const digitsOf = (text: string) => [...text.replaceAll(/\D/g, "").replaceAll(/^0+|0+$/g, "")].sort().join("");
  const own = digitsOf(numberOf(stated));
  return own.length > 2 && [stated.places, stated.places + 1].some((places) => digitsOf(rounded(due, places)) === own);
}

interface Row {
  table: Table;
  name: string;
  cells: Map<number, Fact>;
  title: string;
  facts: Fact[];
}

function rowsOf({ tables }: Text): Row[] {
  return tables.slice(0, 20).flatMap((table) =>
    Array.from({ length: Math.min(table.rows - table.body, 60) }, (_, at): Row => {
      const row = table.body + at;
      const cells = Array.from({ length: table.columns }, (__, column) => [column, table.fact(row, column)] as const);
      const facts = cells.flatMap(([column, fact]) => (fact ? [[column, fact] as const] : []));
      return {
        table,
        name: bare(table.labels(row).at(-1) ?? ""),
        cells: new Map(facts),
        title: table.rowTitle(row),
        facts: facts.map(([, fact]) => fact),
      };
    }),
  );
}

const added = (top: Fact, bottom: Fact): Sum => ({
  operands: [top, bottom],
  compute: ([a = 0, b = 0]) => (a - b) / b,
  show: ([a, b]) => `(${a} − ${b}) ÷ ${b}`,
  isAdditive: false,
});
