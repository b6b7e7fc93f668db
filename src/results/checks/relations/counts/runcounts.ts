/*
 * 分组数量: “四个维度，满分100分，其中决策20分、过程20分、产出30分、效益30分”, “驻外四个组，甲组5人，乙组4人…”: figures set side by side,
 * one for each of the things that were counted.
 *
 * The run may leave some out, so only a word for a division (维度、组、类、部分…) that the run's own names show or that stands with
 * 其中 or 分别 is doubted, and never as an error.
 *
 * 反例：四个园区签约100个，其中甲园20个、乙园30个、其余50个；三个组共12人，其中党员5人、群众7人。
 */
import { type Count, countsOf } from "../../facts/counts.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import { type Run, runsOf } from "../../facts/runs.ts";
import type { Text } from "../../facts/text.ts";
import { type Observation, stretchOf } from "../../judgement/claim.ts";
import { agreement, doubt } from "./countverdicts.ts";

export function* runCounts(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 3) continue;
    const counts = countsOf(reading.passage.plain)
      .filter(({ value }) => value > 2)
      .slice(0, 300);
    if (counts.length > 0)
      for (const run of runsOf(reading)) if (run.parts.length > 2) yield* ofRun(run, counts, reading);
  }
}

function* ofRun({ parts }: Run, counts: Count[], { passage }: Reading): Generator<Observation> {
  const [first] = parts;
  if (!first) return;
  const begin = passage.plain.lastIndexOf("。", first.from) + 1;
  const near = counts.filter(
    (count) => count.from >= begin && count.to <= first.from && !(first.unit?.title ?? "").startsWith(count.unit),
  );
  const listed = { count: parts.length, because: `列有 ${parts.length} 项`, operands: parts.map(stretchOf) };
  const meant = near.findLast(({ value, noun }) => value === parts.length && !/^(?:月|工作日)/.test(noun));
  const doubtful = near.findLast((count) => isDivision(count, parts));
  if (meant) yield agreement(meant, passage, listed);
  else if (doubtful && Math.abs(doubtful.value - parts.length) <= 1) yield doubt(doubtful, passage, listed, false);
}

const division = /^(?:个?)(?<word>维度|组|类别|类|部分|层级|档|等级|环节|阶段|板块|小组)/;

function isDivision({ unit, noun }: Count, parts: Fact[]): boolean {
  const word = division.exec(unit + noun)?.groups?.word;
  if (!word || parts.some(({ lead }) => /其他|其余|其它|剩余/.test(lead))) return false;
  const isNamed = parts.every(({ lead }) => lead.includes(word));
  return isNamed || (/维度|部分|层级/.test(word) && noun.replace(division, "").length <= 4);
}
