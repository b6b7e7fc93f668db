/*
 * 执行率得分 in the text, and in tables of scores: the points for a row or clause 预算执行率 against the rate the document states.
 *
 * The rate may be said pages earlier, and several may be (部门的、项目的). So the points are held by any of them that fits, and
 * only where the whole document knows one rate of execution, or the same passage says it, is a difference reported.
 *
 * 例：执行率 95.15%，（10分）…得 9.52 分。 反例：分档计分的满分；部门执行率 95.15% 与项目执行率 91.59% 并存。
 */
import type { Fact } from "../../facts/fact.ts";
import { isSelfEvaluation } from "../../facts/forms.ts";
import type { Score } from "../../facts/scores.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { type Claim, type Observation } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { byRate, executionClaim } from "./forms.ts";

/** Every rate of execution the document states. */
export function executionRates(text: Text): Fact[] {
  return text.facts.filter(
    (fact) =>
      fact.unit?.title === "%" &&
      !fact.hedge &&
      fact.base <= 100 &&
      /(?:预算|资金|支出)?执行率[^，。；率]{0,8}$/.test(fact.lead) &&
      fact.role !== "growth",
  );
}

export function* inText(text: Text, passages: Score[][], rates: Fact[]): Generator<Observation> {
  for (const found of passages)
    for (const [index, score] of found.entries()) {
      const { fact, kind } = score;
      const opening = found[0];
      const isHead =
        opening?.kind === "weight" &&
        opening.fact.from < 24 &&
        /预算执行|执行率/.test(fact.passage.plain.slice(0, opening.fact.from));
      if (kind !== "score" || !(/执行/.test(score.name) || isHead)) continue;
      const weight = found
        .slice(0, index)
        .findLast((each) => each.kind === "weight" && (/执行/.test(each.name) || (isHead && each === opening)));
      // 执行率5分，得3.92分；合规性5分，得4分；资金管理得12.92分: the first points behind its weight are those it got.
      const isNext = !found
        .slice(weight ? found.indexOf(weight) + 1 : 0, index)
        .some((each) => each.kind === "score" && !isHead);
      if (weight && isNext) yield* settled(fact, weight.fact, rates);
    }
  for (const table of text.tables) if (!isSelfEvaluation(table)) yield* inTable(table, rates);
}

/** A table of scores with the row 预算执行率. */
function* inTable(table: Table, rates: Fact[]): Generator<Observation> {
  const titles = Array.from({ length: table.columns }, (_, column) => table.headPath(column).at(-1) ?? "");
  const [weight, score] = [
    titles.findIndex((title) => /分值|满分|权重/.test(title)),
    titles.findIndex((title) => /^(?:自评|评价|实际)?得分/.test(title)),
  ];
  if (weight < 0 || score < 0) return;
  for (let row = table.body; row < table.rows; row++) {
    if (!/^(?:\d+[.、])?(?:预算|资金|项目|支出)*执行率/.test(table.labels(row).at(-1) ?? "")) continue;
    const [full, points] = [table.figure(row, weight), table.figure(row, score)];
    if (full && points) yield* settled(points, full, rates);
  }
}

function* settled(points: Fact, full: Fact, rates: Fact[]): Generator<Observation> {
  const claims = rates.map((rate): Claim => executionClaim(points, full, byRate(full, rate)));
  const own = rates.findLast((rate) => rate.passage === points.passage && rate.from < points.from);
  const holding = claims.find((each) => judge(each).verdict === "holds");
  if (holding) yield holding;
  else if (own) yield executionClaim(points, full, byRate(full, own));
  else if (new Set(rates.map(({ base }) => base)).size === 1 && claims[0]) yield { ...claims[0], isCertain: false };
}
