import type { Finding, Held, Span } from "../contract.ts";
import type { Fact } from "../facts/fact.ts";
import { once } from "../facts/once.ts";
import { placeOf } from "../facts/passages.ts";
import type { Text } from "../facts/text.ts";
import { significant } from "../facts/typos.ts";
import { causeOf, type Worth, worthOf } from "./causes.ts";
import { type Claim, type Match, type Observation, type Slip, type Stretch, stretchOf } from "./claim.ts";
import { type Judgement, judge } from "./judge.ts";
import { isOneSlipAway } from "./oneslip.ts";
import { expectation, printed, sumAlone, sumInPrint } from "./print.ts";

export interface Outcome {
  findings: Finding[];
  /** What holds is put into words only for who wants to read it (heldOf). */
  held: (Claim | Match)[];
}

/** What is looked for only where a figure is settled neither way: borne out by a relation, nor called in question. */
type Further = (isSettled: (fact: Fact) => boolean) => Iterable<Observation>;

/** Judges every observation once, and says what was found in the order of the document. */
export function judgeAll(observations: Iterable<Observation>, text: Text, further: Further): Outcome {
  const outcome: Outcome = { findings: [], held: [] };
  const seen = new Set<string>();
  const settled = new Set<number>();
  const broken: Broken[] = [];
  const [sound, firm] = [new Set<number>(), new Set<number>()];
  const worth = once(worthOf);
  const take = (observation: Observation): void => {
    const key = keyOf(observation);
    if (seen.has(key)) return;
    seen.add(key);
    if (observation.kind === "slip") outcome.findings.push(ofSlip(observation));
    else if (observation.kind === "match") outcome.held.push(observation);
    else takeClaim(observation);
  };
  const takeClaim = (claim: Claim): void => {
    const judgement = judge(claim);
    if (judgement.verdict !== "holds" || (claim.relation ?? "=") === "=")
      for (const { index } of involved(claim)) settled.add(index);
    if (judgement.verdict === "holds") {
      outcome.held.push(claim);
      // That a figure is printed twice, or no more than another, proves nothing.
      const isProof = claim.sum.operands.length > 1 && (claim.relation ?? "=") === "=";
      if (isProof) for (const { index } of involved(claim)) sound.add(index);
      if (isProof) for (const { index } of firmly(claim)) firm.add(index);
    } else {
      const finding = findingOf(claim, judgement, worth(text.facts));
      outcome.findings.push(finding);
      broken.push({ claim, finding });
    }
  };
  for (const observation of observations) take(observation);
  const told = broken.length;
  for (const observation of further(({ index }) => settled.has(index))) take(observation);
  doubt(broken, sound);
  forget(outcome.findings, broken, firm);
  mistrust(outcome.findings, broken.slice(0, told), sound, outcome.held);
  blame(broken, sound);
  outcome.findings.sort((a, b) => a.at.passage - b.at.passage || a.at.from - b.at.from);
  groupByFigure(outcome.findings);
  return outcome;
}

interface Broken {
  claim: Claim;
  finding: Finding;
}

/** Where every figure of a broken sum is borne out by another sum, it is rather the reading that is wrong: asked, not asserted. */
function doubt(broken: Broken[], sound: ReadonlySet<number>): void {
  for (const { claim, finding } of broken)
    if (finding.severity === "error" && involved(claim).every(({ index }) => sound.has(index)))
      finding.severity = "warning";
}

/** What a sum bears out firmly: 96% is right over many figures, and 2.99% says more about itself than about them. */
function firmly({ sum, stated }: Claim): Fact[] {
  if (sum.isAdditive) return [stated, ...sum.operands];
  const digits = significant(stated.number);
  return digits < 3 ? [] : digits < 4 ? [stated] : [stated, ...sum.operands];
}

/** Where even the reading was not certain, and every figure of the sum is firmly borne out by another, nothing is left to ask. */
function forget(findings: Finding[], broken: Broken[], firm: ReadonlySet<number>): void {
  const idle = new Set(
    broken
      .filter(
        ({ claim }) =>
          !claim.isCertain && claim.sum.operands.length > 1 && involved(claim).every(({ index }) => firm.has(index)),
      )
      .map(({ finding }) => finding),
  );
  if (idle.size > 0) findings.splice(0, findings.length, ...findings.filter((finding) => !idle.has(finding)));
}

/**
 * What rather the reading got wrong than the text: a guess about figures of which others are borne out and that no single slip of the hand explains, and a gap, a
 * growth, a ratio told of one pair that another pair makes just so (a total may have several lists of parts, a gap has one pair).
 */
function mistrust(
  findings: Finding[],
  broken: Broken[],
  sound: ReadonlySet<number>,
  held: readonly (Claim | Match)[],
): void {
  const told = new Set(held.map(placeKey));
  const isIdle = ({ claim, finding }: Broken): boolean => {
    if (finding.severity !== "warning" || claim.sum.operands.length < 2 || (claim.relation ?? "=") !== "=")
      return false;
    if (ofOnePair.has(claim.rule) && told.has(placeKey(claim))) return true;
    if (claim.rule === "exchange-rate" || claim.stated.isChinese) return false;
    // One figure over one other is too plain a sum to be doubted for that.
    if (!claim.sum.isAdditive && claim.sum.operands.length < 3) return false;
    return involved(claim).some(({ index }) => sound.has(index)) && !isOneSlipAway(claim);
  };
  const idle = new Set(broken.filter(isIdle).map(({ finding }) => finding));
  const isTurned = ({ rule, severity, at }: Finding): boolean =>
    rule === "direction" && severity === "warning" && told.has(`direction ${at.passage}:${at.from}`);
  const kept = findings.filter((finding) => !idle.has(finding) && !isTurned(finding));
  if (kept.length < findings.length) findings.splice(0, findings.length, ...kept);
}

const ofOnePair = new Set<string>(["difference", "percent-point", "growth-rate"]);

/** A gap may be told as 差额 here and as 百分点 there. */
function placeKey(each: Claim | Match): string {
  const { passage, from } = each.kind === "match" ? each.at : each.stated;
  const isOfOne = each.kind === "claim" && ofOnePair.has(each.rule) && each.sum.operands.length > 1;
  return `${isOfOne ? "pair" : each.rule} ${passage.index}:${from}`;
}

const involved = ({ stated, sum }: Claim): Fact[] => [stated, ...sum.operands];

function keyOf(observation: Observation): string {
  if (observation.kind === "claim") {
    const operands = observation.sum.operands.map((fact) => fact.index).sort((a, b) => a - b);
    return `${observation.stated.index}=${operands.join("+")}${observation.relation ?? ""}`;
  }
  const { at, rule, kind } = observation;
  return `${kind} ${rule} ${at.passage.index}:${at.from}`;
}

/**
 * A figure in two broken sums whose other figures all hold elsewhere is the one to look at first. Says so, and nothing where
 * the breach could as well lie elsewhere.
 */
function blame(broken: Broken[], sound: ReadonlySet<number>): void {
  const counts = new Map<Fact, number>();
  for (const { claim } of broken) for (const fact of involved(claim)) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  for (const { claim, finding } of broken) {
    const suspects = involved(claim).filter((fact) => (counts.get(fact) ?? 0) > 1 && !sound.has(fact.index));
    const [suspect] = suspects;
    if (suspects.length === 1 && suspect) {
      const words = `“${printed(suspect)}”牵涉 ${counts.get(suspect)} 处不符，其余数字另有印证，请先核对它`;
      finding.cause = finding.cause ? `${finding.cause}；${words}` : words;
    }
  }
}

/** 同因归并: findings that question the same figure, or share one, belong to the first of them. */
function groupByFigure(findings: Finding[]): void {
  const owner = new Map<string, number>();
  findings.forEach((finding, index) => {
    const keys = [finding.at, ...finding.operands].map(({ passage, to }) => `${passage}:${to}`);
    const known = keys.map((key) => owner.get(key)).find((each) => each !== undefined);
    finding.group = known ?? null;
    for (const key of keys) if (!owner.has(key)) owner.set(key, known ?? index);
  });
}

function findingOf(claim: Claim, { verdict, expected }: Judgement, worth: Worth): Finding {
  const { stated, sum, relation = "=" } = claim;
  const severity = verdict === "holds" ? "note" : verdict;
  return {
    rule: claim.rule,
    severity,
    at: spanOf(withWord(stated)),
    stated: printed(stated),
    expected: (relation === "=" ? "" : relation === "≤" ? "不超过 " : "不少于 ") + expectation(claim, expected),
    because: sum.operands.length === 1 ? `另一处为 ${sumInPrint(claim, expected)}` : sumInPrint(claim, expected),
    operands: sum.operands.map((fact) => spanOf(stretchOf(fact))),
    message: severity === "note" ? `${claim.message}，四舍五入可以解释，可一并核对` : `${claim.message}，请核对`,
    // What rounding explains needs no other cause.
    cause: severity === "note" ? (claim.cause ?? null) : causeOf(claim, expected, worth),
    group: null,
  };
}

export const heldOf = (each: Claim | Match): Held => (each.kind === "match" ? ofMatch(each) : ofClaim(each));

const ofClaim = (claim: Claim): Held => ({
  rule: claim.rule,
  at: spanOf(withWord(claim.stated)),
  because:
    claim.relation && claim.relation !== "="
      ? `${printed(claim.stated)} ${claim.relation} ${sumInPrint(claim, judge(claim).expected)}`
      : heldInPrint(claim),
  operands: claim.sum.operands.map((fact) => spanOf(stretchOf(fact))),
});

/** What holds is shown with the figure as it is printed. */
const heldInPrint = (claim: Claim): string => `${sumAlone(claim)} = ${printed(claim.stated)}`;

const ofSlip = ({ kind: _kind, at, operands, cause, ...slip }: Slip): Finding => ({
  ...slip,
  at: spanOf(at),
  operands: operands.map(spanOf),
  cause: cause ?? null,
  group: null,
});

const ofMatch = ({ rule, at, because, operands }: Match): Held => ({
  rule,
  at: spanOf(at),
  because,
  operands: operands.map(spanOf),
});

/** 增长9.14%: a change is quoted with its word. */
function withWord(fact: Fact): Stretch {
  const { passage, from, to, role, lead } = fact;
  if (role !== "change" && role !== "growth" && role !== "point") return { passage, from, to };
  const word = /(?:同比|环比)?(?:增加|增长|减少|下降|上升|提高|提升|降低|增|减|降)[^，。；\d]{0,6}$/.exec(lead);
  return { passage, from: from - (word?.[0].length ?? 0), to };
}

export function spanOf({ passage, from, to }: Stretch): Span {
  const { line, label } = placeOf(passage, from);
  return {
    passage: passage.index,
    from,
    to,
    line: line ?? null,
    place: label ?? null,
    quote: passage.text.slice(from, to),
  };
}
