/*
 * 各部分得分: a text that gives each part of the evaluation a passage, “（二）产出指标（50分）。…得49.20分。”, and the total after them.
 *
 * The last points of each passage are those of the part; within it, items that lost points say how many. Parts of which none is
 * named twice make 100.
 *
 * 例：9.52 + 49.20 + 29.40 + 10.00 = 98.12；50 − 10 + 9.2 = 49.20。 反例：只讲其中一两部分的段落。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Score } from "../../facts/scores.ts";
import type { Text } from "../../facts/text.ts";
import { claim, given, type Observation, stretchOf, total } from "../../judgement/claim.ts";

interface Dimension {
  weight: Fact;
  score: Fact;
}

/** （一）预算执行（10分）。…得9.52分。 … 总分98.12分: one passage for each dimension, the total after them. */
export function* partScores(text: Text, passages: Score[][]): Generator<Observation> {
  let run: Dimension[] = [];
  let blank = 0;
  for (const [index, found] of passages.entries()) {
    const opening = found.find(({ kind, fact }) => kind === "weight" && fact.from < 30);
    const own = found.filter(({ kind }) => kind === "score" || kind === "total").at(-1);
    const passage = text.passages[index];
    if (opening && own && passage && !passage.cell && text.heads[index]) {
      run.push({ weight: opening.fact, score: own.fact });
      blank = 0;
      yield* inner(found, opening, own);
      continue;
    }
    const whole = found.find(({ kind }) => kind === "total");
    if (run.length > 1 && whole) {
      yield claim(
        "score",
        whole.fact,
        total(run.map(({ score }) => score)),
        "总分与各部分得分之和不符",
        run.length > 2,
      );
      yield* hundred(run.map(({ weight }, at) => ({ fact: weight, kind: "weight", name: String(at) })));
      run = [];
    } else if ((blank += 1) > 3 || passage?.kind === "heading") run = [];
  }
}

/** 产出指标（50分）…该指标分值10分，得9.2分，产出指标共得49.20分: the rest had full points. */
function* inner(found: Score[], opening: Score, own: Score): Generator<Observation> {
  const pairs = found.flatMap((score, index) => {
    const weight = found[index - 1];
    return score.kind === "score" && score !== own && weight?.kind === "weight" && weight !== opening
      ? [{ weight: weight.fact, score: score.fact }]
      : [];
  });
  if (pairs.length === 0 || own.fact.base > opening.fact.base) return;
  const lost = pairs.flatMap(({ weight, score }) => [given(weight), score]);
  yield claim(
    "score",
    own.fact,
    {
      operands: [given(opening.fact), ...lost],
      compute: ([full = 0, ...rest]) =>
        rest.reduce((sum, value, index) => sum + (index % 2 === 0 ? -value : value), full),
      show: ([full, ...rest]) =>
        `${full}${rest.map((text, index) => ` ${index % 2 === 0 ? "−" : "+"} ${text}`).join("")}`,
      isAdditive: true,
    },
    "得分与分值减去各处扣分不符",
    false,
  );
}

/** Points that are given make a hundred. */
export function* hundred(parts: Score[]): Generator<Observation> {
  const last = parts.at(-1);
  const sum = parts.reduce((all, { fact }) => all + fact.base, 0);
  if (
    !last ||
    parts.length < 3 ||
    new Set(parts.map(({ name }) => name)).size < parts.length ||
    Math.abs(sum - 100) > 30
  )
    return;
  // 93.20分，其中预算执行9.40分…: points that were earned make what was earned.
  const before = last.fact.passage.plain.slice(Math.max(0, (parts[0]?.fact.from ?? 0) - 60), parts[0]?.fact.from);
  if (
    Math.abs(sum - 100) > 1e-9 &&
    new RegExp(
      `(?<!\\d)${sum
        .toFixed(2)
        .replace(/\.?0+$/, "")
        .replace(".", "\\.")}0*分`,
    ).test(before)
  )
    return;
  const at = stretchOf(last.fact);
  const operands = parts.slice(0, -1).map(({ fact }) => stretchOf(fact));
  const because = `${parts.map(({ fact }) => fact.value).join(" + ")} = ${Number(sum.toFixed(2))}`;
  if (Math.abs(sum - 100) < 1e-9) yield { kind: "match", rule: "weights", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "weights",
      severity: "warning",
      at,
      stated: String(Number(sum.toFixed(2))),
      expected: "100",
      because,
      operands,
      message: "各项分值之和不是 100 分，请核对",
    };
}
