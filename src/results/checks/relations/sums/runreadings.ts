/* 并列数的读法: how far a run of figures reaches, what a sum behind it takes in, and what quarters say of halves (runs.ts). */
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Run } from "../../facts/runs.ts";
import { claim, type Observation, total } from "../../judgement/claim.ts";

export const summed = /合计|共计|总计|累计|一共|总分|总得分|共/;

/** 按学历分，硕士7人、本科19人、专科7人；35岁以下14人: a list set out by 、 ends with the semicolon. */
export function uncut(run: Run): Run {
  const { parts, after } = run;
  const gaps = parts.slice(1).map((part, at) => part.passage.plain.slice(parts[at]?.to, part.from));
  const end = gaps.findIndex((gap) => /；/.test(gap));
  return end > 0 && gaps.slice(0, end).every((gap) => /^[^，；]*、[^，；]*$/.test(gap)) && !after
    ? { ...run, parts: parts.slice(0, end + 1) }
    : run;
}

/** Set out by 、 from the figure of its unit before it. */
export const isListed = ({ passage: { plain }, from, unit }: Fact): boolean =>
  new RegExp(`\\d\\s*${(unit?.title ?? "").replaceAll(/[()²]/g, "\\$&")}[^，,；;。]{0,6}、[^，,；;。\\d]{0,12}$`).test(
    plain.slice(Math.max(0, from - 24), from),
  );

/** 一季度420、二季度560，前两季度合计980；三季度610、四季度810，全年共2400: what stands between sums is added, not the sums. */
export const allBefore = (after: Fact, { facts }: Reading): Fact[] =>
  facts.filter(
    (fact) =>
      fact.index < after.index &&
      fact.sentence === after.sentence &&
      fact.unit?.title === after.unit?.title &&
      fact.role === "level" &&
      !summed.test(fact.lead),
  );

/** 一至四季度分别…，上半年累计…，前三季度… : what the quarters say of the halves. */
export function* quarters({ parts, opening }: Run, facts: readonly Fact[]): Generator<Observation> {
  const isQuarterly =
    parts.length === 4 && (/季度/.test(opening.slice(-14)) || parts.every((part) => /季度/.test(part.lead)));
  const last = parts.at(-1);
  if (!isQuarterly || !last) return;
  const spans: [RegExp, number, number][] = [
    [/上半年/, 0, 2],
    [/下半年/, 2, 4],
    [/前三季度/, 0, 3],
    [/全年/, 0, 4],
  ];
  for (const fact of facts.filter(
    ({ index, unit }) => index > last.index && index <= last.index + 6 && unit?.title === last.unit?.title,
  )) {
    const span = spans.find(([name]) => name.test(fact.lead));
    if (span && fact.role === "level" && fact.sentence === last.sentence)
      yield claim("total-parts", fact, total(parts.slice(span[1], span[2])), "累计数与各季之和不符", false);
  }
}
