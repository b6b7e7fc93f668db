import type { Fact } from "./fact.ts";
import { boundsOf, hedgeOf, shareBoundsOf } from "./hedges.ts";
import { type Mark, marksOf } from "./marks.ts";
import { type Numeral, numeralsOf } from "./numbers.ts";
import { type Passage, withoutSpaces } from "./passages.ts";
import { periodsOf } from "./periods.ts";
import { type RoleOf, roleOf } from "./roles.ts";
import { nounOf, subjectOf } from "./subjects.ts";
import { isCounted, readUnit, type Unit } from "./units.ts";

/** One passage as read: its figures, the marks of its items, where its sentences and clauses end. */
export interface Reading {
  passage: Passage;
  facts: Fact[];
  marks: Mark[];
}

const percent: Unit = { title: "%", dimension: "percent", factor: 1 };
/** 1 ends a clause, 2 a sentence; by character, because every character of a text is looked up. */
const ends = new Uint8Array(0x1_0000);
for (const mark of "，,；;：:、") ends[mark.charCodeAt(0)] = 1;
for (const mark of "。！？!?\n") ends[mark.charCodeAt(0)] = 2;
/** Beyond this a clause says nothing about its figure any more; also what keeps hostile text linear. */
const longestLead = 80;

export function readPassage(passage: Passage, firstIndex: number, reporting: number | null): Reading {
  const { plain } = passage;
  const marks = marksOf(plain);
  const facts: Fact[] = [];
  const numerals = numeralsOf(plain);
  if (numerals.length === 0) return { passage, facts, marks };
  const cuts = cutsOf(plain);
  const periods = periodsOf(plain, reporting);
  let pending: Numeral | null = null;
  for (const numeral of numerals) {
    if (marks.some((mark) => numeral.from < mark.to && numeral.to > mark.from)) continue;
    const { unit, to, isMore } = numeral.isShare
      ? { unit: percent, to: numeral.to, isMore: false }
      : readUnit(plain, numeral.to);
    if (numeral.isChinese && !unit) continue;
    if (joinsRange(plain, numeral, unit, to)) {
      pending = numeral;
      continue;
    }
    const previous = facts.at(-1);
    const from: number =
      pending && pending.to > (previous?.to ?? 0) && numeral.from - pending.to <= 8 ? pending.from : numeral.from;
    const start = leadStart(plain, from, cuts, previous?.to ?? 0);
    const lead = plain.slice(start, from);
    const tail = plain.slice(to, to + 24);
    const range = from < numeral.from && pending ? pending.value : null;
    pending = null;
    const spoken = periods.findLast((each) => each.to <= from && cuts.sentence[each.at] === cuts.sentence[from]);
    // Most cells hold a figure and nothing else.
    const isBare = lead === "" && tail === "" && unit?.dimension !== "times" && unit?.dimension !== "point";
    const { unit: printedUnit, base, half, low, high, hedge } = measured(numeral, unit, range, lead, tail, isMore);
    const { role, direction } = isBare
      ? bareRole
      : roleOf(lead, tail, unit?.dimension ?? null, previous?.role === "base" && from - previous.to < 12);
    facts.push({
      index: firstIndex + facts.length,
      passage,
      from,
      to,
      numberTo: numeral.to,
      number: withoutSpaces(plain.slice(from, numeral.to)),
      value: numeral.value,
      places: numeral.places,
      isChinese: numeral.isChinese,
      isMisgrouped: numeral.isMisgrouped,
      unit: printedUnit,
      base,
      half,
      low,
      high,
      hedge,
      role,
      direction,
      lead,
      tail,
      subject: lead === "" ? "" : subjectOf(lead),
      noun: tail === "" ? "" : nounOf(tail),
      sentence: cuts.sentence[from] ?? 0,
      clause: cuts.clause[from] ?? 0,
      year: spoken?.period.year ?? null,
      period: spoken?.period.text ?? "",
    });
  }
  lendUnits(facts, plain);
  levelLists(facts, plain);
  return { passage, facts, marks };
}

const bareRole: RoleOf = { role: "level", direction: 0 };

type Measure = Pick<Fact, "unit" | "base" | "half" | "low" | "high" | "hedge">;

function measured(
  numeral: Numeral,
  unit: Unit | null,
  rangeFrom: number | null,
  lead: string,
  tail: string,
  isMore: boolean,
): Measure {
  const isShare = numeral.isShare || unit?.title === "成";
  // 约占全局三分之一: a share may be hedged before its whole is named.
  const hedge = hedgeOf(lead, tail, isMore) ?? (isShare && /约占[^，。；]{0,12}$/.test(lead) ? "about" : null);
  const measure = measuredIn(numeral, unit, hedge);
  if (isShare && hedge) {
    const [low, high] = shareBoundsOf(measure.base, hedge, lead);
    return { ...measure, low, high };
  }
  // 三分之一, 一半: said of anything within a point of it.
  if (numeral.isShare && numeral.places === 0)
    return { ...measure, half: 1, low: measure.base - 1, high: measure.base + 1 };
  // 六成: of 63% one would say 六成多.
  if (isShare && numeral.places === 0 && rangeFrom === null)
    return { ...measure, half: 2.5, low: measure.base - 2.5, high: measure.base + 2.5 };
  if (rangeFrom === null) return measure;
  return { ...measure, low: rangeFrom * (unit?.factor ?? 1), hedge: "range" };
}

/** A figure in its unit: what it comes to and how far its print lets it reach. Also used when a table's head names the unit. */
export function measuredIn(
  { value, places }: Pick<Numeral, "value" | "places">,
  unit: Unit | null,
  hedge: Measure["hedge"],
): Measure {
  const factor = unit?.factor ?? 1;
  const base = factor === 1 ? value : clean(value * factor);
  const half = unit && places === 0 && isCounted(unit) ? 0 : (0.5 * factor) / 10 ** places;
  const step = (places > 0 ? 10 ** -places : lastStep(value)) * factor;
  const [low, high] = boundsOf(base, half, step, hedge);
  return { unit, base, half, low, high, hedge };
}

/** 12.3 × 10000 is 123000, not 123000.00000000001. */
const clean = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)));

/** The place of the last figure that is not zero: 2000 → 1000, 2042 → 1. */
function lastStep(value: number): number {
  let step = 1;
  while (value !== 0 && value % (step * 10) === 0 && step < 1e15) step *= 10;
  return step;
}

/** “2-3条”, “10%至15%”: the first figure of a range waits for the second. */
function joinsRange(plain: string, numeral: Numeral, unit: Unit | null, to: number): boolean {
  const next = /^\s*(?:[-—–~]+|至|到)\s*\d+(?:\.\d+)?\s*[^\d\s，。；]/.exec(plain.slice(to, to + 20));
  if (!next || numeral.isChinese) return false;
  return unit === null || /^\s*(?:[-—–~]|至)/.test(plain.slice(to, to + 3));
}

/** “33、44、55个”: figures without a unit of their own take the one at the end of their list. */
function lendUnits(facts: Fact[], plain: string): void {
  for (let at = facts.length - 2; at >= 0; at--) {
    const [fact, next] = [facts[at], facts[at + 1]];
    if (!fact || !next?.unit || fact.passage.cell) continue;
    // 15.2个、11.4个、5.6个工作日: the first two are days as well.
    if (fact.unit && !(next.unit.title.startsWith(fact.unit.title) && next.unit.title !== fact.unit.title)) continue;
    if (/^\s*[、和及与]\s*$/.test(plain.slice(fact.to, next.from)))
      Object.assign(fact, measuredIn(fact, next.unit, fact.hedge));
  }
}

/** 道路改造320万元、管网提升280万元、平台120万元: in a list set out by 、 the verb belongs to the name. */
function levelLists(facts: Fact[], plain: string): void {
  for (let at = 1; at < facts.length; at++) {
    const [before, fact] = [facts[at - 1], facts[at]];
    if (
      !before ||
      !fact ||
      fact.role !== "change" ||
      before.role !== "level" ||
      fact.unit?.title !== before.unit?.title
    )
      continue;
    if (
      /^、[^，,；;。\d比较]{2,12}(?:提升|提高|扩大|增加)\s*$/.test(plain.slice(before.to, fact.from)) &&
      fact.lead.length > 3
    )
      Object.assign(fact, { role: "level", direction: 0 });
  }
}

interface Cuts {
  sentence: Uint32Array;
  clause: Uint32Array;
  /** Where the clause of each character begins. */
  begins: Uint32Array;
}

function cutsOf(plain: string): Cuts {
  const cuts = {
    sentence: new Uint32Array(plain.length + 1),
    clause: new Uint32Array(plain.length + 1),
    begins: new Uint32Array(plain.length + 1),
  };
  let [sentence, clause, begin] = [0, 0, 0];
  for (let at = 0; at < plain.length; at++) {
    cuts.sentence[at] = sentence;
    cuts.clause[at] = clause;
    cuts.begins[at] = begin;
    const end = ends[plain.charCodeAt(at)] ?? 0;
    if (end === 0) continue;
    if (plain[at] === "," && /\d/.test(plain[at - 1] ?? "") && /\d/.test(plain[at + 1] ?? "")) continue;
    clause += 1;
    begin = at + 1;
    if (end === 2) sentence += 1;
  }
  return cuts;
}

function leadStart(plain: string, from: number, cuts: Cuts, previousTo: number): number {
  const begin = cuts.begins[from] ?? 0;
  // A clause may begin in a bracket: 落地33个（内资27个）.
  const floor = Math.max(begin, previousTo, from - longestLead);
  const words = plain.slice(floor, from);
  const bracket = words.lastIndexOf("(");
  return bracket >= 0 && !words.includes(")", bracket) && !/[减加]\($/.test(words.slice(0, bracket + 1))
    ? floor + bracket + 1
    : floor;
}
