/*
 * 扣分: what was taken away from the points that could be had leaves those that were. “满分50分，扣2.8分，得47.2分”; “综合得分88.6分，扣11.4分” (of a hundred);
 * “扣11.4分：目标编制扣1.5分，执行率偏低扣2.4分…”.
 *
 * Full points, points lost and points had are told by their own words, one of each in a sentence; where no full points are said and the score is that of
 * the whole (综合、自评、总), they are a hundred. Points lost one by one behind a sum of them add up to it, unless 主要 or 等 leaves some out.
 *
 * 例：（10分）扣0.8分，得9.5分 → 9.2。 反例：每发现一处扣0.5分，扣完为止（规则）；扣分主要因为两处，其中一处扣2分。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { balance, type Claim, claim, given, type Observation, stretchOf, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { numberOf, printed } from "../../judgement/print.ts";

type Kind = "full" | "lost" | "got";
interface Points {
  kind: Kind;
  fact: Fact;
}

export function* deductions(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    const { passage, facts } = reading;
    if (passage.cell || facts.length < 2 || !/扣|失分|丢分/.test(passage.plain)) continue;
    const points = pointsIn(reading);
    if (points.length < 2) continue;
    yield* triples(points);
    yield* ofHundred(points);
    yield* sums(points);
  }
}

/** What a rule takes away for each case was not lost by anyone. */
const rule = /每|按|扣完|酌情|最多|不超过|[未缺]的[，,]?扣|直至|标准/;
const kinds: readonly [Kind, RegExp][] = [
  ["lost", /(?:扣分|扣减|扣除|扣掉|扣去|扣|失分|丢分|减分)(?:了|为|共|合计|共计)*\s*$/],
  ["got", /(?:得分|实得|评分|评得|得|总分|自评分)(?:了|为|是|共|共计)*\s*$/],
  ["full", /(?:满分|分值|权重|标准分|基准分|总分值)(?:为|是|共)*\s*$/],
];

function pointsIn({ facts, passage: { plain } }: Reading): Points[] {
  return facts.flatMap((fact): Points[] => {
    if (fact.unit?.dimension !== "score" || fact.hedge) return [];
    const clause = (/[^，,。；;\n]*$/.exec(plain.slice(Math.max(0, fact.from - 24), fact.from)) ?? [""])[0];
    if (rule.test(clause)) return [];
    const before = plain.slice(Math.max(0, fact.from - 8), fact.from);
    const kind = kinds.find(([, words]) => words.test(before))?.[0];
    if (kind) return [{ kind, fact }];
    // 预算执行(10分): in a bracket of its own behind a name.
    const isBracketed = /[一-龥]\s*\($/.test(before) && /^\s*\)/.test(fact.tail);
    return isBracketed ? [{ kind: "full", fact }] : [];
  });
}

/** One of each in a sentence, with nothing of its kind between. */
function* triples(points: readonly Points[]): Generator<Claim> {
  for (let at = 0; at + 2 < points.length; at++) {
    const three = points.slice(at, at + 3);
    const [full, lost, got] = (["full", "lost", "got"] as const).map(
      (kind) => three.find((each) => each.kind === kind)?.fact,
    );
    if (!full || !lost || !got || three.some(({ fact }) => fact.sentence !== full.sentence)) continue;
    // 产出50分，得47.2分，其中质量扣0.8分: of a part.
    const last = three[2]?.fact;
    const between = full.passage.plain.slice(three[0]?.fact.to, last?.from);
    if (/其中|[；;：:]/.test(between) || full.base < got.base) continue;
    const made = claim("score", got, balance([given(full)], [lost]), "得分与满分减去扣分不符", false);
    const isLone = points.filter(({ fact }) => fact.sentence === full.sentence).length === 3;
    if (isSound(made) || isLone || Math.abs(full.base - lost.base - got.base) <= 0.3 * full.base) yield made;
    at += 2;
  }
}

const overall = /综合|自评|评价|评定|总|最终|考核|绩效|整体/;

/** 综合得分88.6分，扣11.4分 */
function* ofHundred(points: readonly Points[]): Generator<Observation> {
  const got = points.find(
    ({ kind, fact }) => kind === "got" && fact.base > 40 && fact.base <= 100 && overall.test(fact.lead),
  );
  const lost = points.find(({ kind, fact }) => kind === "lost" && got !== undefined && fact.index > got.fact.index);
  if (!got || !lost || lost.fact.sentence !== got.fact.sentence) return;
  const between = got.fact.passage.plain.slice(got.fact.to, lost.fact.from);
  const own = points.filter(
    ({ kind, fact }) => kind === "full" && fact.sentence === got.fact.sentence && fact.base !== 100,
  );
  if (/其中|。|指标|方面|项/.test(between) || own.length > 0) return;
  const sum = got.fact.base + lost.fact.base;
  const operands = [stretchOf(got.fact)];
  const because = `100 − ${numberOf(got.fact)} = ${Number((100 - got.fact.base).toFixed(2))}分`;
  if (Math.abs(sum - 100) < 1e-6) yield { kind: "match", rule: "score", at: stretchOf(lost.fact), because, operands };
  else if (Math.abs(sum - 100) <= 20)
    yield {
      kind: "slip",
      rule: "score",
      severity: "warning",
      at: stretchOf(lost.fact),
      stated: printed(lost.fact),
      expected: `${Number((100 - got.fact.base).toFixed(2))}分`,
      because,
      operands,
      message: "得分与扣分之和不是 100 分，请核对",
    };
}

/** 扣11.4分。…扣1.5分，…扣2.4分，…: what was lost one by one, to the end of the paragraph. */
function* sums(points: readonly Points[]): Generator<Claim> {
  const lost = points.filter(({ kind }) => kind === "lost").map(({ fact }) => fact);
  const [whole, ...parts] = lost;
  if (!whole || parts.length < 2) return;
  const { plain } = whole.passage;
  const first = parts[0];
  const last = parts.at(-1);
  if (!first || !last || /等[^级于次]|例如|典型/.test(plain.slice(whole.to, first.from) + last.tail.slice(0, 4)))
    return;
  const made = claim("total-parts", whole, total(parts), "扣分总数与各项扣分之和不符", false);
  const sum = parts.reduce((all, { base }) => all + base, 0);
  // 扣2分；得分…：each part of the evaluation loses its own.
  const isOwn = !points.some(
    ({ kind, fact }) => kind !== "lost" && fact.index > first.index && fact.index < last.index,
  );
  const isOpened = /[：:]|其中|分别|包括/.test(plain.slice(whole.to, first.from));
  if (isSound(made) || (isOwn && isOpened && Math.abs(sum - whole.base) <= 0.4 * whole.base)) yield made;
}
