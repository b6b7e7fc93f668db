/*
 * 高于、低于: a figure said to be above or below another that stands beside it: 满意度92.5%，高于90%的目标值；到位28.6亿元，超过目标25亿元; two by two
 * (占45.0%，…占65.0%，分别高于30%和60%的最低要求); as a difference beside a rate of completion (完成112.02%，高于年初预算
 * 349.81万元).
 *
 * The second may have an owner (高于西河县的91.5%, 低于上半年月均5.1亿元的水平).
 *
 * “超过目标3个” names the difference, not the goal: a figure below a third of the first is read so. “低于80%的2个项目” picks out
 * items and compares nothing. An error only where 的目标、的平均水平 behind the figure leaves no second reading.
 *
 * 例：满意度89.91%，达到90%的目标 → 89.91 < 90；完成年初预算的112.02%，低于年初预算349.81万元。
 * 反例：23个，超出目标3个；执行率低于80%的2个；分别高于全省平均（没有数字）。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin, isCounted } from "../../facts/units.ts";
import { type Match, type Slip, type Stretch, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* versus(text: Text): Generator<Slip | Match> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 2) continue;
    for (const base of reading.facts) yield* ofPair(base, reading);
    yield* respectively(reading);
    yield* besideCompletion(reading);
  }
}

const words =
  "超额完成|未能完成|尚未完成|没有完成|未完成|未达到|未达|达不到|没有达到|不及|未超过?|没有超过|高于|超过|超出|大于|多于|快于|长于|突破|优于|低于|小于|少于|不足|不到|慢于|短于|达到";
const goalWords =
  "(?:年度|全年|年初|既定|预期|考核|控制|省定|市定|国家|下达|批复|合同|约定|规定|法定){0,2}(?:目标任务|目标值?|任务数?|计划数?|预期|指标值?|预算数?|标准|限值|上限|下限|限额|工期)|上年|去年|上年同期|全[省市州区县]平均(?:水平)?|序时进度";
/** Whose the figure is: 高于西河县的91.5%, 少于年初的48件; without 的 only before its level: 低于上半年月均5.1亿元的水平. */
const owners = "[一-龥]{1,14}的|[一-龥]{2,14}";
const beforeBase = new RegExp(
  `(?<join>^|[，,])\\s*(?:均|已|仍|略|明显|大幅|远|显著|也|还|但|总体|实际|尚){0,2}(?<speed>增[速幅](?:明显|略|远|大幅)?)?(?<word>${words})(?<goal>(?:了)?(?:(?:${goalWords})(?:的|为)?|(?<owner>${owners}))?)(?:的|为)?\\s*$`,
);
const goalBehind =
  /^\s*(?:[(（][^()（）]{0,10}[)）])?\s*的[一-龥]{0,8}?(?:目标|任务|要求|标准|平均|水平|进度|指标|计划|下限|上限|[红底警戒控制预]{1,2}线|比例|限[值额度]|约定|规定|承诺)/;
const isUpWord = (word: string): boolean => !/未|不|没有|低|小|少|慢|短/.test(word);
const differences = new Set<Fact["role"]>(["base", "change", "growth", "point", "origin"]);

function* ofPair(base: Fact, { facts, passage }: Reading): Generator<Slip | Match> {
  // 增长15.8%，增速高于全省平均的9.2%: of speeds a growth is the figure.
  const isSpeed = /(?:^|[，,])增[速幅][^，。；\d]*[高低快慢]于[^，。；\d]{0,12}$/.test(
    passage.plain.slice(Math.max(0, base.from - 30), base.from),
  );
  const kin = facts.filter(
    (each) =>
      each.index < base.index &&
      each.sentence === base.sentence &&
      areKin(each.unit, base.unit) &&
      (isSpeed ? each.role === "growth" && each.direction > 0 : !differences.has(each.role)),
  );
  // 12家，为甲市48家的四分之一，少于乙市的17家: another's figure is compared with, and does not compare.
  const level = kin.findLast(
    (each) => !/(?:[为是]|[高低多少大小]于|超过)[一-龥]{2,10}[市县区省州镇盟]的?\s*$/.test(each.lead),
  );
  const isVague = level?.hedge && (level.hedge !== "over" || level.base < base.base);
  if (!level || base.from - level.to > 60 || isVague || base.hedge === "range") return;
  const between = passage.plain.slice(level.to, base.from).replace(/^\s*[)）]/, "");
  const found = beforeBase.exec(between);
  const { word = "", goal = "", owner = "" } = found?.groups ?? {};
  if (!found || /[；;]/.test(between)) return;
  const others = facts.filter(
    (each) =>
      each.index > level.index && each.index < base.index && !differences.has(each.role) && kin.at(-1) === level,
  );
  if (others.length > 0 || (owner && !isOwned(owner, level, base)) || !isLikely(word, goal, level, base)) return;
  const at = { passage, from: base.from - word.length - goal.length, to: base.to };
  yield* judged(word, level, base, at, goalBehind.test(base.tail) ? "error" : "warning");
}

/** 低于平均水平的2个 counts who is below, 超过西河县3个 says by how much. */
function isOwned(owner: string, level: Fact, base: Fact): boolean {
  if (!owner.endsWith("的")) return goalBehind.test(base.tail);
  const ratio = Math.abs(base.base / level.base);
  const isBound = /(?:目标|平均|水平|进度|任务|计划|要求|标准|预算|[红底警戒控制]线|值)[^，。；]{0,2}$/.test(owner);
  return ratio > 0.34 && ratio < 3 && !(isBound && base.unit && isCounted(base.unit));
}

/** Is the figure what is compared with, rather than the difference or a class of items? */
function isLikely(word: string, goal: string, level: Fact, base: Fact): boolean {
  if (word.endsWith("完成") && goal === "") return false;
  // 达到目标值的6项: how many did.
  const isGoal = /目标|任务|计划|预期|指标|预算|平均|进度/.test(goal);
  if (isGoal && base.unit && isCounted(base.unit) && /的\s*$/.test(base.lead)) return false;
  // Of a leak or a cost the lower is the better one.
  if (word === "优于" && !/满意|合格|达标|完成|优良|覆盖|及时|得分/.test(level.lead)) return false;
  if (goalBehind.test(base.tail)) return true;
  // 占59.2%，接近六成 is for approximations.ts.
  if (word === "达到" || /^\s*的/.test(base.tail) || (base.isChinese && base.unit?.dimension === "percent"))
    return false;
  if (/^\s*\d/.test(base.tail)) return true;
  const ratio = Math.abs(base.base / level.base);
  return (base.role !== "change" || goal !== "") && ratio > 0.34 && ratio < 3;
}

function* judged(
  word: string,
  level: Fact,
  base: Fact,
  at: Stretch,
  severity: Slip["severity"],
): Generator<Slip | Match> {
  const isUp = isUpWord(word);
  const isRight = isUp
    ? level.base > base.base || (word === "达到" && level.base === base.base)
    : level.base < base.base || (/[未没]有?超/.test(word) && level.base === base.base);
  const sign = level.base > base.base ? ">" : level.base < base.base ? "<" : "=";
  const because = `${printed(level)} ${sign} ${printed(base)}`;
  if (isRight) yield { kind: "match", rule: "comparison", at, because, operands: [stretchOf(level), stretchOf(base)] };
  else yield wrongWord(at, word, isUp, because, [level, base], severity);
}

/** 占45.0%，…占65.0%，分别高于30%和60%的最低要求 */
function* respectively({ facts, passage }: Reading): Generator<Slip | Match> {
  for (const match of matchesOf(passage.plain, /分别(高于|超过|大于|低于|小于|少于|快于|慢于)(?=[^，。；]{0,8}\d)/g)) {
    const end = match.index + match[0].length;
    const bases = facts.filter((fact) => fact.from >= end && !/[，。；]/.test(passage.plain.slice(end, fact.from)));
    const before = facts.filter(
      (fact) => fact.to <= match.index && areKin(fact.unit, bases[0]?.unit ?? null) && !differences.has(fact.role),
    );
    const levels = before.slice(-bases.length);
    if (bases.length < 2 || levels.length !== bases.length || !goalBehind.test(bases.at(-1)?.tail ?? "")) continue;
    const isUp = isUpWord(match[1] ?? "");
    const wrong = bases.findIndex((base, index) => isUp !== (levels[index]?.base ?? 0) > base.base);
    const because = bases
      .map(
        (base, index) =>
          `${printed(levels[index] as Fact)} ${(levels[index] as Fact).base > base.base ? ">" : "≤"} ${printed(base)}`,
      )
      .join("，");
    const at = { passage, from: match.index, to: bases.at(-1)?.to ?? end };
    if (wrong >= 0) yield wrongWord(at, match[1] ?? "", isUp, because, [...levels, ...bases], "warning");
    else yield { kind: "match", rule: "comparison", at, because, operands: [...levels, ...bases].map(stretchOf) };
  }
}

const wrongWord = (
  at: Stretch,
  word: string,
  isUp: boolean,
  because: string,
  facts: Fact[],
  severity: Slip["severity"],
): Slip => ({
  kind: "slip",
  rule: "comparison",
  severity,
  at,
  stated: word,
  expected: isUp ? "低于（未达到）" : "高于（超过）",
  because,
  operands: facts.map(stretchOf),
  message: "比较词与前后两数不符，请核对",
});

/** 完成年初预算的112.02%，低于年初预算349.81万元 */
function* besideCompletion({ facts, passage }: Reading): Generator<Slip> {
  for (const fact of facts) {
    const [found, named, plain] =
      /([高大多低少小]于|超过|超出)(?:年初|年度|全年)?(?:预算|目标|任务|计划)[数值]?\s*$|(?<![\d一-龥])([超短]收)\s*$/.exec(
        fact.lead,
      ) ?? [];
    const rate = facts.findLast(
      (each) =>
        each.index < fact.index &&
        each.sentence === fact.sentence &&
        each.unit?.dimension === "percent" &&
        /(?:完成|为)[^，。；]{0,16}的?\s*$/.test(each.lead),
    );
    const word = named ?? plain ?? "";
    if (!found || !rate || rate.base === 100 || rate.hedge || fact.unit?.dimension === "percent") continue;
    // 上半年为98.31%，高于目标0.31个百分点: a rate beside a goal of its own, not a part of it.
    if (fact.unit?.dimension === "point" && !/完成/.test(rate.lead)) continue;
    const isUp = isUpWord(word);
    if (isUp === rate.base > 100) continue;
    const at = { passage, from: fact.from - found.length, to: fact.to };
    const because = `完成 ${printed(rate)}，${rate.base > 100 ? "已超过" : "未达到"} 100%`;
    yield { ...wrongWord(at, word, isUp, because, [rate], "error"), message: "比较词与完成比例不符，请核对" };
  }
}
