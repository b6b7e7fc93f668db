/*
 * 比值所指: what a share, a rate, a multiple or a mean is made of, by the names its words give: “亩均投资强度”, “A是B的2.4倍”, “公务用车4辆，单车年均2.88万元”, “占签约总数的八成”.
 *
 * Looked for where no relation has settled the figure. Whatever two figures of the sentence (or the one before) make it right were meant; if none do, the two that the words name are held
 * against it, where each is named plainly and a single slip of the hand parts the three.
 *
 * 例：收回1312.8万元，……尚有547.3万元。收回金额是追缴余额的5.4倍 → 2.4。 反例：占全省的三分之一（文中没有全省的数）。
 */
import type { Fact } from "../../facts/fact.ts";
import { coreOf, farIdentities, identitiesOf, type Identity, likeness } from "../../facts/identity.ts";
import { sentenceStart } from "../../facts/sentences.ts";
import type { Text } from "../../facts/text.ts";
import { significant } from "../../facts/typos.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, percentage, quotient, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { isOneSlipAway } from "../../judgement/oneslip.ts";
import type { Rule } from "../../words.ts";

export function* quotients(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length === 0) continue;
    for (const fact of facts) {
      if (fact.unit === null || fact.base <= 0 || isSettled(fact)) continue;
      const told = readQuotient(fact, facts, text);
      const made = told ? resolved(fact, told) : null;
      if (made) yield made;
    }
  }
}

interface Told {
  rule: Rule;
  message: string;
  sum: (a: Fact, b: Fact) => Sum;
  /** What the words name; one each where they name it plainly. */
  parts: Fact[];
  wholes: Fact[];
  /** What may have been meant besides. */
  pool: Fact[];
}

const bare = (fact: Fact): Fact =>
  fact.hedge === null ? fact : { ...fact, hedge: null, low: fact.base - fact.half, high: fact.base + fact.half };

function resolved(fact: Fact, { rule, message, sum, parts, wholes, pool }: Told): Claim | null {
  const of = (a: Fact, b: Fact): Claim => claim(rule, fact, sum(bare(a), bare(b)), message, false);
  const named = parts.flatMap((a) => wholes.filter((b) => b !== a).map((b) => of(a, b)));
  const right = named.find(isSound);
  if (right) return right;
  for (const a of [...pool, ...parts])
    for (const b of [...pool, ...wholes]) {
      if (a === b) continue;
      // Held by chance or not: what no words point to settles nothing.
      if (isSound(of(a, b))) return null;
    }
  const [first] = named;
  const values = new Set(named.map(({ sum: made }) => made.compute(made.operands.map(({ base }) => base))));
  return first && values.size === 1 && isOneSlipAway(first) ? first : null;
}

const isAmount = ({ unit, role, base, hedge, tail }: Fact): boolean =>
  unit !== null &&
  base > 0 &&
  hedge !== "range" &&
  !/^\s*(?:\([^()]{0,4}\))?(?:及?以[上下内])/.test(tail) &&
  !["change", "growth", "point", "times", "rate", "share"].includes(role) &&
  !["percent", "point", "times", "score", "month"].includes(unit.dimension);

function readQuotient(fact: Fact, facts: readonly Fact[], text: Text): Told | null {
  const { plain } = fact.passage;
  const start = sentenceStart(plain, fact.from);
  const begin = Math.max(
    start,
    plain.lastIndexOf("，", fact.from - 1) + 1,
    plain.lastIndexOf("：", fact.from - 1) + 1,
    fact.from - 60,
  );
  const clause = plain.slice(begin, fact.from);
  const near = facts.filter(
    (other) =>
      isAmount(other) && other !== fact && other.sentence <= fact.sentence && other.sentence >= fact.sentence - 1,
  );
  const own = (identitiesOf(text)[fact.passage.index] ?? []).filter(
    (each) => isAmount(each.fact) && each.fact !== fact,
  );
  const view: View = { fact, facts, begin, clause, near, own, text };
  const { dimension = "" } = fact.unit ?? {};
  if (dimension === "times") return ofTimes(view);
  if (dimension === "percent") return fact.role === "growth" ? null : (ofShare(view) ?? thatIs(view));
  return null;
}

interface View {
  fact: Fact;
  begin: number;
  clause: string;
  facts: readonly Fact[];
  near: Fact[];
  own: Identity[];
  text: Text;
}

/** A figure inside some words of the clause, or what they name. */
function called(words: string, from: number, { fact, near, own, text }: View, kin: Fact | null): Fact[] {
  const inside = near.filter(
    (other) => other.from >= from && other.to <= from + words.length && (!kin || areKin(other.unit, kin.unit)),
  );
  if (inside.length > 0) return inside.slice(-1);
  const name = coreOf(words);
  if (name.length < 2) return [];
  const fits = (each: Identity): boolean =>
    each.when !== "former" && each.fact.index < fact.index && (!kin || areKin(each.fact.unit, kin.unit));
  for (const [among, least] of [
    [own.filter(fits), 0.7],
    [farIdentities(name, text).filter(fits), 0.9],
  ] as const) {
    const alike = among
      .map((each) => ({ ...each, like: likeness(name, each.name) }))
      .filter(({ like }) => like >= least);
    const best = Math.max(...alike.map(({ like }) => like));
    const found = alike.filter(({ like }) => like === best).map((each) => each.fact);
    if (found.length > 0) return found;
  }
  return [];
}

const last = (facts: readonly Fact[], { sentence }: Fact): Fact[] =>
  facts.filter((other) => other.sentence === sentence).slice(-1);

/** 收回金额是追缴余额的2.4倍，相当于总投资的两倍 */
function ofTimes(view: View): Told | null {
  const { fact, begin, clause, near } = view;
  const match = /(?:是|为|相当于|达到?)([^，。；是为]{2,20})的\s*(?:约|近|超过?|将近)?\s*$/.exec(clause);
  const before = near.filter(({ index }) => index < fact.index);
  // 投资3.82亿元，带动社会资本9.55亿元，放大2.5倍
  if (!match) {
    const money = before.filter(({ unit, sentence }) => sentence === fact.sentence && unit?.dimension === "yuan");
    const isLed = /(?:放大|撬动|带动|拉动)[^，。；]{0,6}$/.test(clause);
    return isLed
      ? {
          rule: "ratio",
          message: "倍数与所指两数不符",
          sum: quotient,
          parts: money.slice(-1),
          wholes: money.slice(-2, -1),
          pool: before,
        }
      : null;
  }
  const [all, name = ""] = match;
  const subject = clause.slice(0, match.index);
  const parts = coreOf(subject).length > 1 ? called(subject, begin, view, null) : last(before, fact);
  const [part] = parts;
  const wholes = part ? called(name, begin + match.index + all.indexOf(name), view, part) : [];
  return {
    rule: "ratio",
    message: "倍数与所指两数不符",
    sum: quotient,
    parts,
    wholes: wholes.filter((each) => each !== part),
    pool: before,
  };
}

/** 执行率为93.1%，即支出1443万元、预算1550万元: the two stand right behind. */
function thatIs({ fact, facts }: View): Told | null {
  if (!/^[，,]\s*(?:即|也就是)/.test(fact.tail) || fact.role !== "rate") return null;
  const [a, b] = facts.filter(
    (other) =>
      other.index > fact.index && other.index < fact.index + 3 && other.sentence === fact.sentence && isAmount(other),
  );
  if (!a || !b || !areKin(a.unit, b.unit)) return null;
  const [part, whole] = a.base <= b.base ? [a, b] : [b, a];
  return { rule: "ratio", message: "比率与后面两数不符", sum: percentage, parts: [part], wholes: [whole], pool: [] };
}

/** 甲207亿元，占四分之三；乙69亿元，占四分之一: with a share of its own it is a part as well. */
const hasShare = (fact: Fact, facts: readonly Fact[]): boolean => facts[facts.indexOf(fact) + 1]?.role === "share";

/** 占签约总数的八成, 占比过半 */
function ofShare(view: View): Told | null {
  const { fact, begin, clause, near, facts } = view;
  const match = /占(?:到|了|比(?!例)|用)?([^，。；占]{0,20})$/.exec(clause);
  if (!match || fact.role === "growth") return null;
  const before = near.filter(({ index }) => index < fact.index);
  const subject = clause.slice(0, match.index);
  const parts = coreOf(subject).length > 1 ? called(subject, begin, view, null) : last(before, fact);
  const [part] = parts;
  if (!part) return null;
  const name = (match[1] ?? "").replace(
    /的?(?:约|近|超过?|将近|不足|不到|恰好|正好|仅|只有|比重|比例|为|达到?)*\s*$/,
    "",
  );
  // 签约的23个项目中尚有7个未开工，占30.43%: of what stands before it in the sentence.
  const larger = before.filter(
    (other) =>
      other.index < part.index &&
      other.sentence === fact.sentence &&
      other.base > part.base &&
      areKin(other.unit, part.unit) &&
      !hasShare(other, facts),
  );
  const isUnsaid =
    name === "" &&
    parts.length === 1 &&
    part.sentence === fact.sentence &&
    (larger.length === 1 || significant(fact.number) > 2);
  if (name === "")
    return isUnsaid
      ? { rule: "share", message: "占比与所指两数不符", sum: percentage, parts, wholes: larger.slice(-1), pool: before }
      : null;
  const wholes = called(name, begin + match.index + match[0].indexOf(name), view, part).filter((each) => each !== part);
  return { rule: "share", message: "占比与所指两数不符", sum: percentage, parts, wholes, pool: before };
}
