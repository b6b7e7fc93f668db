/*
 * 条件计数: how many things meet a condition – 执行率低于90%的项目有2个, 3个县区到位资金超过40亿元, 6个县区实现正增长, 完成年度目标的有5个.
 *
 * Read by structure: the condition stands right before the number, up to a 的 (A), or right behind it (B), in one clause. It is a
 * bound with its comparing word, or a word that is one: growth is above 0, a goal met is 100 % or more. Whether a bound counts itself
 * (90%以下) is seldom said, so both ways are kept.
 */
import type { Fact } from "./fact.ts";
import type { Reading } from "./quantities.ts";
import { isCounted, unitNamed } from "./units.ts";

export type Meets = (value: number) => boolean;

export interface Condition {
  count: Fact;
  /** The readings of the condition, the most natural first. */
  readings: Meets[];
  /** bound: of figures in its unit. growth: of rates of change. goal: of rates of completion. mean: of what lies above the row of the whole. pace: of progress against 序时进度. */
  kind: "bound" | "growth" | "goal" | "mean" | "pace";
  bound: Fact | null;
  /** What is measured: 执行率, 到位资金; empty where the clause does not say. */
  measure: string;
  /** What is counted: 项目, 县区. */
  noun: string;
  /** The words of the sentence before: 从增幅看, 六个项目中. */
  context: string;
}

/** `pace`: what 序时进度 is, where the text says so. */
export function conditionsOf(reading: Reading, pace: number | null): Condition[] {
  const { facts, passage } = reading;
  return facts.flatMap((count, index) => {
    if (!isThings(count) || (passage.depths[count.from] ?? 0) > 0) return [];
    if (/上年|去年|同期/.test(count.period + count.lead)) return [];
    const before = impliedBefore(count) ?? facts[index - 1];
    const behind = facts[index + 1];
    const found =
      (before ? boundBefore(before, count, reading) : null) ??
      wordBefore(count, reading, pace) ??
      (behind ? boundBehind(count, behind, reading) : null) ??
      wordBehind(count, reading, pace);
    return found ? [found] : [];
  });
}

const isThings = ({ unit, hedge, role, base }: Fact): boolean =>
  unit !== null &&
  isCounted(unit) &&
  !/^(?:个月|个?工作日|天|次|场次?|批次?|期|届|人次|分|大|类)$/.test(unit.title) &&
  !hedge &&
  role !== "change" &&
  role !== "base" &&
  base >= 0;

/** 亿元以上项目 | 4个: a bound of one, which is not printed. */
function impliedBefore(count: Fact): Fact | null {
  const match =
    /(?<![\d.一二两三四五六七八九十百千万亿])(?<unit>[十百千]?[万亿]元)(?=(?:及?以[上下]|的)[一-龥]{0,10}$)/.exec(
      count.lead,
    );
  const unit = match ? unitNamed(match.groups?.unit ?? "") : null;
  if (!match || !unit) return null;
  const from = count.from - count.lead.length + match.index;
  const to = from + match[0].length;
  const base = unit.factor;
  const lead = count.lead.slice(0, match.index);
  return {
    ...count,
    from,
    to,
    numberTo: from,
    unit,
    value: 1,
    base,
    low: base,
    high: base,
    lead,
    tail: count.lead.slice(match.index + match[0].length),
  };
}

const isBound = (fact: Fact): boolean =>
  fact.unit !== null && !isCounted(fact.unit) && !["month", "day", "hour", "times"].includes(fact.unit.dimension);

const ending = /^(?:\([^()]{0,8}\))?(?<side>及?以上|及?以下|以内|之间|(?=的))?(?:\([^()]{0,8}\))?/;

/** 预算超过500万元的项目有 | 3个 · 得分90分以上的 | 3个 */
function boundBefore(bound: Fact, count: Fact, reading: Reading): Condition | null {
  const between = reading.passage.plain.slice(bound.to, count.from);
  const match =
    /^(?:\([^()]{0,8}\))?(?:及?以[上下]|以内|之间)?(?:\([^()]{0,8}\))?的?(?<noun>[一-龥]{0,8}?)(?:\([^()]{0,6}\))?(?:数量|个数|数)?(?:仅|只|共|各)?(?:有|为|是|达)?\s*$/.exec(
      between,
    );
  if (!match || !isBound(bound) || (!between.includes("的") && !/以[上下内]|之间/.test(between))) return null;
  const readings = meeting(bound, between);
  if (!readings) return null;
  return {
    ...conditionAt(reading, count, bound.from),
    readings,
    kind: "bound",
    bound,
    measure: measureOf(bound),
    noun: match.groups?.noun ?? "",
  };
}

/** 3个县区到位资金超过 | 40亿元 */
function boundBehind(count: Fact, bound: Fact, reading: Reading): Condition | null {
  const { plain } = reading.passage;
  const between = plain.slice(count.to, bound.from);
  const rest = plain.slice(bound.to, bound.to + 12);
  const match =
    /^(?<noun>[一-龥]{0,6}?)(?:\([^()]{0,6}\))?的?(?<measure>[一-龥]{2,14}?)(?:均|都|已|也|在|仅为)*(?:超过?|高于|大于|突破|低于|不足|不到|小于|达到?|在)\s*$/.exec(
      between,
    );
  if (!match || !isBound(bound) || /[总共合累均]/.test(match.groups?.measure ?? "")) return null;
  if (!/^(?:\([^()]{0,8}\))?(?:及?以[上下]|以内|之间)?(?:\([^()]{0,8}\))?(?:$|[，。；、)])/.test(rest)) return null;
  const readings = meeting(bound, rest);
  if (!readings) return null;
  return {
    ...conditionAt(reading, count, count.from),
    readings,
    kind: "bound",
    bound,
    measure: between,
    noun: match.groups?.noun ?? count.noun.slice(0, 2),
  };
}

const measureOf = ({ lead }: Fact): string =>
  lead
    .replace(/^.*[，；。：、]/, "")
    .replace(/(?:超过?|高于|大于|突破|低于|不足|不到|小于|不[低高]于|不超过?|达到?|为|在|\s)+$/, "")
    .slice(-16);

/** What the words beside a bound ask of a figure, with the bound counted in and out. */
function meeting(bound: Fact, behind: string): Meets[] | null {
  const { base, low, lead, hedge } = bound;
  const side = ending.exec(behind)?.groups?.side ?? "";
  const slack = Math.abs(base) * 1e-9;
  const over: Meets = (value) => value > base + slack;
  const least: Meets = (value) => value >= base - slack;
  const under: Meets = (value) => value < base - slack;
  const most: Meets = (value) => value <= base + slack;
  if (hedge === "range") {
    const inside: Meets = (value) => value >= low - slack && value < base - slack;
    return [inside, (value) => value >= low - slack && value <= base + slack, (value) => value > low && value <= base];
  }
  const isWithin = /及|含[)）]/.test(behind.slice(0, 10)) && !/不含/.test(behind.slice(0, 10));
  if (/上/.test(side)) return isWithin || /达到?\s*$/.test(lead) ? [least] : [least, over];
  if (/[下内]/.test(side)) return isWithin ? [most] : [under, most];
  if (/(?:不低于|不少于|不小于|≥|达到?)\s*$/.test(lead)) return [least];
  if (/(?:不高于|不超过?|不大于|≤)\s*$/.test(lead)) return [most];
  if (/(?:超过?|高于|大于|突破|逾|>)\s*$/.test(lead)) return [over, least];
  if (/(?:低于|不足|不到|小于|<)\s*$/.test(lead)) return [under];
  if (/(?:率|得分|为|均为)\s*$/.test(lead)) return [(value) => Math.abs(value - base) <= slack];
  return null;
}

interface Word {
  pattern: string;
  kind: Condition["kind"];
  meets: (value: number, pace: number) => boolean;
}

const task = "[了一-龥]{0,4}?(?:目标|任务|计划)(?:任务|值|数)?";
const above = "高于|超过?|快于|好于|优于|大于|超前于?|领先于?";
const below = "低于|慢于|落后于?|滞后于?|差于|小于|不及";
const mean = "[全总一-龥]{0,3}平均(?:水平|值|数|分|增速|增幅|进度)?";
const inTime = "(?:[一-龥]{0,4})(?:序时|时序)进度";
const words: readonly Word[] = [
  {
    pattern: "负增长|(?:同比|均|有所|出现|呈)?(?:下降|减少)|(?:同比|出现|有所)下滑",
    kind: "growth",
    meets: (value) => value < 0,
  },
  {
    pattern: "正增长|(?:实现|保持|同比|均)(?:了)?(?:较快|稳定)?增长|(?:同比|均|有所)?增加",
    kind: "growth",
    meets: (value) => value > 0,
  },
  { pattern: "持平|零增长", kind: "growth", meets: (value) => value === 0 },
  { pattern: `(?:未|没有|尚未)(?:能|全部)?(?:完成|达到)${task}|未达标`, kind: "goal", meets: (value) => value < 100 },
  { pattern: `(?:刚好|正好|恰好)(?:完成|达到)${task}`, kind: "goal", meets: (value) => value === 100 },
  { pattern: `超额(?:完成|达到)${task}`, kind: "goal", meets: (value) => value > 100 },
  {
    pattern: `(?:完成(?:或|和|及|并)超额|全面|如期|按期|已|均|全部)*(?:完成|达到)${task}|达标`,
    kind: "goal",
    meets: (value) => value >= 100,
  },
  { pattern: `(?:${above})${mean}`, kind: "mean", meets: (value) => value > 0 },
  { pattern: `(?:${below})${mean}`, kind: "mean", meets: (value) => value < 0 },
  { pattern: `(?:${below}|未达到?|未完成|没有达到)${inTime}`, kind: "pace", meets: (value, pace) => value < pace },
  { pattern: `(?:达到(?:[或和及并]超过)?|不低于|符合)${inTime}`, kind: "pace", meets: (value, pace) => value >= pace },
  { pattern: `(?:${above})${inTime}`, kind: "pace", meets: (value, pace) => value > pace },
  { pattern: `与${inTime}持平`, kind: "pace", meets: (value, pace) => value === pace },
];
const kinds = words.map(({ pattern }, index) => `(?<w${index}>${pattern})`).join("|");
const atEnd = new RegExp(
  `(?:${kinds})的?(?<noun>[一-龥]{0,6}?)(?:\\([^()]{0,6}\\))?(?:仅|只|共|各)?(?:有|为|是|达)?\\s*$`,
);
const behindCount = new RegExp(
  `^(?<noun>[一-龥]{0,6}?)(?:\\([^()]{0,6}\\))?(?:的?(?<measure>[一-龥]{0,12}?))(?:${kinds})(?=[，。；、()]|$)`,
);

const wordIn = (groups: Record<string, string | undefined>, pace: number | null): Word | null =>
  words.find(({ kind }, index) => groups[`w${index}`] !== undefined && (kind !== "pace" || pace !== null)) ?? null;

/** 同比下降的有 | 2个 */
function wordBefore(count: Fact, reading: Reading, pace: number | null): Condition | null {
  // 快于序时进度（75%）的乡镇3个: a figure in brackets stands between.
  const all = reading.passage.plain.slice(Math.max(0, count.from - 44), count.from);
  const clause = /序进度\(|时进度\(/.test(all)
    ? all.replaceAll(/\([^()]*\)/g, "").replace(/^.*[，。；：、]/, "")
    : count.lead.slice(-30);
  const match = /[降长滑平务标划值数加少幅速分度]/.test(clause) ? atEnd.exec(clause) : null;
  const word = match ? wordIn(match.groups ?? {}, pace) : null;
  if (!match || !word || !/的/.test(match[0])) return null;
  const measure = clause.slice(0, match.index);
  return {
    ...conditionAt(reading, count, count.from - clause.length),
    ...ofWord(word, pace),
    measure,
    noun: match.groups?.noun ?? "",
  };
}

/** 6个 | 县区实现正增长 */
function wordBehind(count: Fact, reading: Reading, pace: number | null): Condition | null {
  const match = behindCount.exec(reading.passage.plain.slice(count.to, count.to + 34));
  const word = match ? wordIn(match.groups ?? {}, pace) : null;
  if (!match || !word) return null;
  const { noun = "", measure = "" } = match.groups ?? {};
  return {
    ...conditionAt(reading, count, count.from),
    ...ofWord(word, pace),
    measure: noun + measure,
    noun: noun + measure,
  };
}

const ofWord = ({ kind, meets }: Word, pace: number | null): Pick<Condition, "readings" | "kind" | "bound"> => ({
  // 快于序时进度（含持平）: a row that is right on it counts either way.
  readings: [(value) => meets(value, pace ?? 0), ...(kind === "pace" ? [orOn(meets, pace ?? 0)] : [])],
  kind,
  bound: null,
});

const orOn =
  (meets: Word["meets"], pace: number): Meets =>
  (value) =>
    meets(value, pace) || (value === pace && meets(pace + 1, pace));

function conditionAt({ passage }: Reading, count: Fact, from: number): Pick<Condition, "count" | "context"> {
  const begin = passage.plain.lastIndexOf("。", from - 1) + 1;
  return { count, context: passage.plain.slice(Math.max(begin, from - 60), from) };
}
