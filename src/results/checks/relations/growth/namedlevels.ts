/*
 * 指名的本年数: a comparison that repeats the former figure and only names what is compared: “装备签约60个、新材料签约42个。……装备比上年的50个增长20%，
 * 新材料比上年的42个持平”. The figure compared is the one of that name said before, in this paragraph or an earlier one.
 *
 * A name fits a figure whose own words begin as it does. One that makes the sentence true was meant; where none does, it is asked about only if all
 * that fit are one value.
 *
 * 反例：外资企业比上年的12家增加3家，达到15家（本句已有）；其他比上年的35个下降20%（前文没有叫“其他”的数）。
 */
import { type Comparison, comparisonsOf } from "../../facts/comparisons.ts";
import type { Fact } from "../../facts/fact.ts";
import { bareMove } from "../../facts/moves.ts";
import type { Text } from "../../facts/text.ts";
import { claim, gap, growth, type Observation } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { moved, still } from "./moves.ts";

export function* namedLevels(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length === 0) continue;
    for (const comparison of comparisonsOf(reading)) yield* ofComparison(comparison, text);
  }
}

const farBack = 60;
const mostKept = 6;

function* ofComparison(comparison: Comparison, text: Text): Generator<Observation> {
  const { base } = comparison;
  const name = base && base.role === "base" ? nameIn(base.lead) : "";
  if (!base || name.length < 2 || comparison.levels.some(({ lead }) => isCalled(lead, name))) return;
  const found: Fact[] = [];
  for (let index = base.index - 1; index >= Math.max(0, base.index - farBack) && found.length < mostKept; index--) {
    const fact = text.facts[index];
    if (fact && isLike(fact, base) && isCalled(fact.lead, name)) found.push(fact);
  }
  const told = found.map((level) => [...ofLevel(level, base, comparison)]);
  const right = told.find((each) => each.length > 0 && each.every(isRight));
  const isOne = new Set(found.map((fact) => fact.base)).size === 1;
  for (const each of right ?? (isOne ? (told[0] ?? []) : []))
    yield each.kind === "slip" && each.severity === "error" ? { ...each, severity: "warning" } : each;
}

/** 其他产业签约个数比上年的 → 其他产业签约个数 */
const nameIn = (lead: string): string =>
  (/([一-龥]{2,14}?)(?:比|较|与|同)(?:上年|去年|上期|同期|20\d\d年)[^，。；]{0,8}$/.exec(lead)?.[1] ?? "").replace(
    /^(?:其中|而|但|并且|同时)/,
    "",
  );

const isLike = (fact: Fact, base: Fact): boolean =>
  fact.role === "level" &&
  !fact.passage.cell &&
  fact.unit?.title === base.unit?.title &&
  !/上年|去年|同期/.test(fact.lead);

/** One begins as the other does: 其他产业签约个数, 其他产业签约. */
function isCalled(lead: string, name: string): boolean {
  const words = lead.replaceAll(/\s|^.*[，。；：、]|^[—–\-·•●]+|^(?:其中|和|及|与)/g, "");
  let alike = 0;
  while (alike < Math.min(words.length, name.length) && words[alike] === name[alike]) alike += 1;
  return (
    alike >= 4 ||
    (name.length > 2 && words.includes(name)) ||
    (alike >= 2 && alike === Math.min(words.length, name.length))
  );
}

function* ofLevel(level: Fact, base: Fact, { change, growth: rate }: Comparison): Generator<Observation> {
  const behind = base.passage.plain.slice(base.to, base.to + 40);
  const move = bareMove(behind);
  const stated = change ?? rate;
  if (change) yield claim("difference", change, gap(level, base), "增减额与前后两数不符", false);
  if (rate && base.base !== 0) yield claim("growth-rate", rate, growth(level, base), "增长率与前后两数不符", false);
  if (stated && stated.direction !== 0) {
    const at = { from: stated.from - base.to, to: stated.to - base.to, degree: null, sign: stated.direction };
    if (stated.passage === base.passage) yield* moved(level, base, at, "warning");
  } else if (move) yield* moved(level, base, move, "warning");
  else yield* still(level, base, behind);
}

const isRight = (each: Observation): boolean => each.kind === "match" || (each.kind === "claim" && isSound(each));
