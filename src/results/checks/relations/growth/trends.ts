/*
 * 逐季走高、均超过: a word for all the figures of a list, against the list.
 *
 * 逐年、逐季、逐月 say that every figure goes beyond the one before; the list is the figures of one unit that stand side by side
 * right before the word. 均 and 全部 say that each of them is on one side of the figure that follows.
 *
 * 例：92.4亿元、108.5亿元、103.7亿元，逐季走高 → 103.7 < 108.5。 反例：逐步提高（没有一列数）；均由财政安排。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Observation, type Stretch, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* trends(text: Text): Generator<Observation> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length < 2) continue;
    yield* steps(reading);
    yield* alls(reading);
    yield* turns(reading);
  }
}

const step =
  /(?:逐[季年月级次批期]|(?:连续|连年))(?:度|份)?(?:[一-龥]{0,2}?)(?:(?<up>上升|走高|增长|提高|递增|攀升|增加|扩大|提升|加快|上扬)|(?<down>下降|走低|回落|递减|减少|收窄|下滑|降低|放缓|减缓))/g;
/** 由高到低依次排列, 依次递减; not 由高到低依次为…, whose list stands behind. */
const ordered =
  /(?:[由从](?:(?<down>[高多大快]到[低少小慢])|(?<up>[低少小慢]到[高多大快]))(?:依次)?(?:排列|排序|分布|递[增减])|依次(?:(?<rising>递增|增加|提高|升高|走高|增大)|(?<falling>递减|减少|降低|下降|走低|减小|回落)))/g;

function* steps({ passage, facts }: Reading): Generator<Observation> {
  yield* stepsBy(step, 20, { passage, facts });
  yield* stepsBy(ordered, 48, { passage, facts });
}

/** `farthest`: how many characters may stand between the list and the word, figures excepted. */
function* stepsBy(
  pattern: RegExp,
  farthest: number,
  { passage, facts }: Pick<Reading, "passage" | "facts">,
): Generator<Observation> {
  let before = 0;
  for (const match of matchesOf(passage.plain, pattern)) {
    while ((facts[before]?.to ?? Number.POSITIVE_INFINITY) <= match.index) before += 1;
    const list = listEnding(before - 1, match.index, facts, passage.plain, farthest);
    if (list.length < 3) continue;
    const { up, rising } = match.groups ?? {};
    const sign = (up ?? rising) ? 1 : -1;
    const at = { passage, from: match.index, to: match.index + match[0].length };
    const wrong = list.findIndex((fact, index) => index > 0 && (fact.base - (list[index - 1]?.base ?? 0)) * sign <= 0);
    const because =
      list.map(printed).join("、") + (wrong < 0 ? "" : `，第 ${wrong + 1} 个并未${sign > 0 ? "增加" : "减少"}`);
    yield* told(at, wrong < 0, because, list);
  }
}

const turn =
  /(?:增速|增幅|增长率|涨幅|[占比完成兑现办结]+率|占比|比重|满意度|得分)(?:呈|总体|逐步|逐年|持续|有所|略有|小幅|明显|进一步|稳步|不断|大幅)+(?:(?<up>加快|提高|上升|回升|提升|增加|扩大|走高)|(?<down>回落|放缓|下降|减缓|收窄|走低|降低|减少|趋缓))/g;

/** 增速分别为9.4%和6.1%，增速有所回落: the last of the figures against the first. */
function* turns({ passage, facts }: Reading): Generator<Observation> {
  let before = 0;
  for (const match of matchesOf(passage.plain, turn)) {
    while ((facts[before]?.to ?? Number.POSITIVE_INFINITY) <= match.index) before += 1;
    const list = listEnding(before - 1, match.index, facts, passage.plain);
    const [first, last] = [list[0], list.at(-1)];
    const isRate = list.every(({ unit }) => unit?.dimension === "percent" || unit?.dimension === "score");
    if (!first || !last || list.length < 2 || !isRate || first.base === last.base) continue;
    const isRight = last.base > first.base === Boolean(match.groups?.up);
    const at = { passage, from: match.index, to: match.index + match[0].length };
    yield* told(at, isRight, `${printed(first)} → ${printed(last)}`, list);
  }
}

/** The figures of one unit that stand side by side right before a place, in its sentence; the last of them is told by its number. */
function listEnding(end: number, at: number, facts: Fact[], plain: string, farthest = 20): Fact[] {
  const last = facts[end];
  const between = last ? plain.slice(last.to, at) : "";
  const isNear =
    farthest > 20
      ? between.length < farthest && /^[)\s]*[，,]?[一-龥、\s]*$/.test(between)
      : /^[)\s]*[，,]?[一-龥]{0,6}$/.test(between.slice(0, farthest));
  if (!last || !isNear) return [];
  let begin = end;
  while (begin > 0 && end - begin < 40 && areSide(facts[begin - 1], facts[begin], plain)) begin -= 1;
  return facts.slice(begin, end + 1);
}

/** 92.4亿元、103.7亿元; 一季度15个，二季度26个 */
function areSide(a: Fact | undefined, b: Fact | undefined, plain: string): boolean {
  if (!a || !b || a.sentence !== b.sentence || a.unit?.title !== b.unit?.title) return false;
  const between = plain.slice(a.to, Math.min(b.from, a.to + 40));
  // 增速分别为9.4%和6.1%: the word is said once for both.
  if (/^\s*(?:、|和|及|与)\s*$/.test(between)) return true;
  if (isMoved(a) !== isMoved(b)) return false;
  return (
    /^\s*(?:\([^()]{0,20}\))?\s*(?:[、，,]|和|及|与)?\s*[一-龥\d]{0,10}$/.test(between) && !/其中|比|较/.test(between)
  );
}

const isMoved = ({ role }: Fact): boolean => ["change", "growth", "point", "base", "origin"].includes(role);

const all =
  /(?:均|都|全部)(?:已|已经|分别|稳定|保持)?(?:(?<over>超过|高于|大于|突破|多于)|(?<least>不低于|不少于|达到|达|不小于)|(?<under>低于|小于|少于|不足|不到|未达到|未达)|(?<most>不超过|未超过|不高于|控制在)|(?<within>在))\s*$/;

function* alls({ passage, facts }: Reading): Generator<Observation> {
  for (const [index, limit] of facts.entries()) {
    const match = all.exec(limit.lead);
    // 其余均在13%以下: of those that were not named.
    if (!match || limit.base <= 0 || /其余|其他|其它/.test(limit.lead)) continue;
    const begin = limit.from - match[0].length;
    const before = listEnding(index - 1, begin, facts, passage.plain);
    const list = (before.length > 1 ? before : listBehind(index, facts, passage.plain)).filter((fact) =>
      areKin(fact.unit, limit.unit),
    );
    const isKept = keptBy(match.groups ?? {}, limit);
    if (list.length < 2 || !isKept) continue;
    const wrong = list.find((fact) => !isKept(fact.base));
    const because = wrong ? `${printed(wrong)} 并非如此` : list.map(printed).join("、");
    yield* told({ passage, from: begin, to: limit.to }, !wrong, because, list);
  }
}

/** 均在95%以上，分别为96.2%、97.1%、95.8% */
function listBehind(index: number, facts: Fact[], plain: string): Fact[] {
  const [limit, first] = [facts[index], facts[index + 1]];
  if (
    !limit ||
    !first ||
    !/^(?:以上|以下|以内)?[，,]\s*[一-龥]{0,6}分别[为是]?\s*$/.test(plain.slice(limit.to, first.from).slice(0, 24))
  )
    return [];
  let end = index + 1;
  while (end - index < 40 && areSide(facts[end], facts[end + 1], plain)) end += 1;
  return facts.slice(index + 1, end + 1);
}

function keptBy(
  { over, least, under, within }: Record<string, string | undefined>,
  { base, tail }: Fact,
): ((value: number) => boolean) | null {
  if (within)
    return tail.startsWith("以上")
      ? (value) => value >= base
      : /^以[下内]/.test(tail)
        ? (value) => value <= base
        : null;
  if (over) return (value) => value > base;
  if (least) return (value) => value >= base;
  return under ? (value) => value < base : (value) => value <= base;
}

function* told(at: Stretch, isRight: boolean, because: string, list: Fact[]): Generator<Observation> {
  const operands = list.map(stretchOf);
  if (isRight) yield { kind: "match", rule: "comparison", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "comparison",
      severity: "error",
      at,
      stated: at.passage.text.slice(at.from, at.to),
      expected: null,
      because,
      operands,
      message: "说法与所列各数不符，请核对",
    };
}
