/*
 * 增减额、增减方向、增长率: three questions to one sentence, “A，比B增加C，增长P%”.
 *
 * The rate is taken over what is compared with: B where it is printed, A ∓ C where it is not. From nothing there is no rate;
 * house style prints 100% for it, which is accepted. A change without a decided word (增加（减少）) has no direction.
 *
 * 例：101.93，比年初预算增加 7.80，增长 9.14% → 7.80 ÷ (101.93 − 7.80) = 8.29%。
 * 反例：完成率比上年提高 5 个百分点（不是增长率）；增长到 120 家（不是增加额）。
 */
import { type Comparison, comparisonsOf } from "../../facts/comparisons.ts";
import type { Fact } from "../../facts/fact.ts";
import { former } from "../../facts/formertime.ts";
import { likenessOf } from "../../facts/likeness.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import {
  claim,
  gap,
  growth,
  growthByChange,
  type Observation,
  percentage,
  type Sum,
  stretchOf,
} from "../../judgement/claim.ts";
import { isSound, judge } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";
import { isOfComparedList } from "./comparedlists.ts";
import { movesIn } from "./moves.ts";

export function* growths(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.facts.length < 2) continue;
    for (const each of comparisonsOf(reading)) {
      const moved = each.change ?? each.growth;
      if (moved && each.base === null && isOfComparedList(moved, reading.facts)) {
        // Only that the change and its rate go one way is left to say.
        yield* differences({ ...each, level: null });
        continue;
      }
      const level = levelMeant(each);
      const comparison = { ...each, level };
      const isOwn =
        (each.wider.length === 0 || (level !== null && each.levels.includes(level) && each.base === null)) &&
        !isOfAnother(each, level);
      for (const observation of [...differences(comparison), ...rates(comparison), ...movesIn(comparison)])
        yield isOwn && !/新增|增补/.test(each.change?.lead ?? "") ? observation : asked(observation);
    }
  }
}

/** The figure compared may be one of the sentence before: what is wrong is asked, not asserted. */
function asked(observation: Observation): Observation {
  if (observation.kind === "claim") return { ...observation, isCertain: false };
  return observation.kind === "slip" && observation.severity === "error"
    ? { ...observation, severity: "warning" }
    : observation;
}

/** 一倍 in words is no wider than a seventh. */
const ofTimes = (rate: Fact): Fact =>
  rate.isChinese && rate.places === 0 && !rate.hedge ? { ...rate, half: 0.15 } : rate;

/** 增长一倍 is as much again. */
const timesMore = (a: Fact, b: Fact): Sum => ({
  operands: [a, b],
  compute: ([x = 0, y = 0]) => Math.abs(x - y) / y,
  show: ([x, y]) => `(${x} − ${y}) ÷ ${y}`,
  isAdditive: false,
});

/** 纺织类签约38个…，机电类比上年的20个增长30%: the comparison names what the figure before it is not. */
function isOfAnother({ base }: Comparison, said: Fact | null): boolean {
  const [, name = ""] = /([一-龥]{2,10})(?:同比|环比|比|较)[^比较]*$/.exec(base?.lead ?? "") ?? [];
  return said !== null && name !== "" && said.index < (base?.index ?? 0) && likenessOf(name, said.lead) < 0.5;
}

/** Of the figures that could be compared, one that makes every part of the sentence true; else the likeliest. */
function levelMeant(comparison: Comparison): Fact | null {
  const { base, change, growth: rate } = comparison;
  const kin = comparison.levels.filter(({ unit }) => areKin(unit, base?.unit ?? change?.unit ?? unit));
  const fits = (level: Fact) => {
    const claims = [...differences({ ...comparison, level }), ...rates({ ...comparison, level })];
    return (
      claims.length > 0 && claims.every((each) => each.kind === "match" || (each.kind === "claim" && isSound(each)))
    );
  };
  const wider = comparison.wider.filter(({ unit }) => areKin(unit, base?.unit ?? change?.unit ?? unit));
  const right = base || (change && rate) ? (kin.find(fits) ?? wider.find(fits)) : null;
  if (right) return right;
  if (kin.length === 0 && wider.length === 1 && (base || (change && rate)) && isComparedWith(wider[0]))
    return wider.some(isBaseItself) ? null : (wider[0] ?? null);
  return kin.some(isBaseItself) ? null : (kin[0] ?? null);

  /** What the sentence before says is compared only where its value is near: 39,138.42。与上年的36,980.15相比，各增加… */
  function isComparedWith(level: Fact | undefined): boolean {
    const other = base?.base ?? level?.base ?? 0;
    const [, own = ""] =
      /([一-龥]{2,10}?)(?:各|均|净)?(?:增|减|上|下|提|降|缩|压)[^，。；]{0,6}$/.exec((change ?? rate)?.lead ?? "") ??
      [];
    const isOther = own !== "" && !/^(?:同比|环比|比|较)/.test(own) && likenessOf(own, level?.lead ?? "") < 0.3;
    return level !== undefined && !isOther && other > 0 && level.base / other < 3 && level.base / other > 0.33;
  }

  /** “2022年度26条，本年比它减少6条，下降23.1%”: the figure said before is what is compared with; its words or the later ones must say so. */
  function isBaseItself(level: Fact): boolean {
    return (
      !base &&
      isFormer(level, change ?? rate) &&
      change !== null &&
      rate !== null &&
      judge(claim("growth-rate", rate, percentage(change, level), "")).verdict === "holds"
    );
  }
}

/** 2022年度26条，本年比它…: told as of another time than what follows. */
function isFormer({ lead, period }: Fact, moved: Fact | null): boolean {
  return (
    former.test(lead) ||
    former.test(period) ||
    // 2018年620亿元，六年时间净增210亿元: counted from then on.
    (/20\d\d年/.test(lead) &&
      /^[^，。；]{0,4}[两二三四五六七八九十\d]+年[间来]?(?:时间|累计|净|共)/.test((moved?.lead ?? "").trim())) ||
    /今年|本[年期届次轮月]|比它|比其|20\d\d年/.test((moved?.lead ?? "").replace(/[比较](?:20\d\d年|上年|去年).*$/, ""))
  );
}

function* differences({ level, base, change, growth: rate }: Comparison): Generator<Observation> {
  if (level && base && areKin(level.unit, base.unit)) {
    if (change && areKin(level.unit, change.unit))
      yield claim("difference", change, gap(level, base), "增减额与前后两数不符");
    const moved = change ?? rate;
    if (moved) yield* directions(level, base, moved);
  }
  if (change && rate && change.direction * rate.direction < 0 && change.base !== 0 && rate.base !== 0) {
    yield {
      kind: "slip",
      rule: "direction",
      severity: "error",
      at: stretchOf(rate),
      stated: rate.direction > 0 ? "增长" : "下降",
      expected: change.direction > 0 ? "增长" : "下降",
      because: `同一句里增减额为${change.direction > 0 ? "增加" : "减少"} ${printed(change)}，增长率却写${rate.direction > 0 ? "增长" : "下降"} ${printed(rate)}`,
      operands: [stretchOf(change)],
      message: "增减额与增长率的方向相反，请核对",
    };
  }
}

function* directions(level: Fact, base: Fact, moved: Fact): Generator<Observation> {
  if (moved.direction === 0 || level.low <= base.high === level.high >= base.low) return;
  const rose = level.base > base.base ? 1 : -1;
  const sign = rose > 0 ? ">" : "<";
  const because = `${printed(level)} ${sign} ${printed(base)}`;
  const operands = [stretchOf(level), stretchOf(base)];
  if (rose === moved.direction) yield { kind: "match", rule: "direction", at: stretchOf(moved), because, operands };
  else
    yield {
      kind: "slip",
      rule: "direction",
      severity: "error",
      at: stretchOf(moved),
      stated: moved.direction > 0 ? "增加" : "减少",
      expected: rose > 0 ? "增加" : "减少",
      because,
      operands,
      message: "增减方向与前后两数不符，请核对",
    };
}

function* rates({ level, base, change, growth: rate }: Comparison): Generator<Observation> {
  if (rate?.unit?.dimension === "times" && level && base && areKin(level.unit, base.unit) && base.base > 0)
    yield claim("growth-rate", ofTimes(rate), timesMore(level, base), "增长倍数与前后两数不符", false);
  if (!rate || rate.unit?.dimension !== "percent") return;
  const message = "增长率与前后两数不符";
  // Value added and the product grow at constant prices: the rate does not follow from the two amounts.
  const isReal = level !== null && /生产总值|增加值|总产值|GDP/.test(level.lead + level.subject);
  if (level && base && areKin(level.unit, base.unit)) {
    const said = claim("growth-rate", rate, growth(level, base), message);
    if (base.base !== 0 && (!isReal || isSound(said))) yield said;
    return;
  }
  const direction = rate.direction || change?.direction;
  if (!change || change.base === 0 || !direction) return;
  if (base && areKin(change.unit, base.unit)) {
    if (base.base !== 0)
      yield claim(
        "growth-rate",
        rate,
        { ...growth(change, base), compute: ([c = 0, b = 0]) => (c / b) * 100, show: ([c, b]) => `${c} ÷ ${b}` },
        message,
      );
    return;
  }
  if (!level || !areKin(level.unit, change.unit)) return;
  const isFromNothing = Math.abs(level.base - direction * change.base) < level.half + change.half + 1e-9;
  if (isFromNothing && rate.base === 100)
    yield {
      kind: "match",
      rule: "growth-rate",
      at: stretchOf(rate),
      because: "对照数为零，按惯例写 100%",
      operands: [stretchOf(change)],
    };
  else if (!isFromNothing) {
    // 支出预算1800万元，节约51.4万元，节约率2.9%: of what there was to spend.
    const isSaving = /(?:节约|节支|压减|核减)率/.test(rate.lead);
    const saved = isSaving ? claim("growth-rate", rate, percentage(change, level), message, false) : null;
    const said = claim("growth-rate", rate, growthByChange(level, change, direction), message, !isSaving);
    if (saved && isSound(saved)) yield saved;
    else if (!isReal || isSound(said)) yield said;
  }
}
