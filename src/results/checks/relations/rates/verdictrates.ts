/*
 * 说法与比率、与要求: whether something was done, beside the rate or the bound that decides it: 25个问题已全部整改完毕，整改率为100%; 两项指标双双超额完成，完成率分别为107.5%和106.7%;
 * 受益不少于3000人，实际2860人，未完成; 占比62.5%，与“不少于七成”的要求还有差距.
 *
 * Rates stand in the clause behind the verdict (goalVerdicts reads those before it); a bound and what was reached are the two last figures of one unit before it, in
 * its sentence or the one before. Only what is whole (全部、均) or says that it is not is held against 100%.
 *
 * 例：25个问题未能全部整改完毕，整改率为100%。反例：已全部完成招标，支付率60%（另一件事的比率）；力争全部完成。
 */
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Match, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export function* verdictRates(text: Text): Generator<Slip | Match> {
  for (const reading of text.readings) {
    if (reading.passage.cell || reading.facts.length === 0) continue;
    yield* besideRates(reading);
    yield* besideBounds(reading);
  }
}

const doings = "完成|整改|办结|纠正|办理|达标|到位|落实|兑现";
const whole = new RegExp(
  `(?:(?<not>未能全部|未全部|尚未全部|没有全部|均未能?|部分|尚未|未能)|(?<done>已经?全部|全部|均已?|双双超额|双双|全面))(?:按期|如期|超额|顺利)?(?<doing>${doings})[^，。；\\d]{0,6}[，,](?:其|类似问题|任务|总体)?(?<rate>[一-龥]{0,4}率)(?:分别)?(?:均|都)?(?:为|达到?|是)?\\s*(?=\\d)`,
  "g",
);

/** 已全部整改完毕，其整改率为100% */
function* besideRates({ passage, facts }: Reading): Generator<Slip | Match> {
  if (!passage.plain.includes("率")) return;
  for (const { index, 0: words, groups = {} } of matchesOf(passage.plain, whole)) {
    const end = index + words.length;
    if (/力争|确保|争取|将|预计/.test(passage.plain.slice(Math.max(0, index - 14), index))) continue;
    const own = groups.rate?.startsWith("率") || /完成|办结|整改|纠正|达标|落实|兑现|到位|办理/.test(groups.rate ?? "");
    const first = facts.find(({ from }) => from >= end);
    const rates = first ? [first, ...pairedWith(first, facts)] : [];
    if (!own || !rates.every(({ unit, hedge }) => unit?.dimension === "percent" && !hedge) || first?.from !== end)
      continue;
    const isAll = rates.every(({ base }) => base >= 100);
    yield* judged(
      { passage, from: index, to: index + words.search(/[，,]/) },
      rates,
      isAll === (groups.not === undefined),
    );
  }
}

/** 分别为107.5%和106.7% */
const pairedWith = (first: Fact, facts: readonly Fact[]): Fact[] =>
  facts.filter(
    ({ index, from, passage }) =>
      index === first.index + 1 && /^\s*[和、及]\s*$/.test(passage.plain.slice(first.to, from)),
  );

const verdict =
  /[，,](?:该|此|本)?项?(?:指标|任务|目标|要求)?(?:与[^，。；]{0,20}(?:要求|目标|标准))?(?:(?<not>未能?(?:完成|达到|达标|实现|符合)|没有(?:完成|达到)|不(?:达标|符合)|还有差距|尚有差距|存在差距)|(?<done>已?(?:完成|达标|实现|达到|符合|满足)|相符))(?:了)?(?:绩效|年度|预期|规定)?(?:目标|要求|任务|标准|指标)?(?=[，。；）)]|$)/g;

/** 不少于3000人。实际受益2860人，该指标未完成 */
function* besideBounds({ passage, facts }: Reading): Generator<Slip | Match> {
  if (!/[不超低少高多][少多超低高]?[于过]/.test(passage.plain)) return;
  for (const { index, 0: words, groups = {} } of matchesOf(passage.plain, verdict)) {
    const [one, other] = facts.filter(({ to }) => to <= index + words.length).slice(-2);
    if (!one || !other || index - other.to > 24 || other.sentence - one.sentence > 1) continue;
    if (/[。；]/.test(passage.plain.slice(other.to, index)) || !areKin(one.unit, other.unit)) continue;
    const [bound, reached] = isBound(one) ? [one, other] : [other, one];
    if (!isBound(bound) || isBound(reached) || reached.hedge || !isReached(reached, bound)) continue;
    const isMet = bound.hedge === "least" ? reached.base >= bound.base : reached.base <= bound.base;
    yield* judged(
      { passage, from: index + 1, to: index + words.length },
      [bound, reached],
      isMet === (groups.not === undefined),
    );
  }
}

const isBound = ({ hedge }: Fact): boolean => hedge === "least" || hedge === "most";
const isReached = ({ role }: Fact, bound: Fact): boolean =>
  ["level", "rate", "share"].includes(role) && !/提高|增长|下降|降低/.test(bound.lead);

function* judged(at: Slip["at"], facts: Fact[], isRight: boolean): Generator<Slip | Match> {
  const because = facts.map(printed).join("，");
  const operands = facts.map(stretchOf);
  if (isRight) yield { kind: "match", rule: "target-actual", at, because, operands };
  else
    yield {
      kind: "slip",
      rule: "target-actual",
      severity: "warning",
      at,
      stated: at.passage.text.slice(at.from, at.to),
      expected: null,
      because,
      operands,
      message: "是否完成、达到的说法与所列数字不符，请核对",
    };
}
