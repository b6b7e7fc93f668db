import { writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { compareYuan } from "#kit/base/money.ts";
import type { MissingItem } from "../stages/rules.ts";
import type { Stage } from "../words.ts";
import type { ReviewsPack } from "./pack.ts";
import {
  type LegalityOutcome,
  type MeetingOutcome,
  type ReviewState,
  type ReviewStep,
  reviewStates,
  reviewSteps,
  type PanelOutcome,
  panelOutcomes,
} from "./words.ts";

/*
 * 评审: one intake, one exit. A step begins when the one before it is done; 上会 ends it. 依据：各地招商项目评审办法（规则包“项目评审”）；
 * 重大行政决策未经合法性审核或者经审核不合法的，不得提交集体讨论（《重大行政决策程序暂行条例》第二十五条）。
 */

const refusal = (code: string, message: string): Refusal => ({ code: `reviews.${code}`, message });

/** 走哪些环节, by the planned investment; an amount not known yet goes the shortest way. */
export function stepsFor(kinds: ReviewsPack["kinds"], totalInvestment: string | null): ReviewStep[] {
  const fits = kinds.filter(({ atLeast }) => compareYuan(totalInvestment ?? "0", atLeast) >= 0);
  return (fits.at(-1) ?? (kinds[0] as ReviewsPack["kinds"][number])).steps;
}

export function whyNotOpen(reviews: readonly { state: ReviewState }[]): Refusal | null {
  if (reviews.some(({ state }) => state === "open"))
    return refusal("open.open", "这个项目已有评审在办，请在那一件里继续");
  return reviews.some(({ state }) => state === "agreed" || state === "conditional")
    ? refusal("open.agreed", "这个项目已评审通过，不需要再次提交；重大调整请先撤回原评审")
    : null;
}

interface Running {
  state: ReviewState;
  step: ReviewStep;
}

/** Only the step that is on. */
export function whyNotStep({ state, step }: Running, wanted: ReviewStep): Refusal | null {
  if (state !== "open") return refusal("closed", `评审已办结（${reviewStates[state]}），不能再登记`);
  return step === wanted
    ? null
    : refusal("step", `评审现在是“${reviewSteps[step]}”环节，不能办理“${reviewSteps[wanted]}”`);
}

/** The step after; null after the last. */
export const nextStep = (steps: readonly ReviewStep[], step: ReviewStep): ReviewStep | null =>
  steps[steps.indexOf(step) + 1] ?? null;

/** 收件人不作结论. */
export function whyNotConclude({ openedById }: { openedById: string | null }, personId: string | null): Refusal | null {
  if (personId === null) return refusal("conclude.person", "结论由在本机构任职的人员登记");
  return personId === openedById
    ? refusal("conclude.self", "提交评审的人不能登记审核和会议结论，请由另一人登记")
    : null;
}

/** 部门意见 is done when every department asked has answered, and each answer is adopted or not with a reason. */
export const areOpinionsDone = (
  opinions: readonly { answeredOn: string | null; isAdopted: boolean | null }[],
): boolean =>
  opinions.length > 0 && opinions.every(({ answeredOn, isAdopted }) => answeredOn !== null && isAdopted !== null);

export function whyNotAskDepartments(
  departments: readonly string[],
  known: readonly { department: string }[],
  dueOn: string,
  today: string,
): Refusal | null {
  if (dueOn < today) return refusal("opinions.due", "答复期限已过，请核对");
  const twice = departments.find(
    (each, at) => departments.indexOf(each) !== at || known.some(({ department }) => department === each),
  );
  return twice ? refusal("opinions.twice", `已征求${twice}的意见，不需要再次征求`) : null;
}

export function whyNotAnswer(
  { askedOn, isAdopted }: { askedOn: string; isAdopted: boolean | null },
  { answeredOn, stance, opinion }: { answeredOn: string; stance: string; opinion: string },
  today: string,
): Refusal | null {
  if (isAdopted !== null) return refusal("answer.settled", "这条意见已写明采纳情况，不能再改");
  if (answeredOn > today) return refusal("answer.future", "答复日期还没有到，请核对");
  if (answeredOn < askedOn) return refusal("answer.order", `答复日期早于发函日期（${writeDate(askedOn)}），请核对`);
  return stance !== "agree" && opinion.trim() === ""
    ? refusal("answer.opinion", "部门不同意或有条件同意的，请写明意见内容")
    : null;
}

export function whyNotSettle(
  { answeredOn, isAdopted: settled }: { answeredOn: string | null; isAdopted: boolean | null },
  { isAdopted, adoption }: { isAdopted: boolean; adoption: string },
): Refusal | null {
  if (answeredOn === null) return refusal("settle.unanswered", "部门还没有答复，请先登记答复");
  if (settled !== null) return refusal("settle.settled", "这条意见已写明采纳情况");
  return !isAdopted && adoption.trim() === "" ? refusal("settle.reason", "不采纳的，请写明理由") : null;
}

/** 合法性审核 that says no ends the review's way to the meeting. */
export const afterLegality = (outcome: LegalityOutcome): ReviewState => (outcome === "unlawful" ? "refused" : "open");

/** 会议决定 → the state of the review; 暂缓 leaves it where it is. */
export const afterMeeting = (outcome: MeetingOutcome): ReviewState => (outcome === "postponed" ? "open" : outcome);

export function whyNotDecide(
  {
    outcome,
    conditions,
    meetingNumber,
  }: { outcome: MeetingOutcome; conditions: readonly { dueOn: string }[]; meetingNumber: string },
  happenedOn: string,
): Refusal | null {
  if (outcome === "conditional" && conditions.length === 0)
    return refusal("decide.conditions", "附条件同意的，请写明至少一项条件和完成期限");
  if (outcome !== "conditional" && conditions.length > 0)
    return refusal("decide.surplus", "写了附带条件，决定请选“附条件同意”");
  if (conditions.some(({ dueOn }) => dueOn < happenedOn))
    return refusal("decide.due", "条件的完成期限早于会议日期，请核对");
  return meetingNumber.trim() === "" ? refusal("decide.number", "请填写会议编号，例如〔2026〕第 5 次") : null;
}

/** A day that has come, not before the review. */
export function whyNotDay(happenedOn: string, { openedOn }: { openedOn: string }, today: string): Refusal | null {
  if (happenedOn > today) return refusal("day.future", "日期还没有到，请核对");
  return happenedOn < openedOn ? refusal("day.order", `日期早于收件日期（${writeDate(openedOn)}），请核对`) : null;
}

export function whyNotWithdraw({ state }: Pick<Running, "state">): Refusal | null {
  return state === "withdrawn" || state === "refused"
    ? refusal("withdraw", `评审${reviewStates[state]}，不能撤回；要继续推进请重新提交评审`)
    : null;
}

interface Asked {
  projectId: string;
  stage: Stage;
  on: string;
  totalInvestment: unknown;
}

/**
 * 关口·评审. A project at or above the amount needs one; one that is under way is waited for; a refused project goes no further,
 * and no exception lifts that: it is submitted again.
 */
export function missingReview(
  { projectId, stage, on, totalInvestment }: Asked,
  reviews: readonly { id: string; state: ReviewState; step: ReviewStep }[],
  { from, requiredAtLeast }: Pick<ReviewsPack, "from" | "requiredAtLeast">,
): MissingItem[] {
  if (stage !== "approved" && stage !== "signed") return [];
  const last = reviews.filter(({ state }) => state !== "withdrawn").at(-1);
  const item = (message: string, fix: string, isFirm = false): MissingItem => {
    return { kind: "rule", key: "review", title: "项目评审", message, fix, ...(isFirm && { isFirm }) };
  };
  if (!last) {
    const isNeeded =
      on >= from && typeof totalInvestment === "string" && compareYuan(totalInvestment, requiredAtLeast) >= 0;
    return isNeeded ? [item("这个金额的项目须先评审，请提交评审", `projects/${projectId}?panel=reviews`)] : [];
  }
  const to = `reviews/${last.id}`;
  if (last.state === "refused") return [item("评审不同意，不能继续推进；调整后请重新提交评审", to, true)];
  return last.state === "open" ? [item(`评审还在“${reviewSteps[last.step]}”环节，办结后再登记`, to)] : [];
}

/* 专家论证: who may sit, how they are drawn, what their scores come to. */

const seatRefusal = (code: string, message: string): Refusal => ({ code: `seats.${code}`, message });

interface Candidate {
  id: string;
  name: string;
  employer: string;
  field: string;
  relations: readonly string[];
  retiredOn: string | null;
}

/** 应当回避: the employer or a declared relation and the investor name one another. */
export function recusalOf(
  expert: Pick<Candidate, "employer" | "relations">,
  parties: readonly string[],
): string | null {
  const related = [expert.employer, ...expert.relations].find((each) =>
    parties.some((party) => party !== "" && (party.includes(each) || each.includes(party))),
  );
  return related === undefined ? null : `与投资方有利害关系（${related}）`;
}

/** Who can be drawn: in the pool, of the field where one is asked for, not seated yet, nothing to recuse for. */
export function eligible<T extends Candidate>(
  pool: readonly T[],
  { field, seated, parties }: { field: string; seated: readonly string[]; parties: readonly string[] },
): T[] {
  return pool.filter(
    (each) =>
      each.retiredOn === null &&
      (field === "" || each.field === field) &&
      !seated.includes(each.id) &&
      recusalOf(each, parties) === null,
  );
}

/** 抽取 without replacement; `pick` gives a whole number below its argument. */
export function draw<T>(candidates: readonly T[], size: number, pick: (below: number) => number): T[] {
  const left = [...candidates];
  return Array.from({ length: Math.min(size, left.length) }, () => left.splice(pick(left.length), 1)[0] as T);
}

export function whyNotDraw(candidates: readonly unknown[], size: number): Refusal | null {
  return candidates.length >= size
    ? null
    : seatRefusal(
        "draw.few",
        `可抽取的专家只有 ${candidates.length} 位（已在席和应回避的除外），不够 ${size} 位：请补充专家库，或放宽专业领域`,
      );
}

export function whyNotChoose(
  expert: Candidate,
  { seated, parties }: { seated: readonly string[]; parties: readonly string[] },
): Refusal | null {
  if (expert.retiredOn !== null) return seatRefusal("choose.retired", "这位专家已出库，请另选");
  if (seated.includes(expert.id)) return seatRefusal("choose.seated", "这位专家已在本次论证席位中（含回避的）");
  const recusal = recusalOf(expert, parties);
  return recusal === null ? null : seatRefusal("choose.recusal", `这位专家${recusal}，应当回避，请另选`);
}

interface Scored {
  recusal: string | null;
  scores: Record<string, number> | null;
}

export function whyNotRecuse({ recusal, scores }: Scored): Refusal | null {
  if (recusal !== null) return seatRefusal("recuse.done", "已登记回避");
  return scores === null ? null : seatRefusal("recuse.scored", "这位专家已评分，不能再回避");
}

/** 评分 fills every line of the sheet, within what the line gives. */
export function whyNotScore(
  { recusal }: Scored,
  scores: readonly { criterion: string; points: number }[],
  criteria: ReviewsPack["criteria"],
): Refusal | null {
  if (recusal !== null) return seatRefusal("score.recused", "回避的专家不评分");
  const strange = scores.find(({ criterion }, at) => {
    const isTwice = scores.findIndex((each) => each.criterion === criterion) !== at;
    return isTwice || !criteria.some(({ code }) => code === criterion);
  });
  if (strange) return seatRefusal("score.strange", "评分项与评分表不符，请刷新后重填");
  const left = criteria.filter(({ code }) => !scores.some(({ criterion }) => criterion === code));
  if (left.length > 0) return seatRefusal("score.left", `还没有评：${left.map(({ title }) => title).join("、")}`);
  const over = criteria.find(({ code, most }) => scores.some((each) => each.criterion === code && each.points > most));
  return over ? seatRefusal("score.over", `“${over.title}”满分 ${over.most} 分，请核对`) : null;
}

const seated = <T extends Scored>(seats: readonly T[]): T[] => seats.filter(({ recusal }) => recusal === null);

export function whyNotConcludePanel(seats: readonly Scored[], panelSize: number): Refusal | null {
  const sitting = seated(seats);
  if (sitting.length < panelSize)
    return seatRefusal("panel.few", `论证专家不少于 ${panelSize} 位，现有 ${sitting.length} 位，请抽取或选定`);
  const left = sitting.filter(({ scores }) => scores === null).length;
  return left > 0 ? seatRefusal("panel.left", `还有 ${left} 位专家没有评分`) : null;
}

const totalOf = (scores: Record<string, number>): number =>
  Object.values(scores).reduce((sum, points) => sum + Math.round(points * 100), 0);

/** 平均分, two decimals, of those who sat. */
export function averageOf(seats: readonly Scored[]): string | null {
  const totals = seated(seats).flatMap(({ scores }) => (scores ? [totalOf(scores)] : []));
  if (totals.length === 0) return null;
  return (Math.round(totals.reduce((sum, each) => sum + each, 0) / totals.length) / 100).toFixed(2);
}

export const panelOutcomeOf = (average: string, passMark: number): PanelOutcome =>
  Number(average) >= passMark ? "recommended" : "notRecommended";

export const panelTitle = (outcome: PanelOutcome, average: string): string =>
  `专家论证：平均 ${average} 分，${panelOutcomes[outcome]}`;
