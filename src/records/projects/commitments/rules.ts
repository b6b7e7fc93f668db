import { addDays, daysBetween, writeDate } from "#kit/base/dates.ts";
import {
  compareDecimals,
  divideDecimals,
  groupThousands,
  multiplyDecimals,
  subtractDecimals,
} from "#kit/base/decimals.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { percent as percentOf, readable } from "#kit/base/money.ts";
import type { CommitmentsPack } from "./pack.ts";
import {
  type CommitmentKind,
  type CommitmentResult,
  commitmentKinds,
  type FulfillmentState,
  type HandlingKind,
  handlingKinds,
} from "./words.ts";

const no = (code: string, message: string): Refusal => ({ code: `commitments.${code}`, message });

const units: Record<CommitmentKind, string> = {
  investment: "元",
  registeredCapital: "元",
  output: "元",
  jobs: "人",
  energy: "吨标准煤",
  landArea: "亩",
  tax: "元",
  relocation: "",
};

/** 上限类: what was promised not to be exceeded. */
const ceilings: readonly CommitmentKind[] = ["energy", "landArea"];
export const isCeiling = (kind: CommitmentKind): boolean => ceilings.includes(kind);

/** 1.20亿元、300 人、45.5 亩. */
export function told(kind: CommitmentKind, value: string): string {
  const unit = units[kind];
  return unit === "元" ? readable(value) : `${groupThousands(value.replace(/\.?0+$/, "") || "0")} ${unit}`;
}

interface Pledge {
  kind: CommitmentKind;
  target: string;
  dueOn: string;
  agreedOn: string;
}

/** 不再收的: what a place may no longer ask for in return. Old ones stay readable as 历史承诺. */
const barred: Partial<Record<CommitmentKind, string>> = {
  tax: "不得以缴纳税收、地方留成或财力贡献作为承诺和兑现的条件（公平竞争审查条例第十条，FC-1）：旧协议里的请登记为历史承诺，新协议请改按投资、产值、用工等客观条件约定",
  relocation:
    "不得以迁入注册地、不迁出或在本地纳税纳统作为条件（公平竞争审查条例第九条及其实施办法，FC-2）：旧协议里的请登记为历史承诺，新协议不能再约定",
};

export function whyNotCommit({ kind, target, dueOn, agreedOn }: Pledge, today: string): Refusal | null {
  const message = barred[kind];
  if (message) return no("barred", message);
  if (agreedOn > today) return no("agreedOn", "协议日期还没有到，请核对");
  if (dueOn < agreedOn) return no("dueOn", `期限早于协议签订的${writeDate(agreedOn)}，请核对`);
  return whyNotValue(kind, target, "目标") ?? (compareDecimals(target, "0") > 0 ? null : no("target", "目标应大于 0"));
}

export function whyNotValue(kind: CommitmentKind, value: string, title: string): Refusal | null {
  if (value.startsWith("-")) return no("negative", `${title}不能是负数`);
  return kind === "jobs" && !/^\d+(\.0+)?$/.test(value) ? no("whole", `${title}：用工人数应为整数`) : null;
}

/** 历史承诺: only from agreements of before the day the pack names. */
export function whyNotKeep(
  { agreedOn }: { agreedOn: string },
  { legacyBefore }: Pick<CommitmentsPack, "legacyBefore">,
): Refusal | null {
  return agreedOn < legacyBefore
    ? null
    : no(
        "keep",
        `税收、迁入类承诺只登记${writeDate(legacyBefore)}之前签订的协议：此后的协议不得再作这样的约定（公平竞争审查条例），请与法制机构核对`,
      );
}

interface Judged {
  kind: CommitmentKind;
  target: string;
  dueOn: string;
}
interface Actual {
  value: string;
  happenedOn: string;
}

/** 完成比例够了没有; a ceiling may be passed by as much as a goal may be missed by. */
function isEnough(kind: CommitmentKind, target: string, value: string, percent: number): boolean {
  return isCeiling(kind)
    ? compareDecimals(multiplyDecimals(value, "100"), multiplyDecimals(target, String(200 - percent))) <= 0
    : compareDecimals(multiplyDecimals(value, "100"), multiplyDecimals(target, String(percent))) >= 0;
}

/** What the last actual says by itself: a goal is met when reached, a ceiling when it held on its day, and broken at once. */
export function resultOf(
  { kind, target, dueOn }: Judged,
  actual: Actual | null,
  { percent }: Pick<CommitmentsPack, "percent">,
): CommitmentResult | null {
  if (!actual) return null;
  const holds = isEnough(kind, target, actual.value, percent);
  if (!isCeiling(kind)) return holds ? "met" : null;
  if (!holds) return "exceeded";
  return actual.happenedOn >= dueOn ? "met" : null;
}

/** The last day counts; of one day the last one typed. Rows come in the order they were typed. */
export const lastOf = <T extends Actual>(rows: readonly T[]): T | null =>
  rows.reduce<T | null>((last, each) => (last && last.happenedOn > each.happenedOn ? last : each), null);

interface Standing {
  isLegacy: boolean;
  result: CommitmentResult | null;
  dueOn: string | null;
  isEnded: boolean;
}

/** 履约状态 on that day; `stateWhere` in queries.ts says the same to the database. */
export function stateOf(
  { isLegacy, result, dueOn, isEnded }: Standing,
  { graceDays, warnDays }: Pick<CommitmentsPack, "graceDays" | "warnDays">,
  today: string,
): FulfillmentState {
  if (isLegacy || dueOn === null) return "legacy";
  if (result === "met") return "met";
  if (isEnded) return "ended";
  if (result === "exceeded" || dueOn < addDays(today, -graceDays)) return "breached";
  if (dueOn < today) return "late";
  return dueOn <= addDays(today, warnDays) ? "soon" : "open";
}

type Told = Standing & { kind: CommitmentKind; target: string | null; actual: string | null; actualOn: string | null };

/** 差多少、晚多久, as an officer would say it. */
export function whyOf(commitment: Told, pack: CommitmentsPack, today: string): string {
  const { kind, target, dueOn, actual, actualOn } = commitment;
  const state = stateOf(commitment, pack, today);
  if (state === "legacy" || target === null || dueOn === null)
    return "旧协议的税收、迁入类承诺，只供查阅：不考核，不据此兑现，不作为违约处置的依据";
  if (state === "met")
    return actualOn !== null && actualOn > dueOn ? `已履行，比期限晚 ${daysBetween(dueOn, actualOn)} 天` : "已履行";
  const gap = gapOf(kind, target, actual);
  if (state === "ended") return `项目已结束：${gap}`;
  const late = daysBetween(dueOn, today);
  if (state === "breached")
    return late > 0 ? `${gap}，已过期限 ${late} 天（宽限 ${pack.graceDays} 天）` : `${gap}，期限${writeDate(dueOn)}`;
  if (state === "late") return `${gap}，已过期限 ${late} 天，宽限还剩 ${pack.graceDays - late} 天`;
  return late === 0 ? `${gap}，今天到期` : `${gap}，还剩 ${-late} 天`;
}

function gapOf(kind: CommitmentKind, target: string, actual: string | null): string {
  const title = commitmentKinds[kind];
  if (actual === null) return `${title}还没有登记完成情况（目标${told(kind, target)}）`;
  const gap = subtractDecimals(target, actual);
  if (isCeiling(kind))
    return compareDecimals(gap, "0") < 0
      ? `${title}超出${told(kind, gap.slice(1))}（上限${told(kind, target)}）`
      : `${title}还没有登记期满时的数（上限${told(kind, target)}）`;
  return compareDecimals(gap, "0") > 0
    ? `${title}差${told(kind, gap)}（完成 ${percentOf(actual, target) ?? "0"}%）`
    : `${title}已达目标`;
}

/** The rule that lit it, in one sentence. */
export const ruleOf = ({ percent, graceDays, document }: CommitmentsPack): string =>
  `完成目标的 ${percent}% 视为履行，到期后宽限 ${graceDays} 天仍未完成的为违约；上限类超出的即为违约。依据：${document}`;

/** The first day it was broken: the one after its grace, or the day it was seen to be exceeded. */
export function brokenOn(
  { dueOn, result, actualOn }: { dueOn: string; result: CommitmentResult | null; actualOn: string | null },
  { graceDays }: Pick<CommitmentsPack, "graceDays">,
): string {
  return result === "exceeded" && actualOn !== null ? actualOn : addDays(dueOn, graceDays + 1);
}

export function whyNotActual(
  { isLegacy, agreedOn, kind }: { isLegacy: boolean; agreedOn: string; kind: CommitmentKind },
  { value, happenedOn }: Actual,
  today: string,
): Refusal | null {
  if (isLegacy) return readOnly;
  if (happenedOn > today) return no("actual.future", "截至日期还没有到，请核对");
  if (happenedOn < agreedOn) return no("actual.order", `截至日期早于协议签订的${writeDate(agreedOn)}，请核对`);
  return whyNotValue(kind, value, "完成数");
}

const readOnly = no("legacy", "历史承诺只供查阅：不登记完成情况，也不作处置");

/** 完成数与目标相差千倍: a wrong unit more often than a truth. */
export function askedValue(kind: CommitmentKind, target: string, value: string): string | null {
  if (compareDecimals(value, "0") <= 0 || compareDecimals(target, "0") <= 0) return null;
  const ratio = divideDecimals(value, target, 6) ?? "0";
  const isFar = compareDecimals(ratio, "1000") >= 0 || compareDecimals(ratio, "0.001") <= 0;
  return isFar
    ? `目标${told(kind, target)}，完成数填了${told(kind, value)}，相差一千倍以上：请核对单位，确实如此请勾选“数值已核对”再保存`
    : null;
}

interface Handled {
  kind: HandlingKind;
  happenedOn: string;
  untilOn: string | null;
}

/** 处置 answers a commitment that is late or broken; 催告 may come once its day is near. */
export function whyNotHandle(
  state: FulfillmentState,
  { kind, happenedOn, untilOn }: Handled,
  { agreedOn, today }: { agreedOn: string; today: string },
): Refusal | null {
  if (state === "legacy") return readOnly;
  const open: readonly FulfillmentState[] = kind === "urge" ? ["soon", "late", "breached"] : ["late", "breached"];
  if (!open.includes(state))
    return no(
      "handle.state",
      `这项承诺没有逾期，不能登记${handlingKinds[kind]}${state === "open" ? "；临近期限可以催告" : ""}`,
    );
  if ((kind === "deduct" || kind === "withdraw") && state !== "breached")
    return no("handle.grace", `还在宽限期内，先催告或限期整改；宽限过后仍未履行的再${handlingKinds[kind]}`);
  if (happenedOn > today) return no("handle.future", "决定日期还没有到，请核对");
  if (happenedOn < agreedOn) return no("handle.order", "决定日期早于协议签订，请核对");
  if (kind === "rectify" && untilOn === null) return no("handle.until", "限期整改请填写整改到哪天");
  return untilOn !== null && untilOn < happenedOn ? no("handle.untilOrder", "期限早于决定日期，请核对") : null;
}
