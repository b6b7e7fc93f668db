import type { Refusal } from "#kit/base/errors.ts";
import type { EventState } from "../words.ts";
import type { QuestionKind, SurveyState } from "./words.ts";

interface Asked {
  kind: QuestionKind;
  text: string;
  options: readonly string[];
  isRequired: boolean;
  isOverall: boolean;
}
type Step = "update" | "publish" | "invite" | "close";

const no = (code: string, message: string): Refusal => ({ code: `surveys.${code}`, message });

export function whyNotSurvey(step: Step, { state }: { state: SurveyState }): Refusal | null {
  if (state === "closed") return no(`${step}.closed`, "调查已关闭，需要再调查请新建一份");
  if (step === "publish") return state === "open" ? no("publish.open", "调查已经发布") : null;
  if (step === "invite" || step === "close") return state === "draft" ? no(`${step}.draft`, "调查还没有发布") : null;
  return null;
}

/** Once it is out, only how long and how many may change: answers to other questions could not be added up. */
export function whyNotChange(state: SurveyState, changes: Record<string, unknown>): Refusal | null {
  const fixed = ["title", "intro", "questions"].some((field) => changes[field] !== undefined);
  return state === "open" && fixed
    ? no("update.open", "已发布的调查只能改截止日期和公开链接的份数，题目不能再改")
    : null;
}

export function whyNotAsk(state: EventState): Refusal | null {
  return state === "cancelled" ? no("event.cancelled", "活动已取消，不再开展调查") : null;
}

export function whyNotClosing(closesOn: string, { fromOn }: { fromOn: string }, today: string): Refusal | null {
  if (closesOn < today) return no("closesOn.past", "截止日期已过，请填今天或以后的日期");
  return closesOn < fromOn ? no("closesOn.early", "截止日期早于活动开始日期，请核对") : null;
}

const isScore = (kind: QuestionKind) => kind === "score5" || kind === "score10";
export const highest = (kind: QuestionKind): number => (kind === "score10" ? 10 : 5);

/** A survey without one overall score could not feed the rate of satisfaction. */
export function whyNotQuestions(questions: readonly Asked[]): Refusal | null {
  const overall = questions.filter(({ isOverall }) => isOverall);
  if (overall.length !== 1) return no("questions.overall", "请把一道打分题勾选为“总体满意度”，满意率按它计算");
  if (overall.some(({ kind }) => !isScore(kind))) return no("questions.overallKind", "“总体满意度”应是一道打分题");
  const bare = questions.find(({ kind, options }) => kind === "choice" && new Set(options).size < 2);
  if (bare) return no("questions.options", `单选题“${bare.text}”至少要有两个不同的选项`);
  const twin = questions.find(({ text }, at) => questions.findIndex((each) => each.text === text) < at);
  return twin ? no("questions.twice", `“${twin.text}”出现了两次，请改写其中一道`) : null;
}

interface Standing {
  state: SurveyState;
  closesOn: string;
}

/** Why nobody may answer any more, or null. */
export function whyNotOpen({ state, closesOn }: Standing, today: string): Refusal | null {
  if (state === "draft") return no("answer.draft", "问卷还没有发布");
  if (state === "closed" || closesOn < today) return no("answer.closed", "问卷已经截止，感谢您的关注");
  return null;
}

/** Why these answers cannot be taken, or null; said so that a guest knows which question it is about. */
export function whyNotAnswer(questions: readonly Asked[], values: readonly (string | null)[]): Refusal | null {
  if (values.length !== questions.length) return no("answer.length", "答案与题目对不上，请重新打开问卷");
  for (const [at, question] of questions.entries()) {
    const value = values[at] ?? "";
    const place = `第 ${at + 1} 题“${question.text}”`;
    if (value === "" && (question.isRequired || question.isOverall)) return no("answer.missing", `${place}还没有作答`);
    if (value !== "" && !isAnswer(question, value))
      return no("answer.value", `${place}的答案不在可选范围内，请重新选择`);
  }
  return null;
}

function isAnswer({ kind, options }: Asked, value: string): boolean {
  if (kind === "text") return !/[^\P{Cc}\n\r\t]/u.test(value);
  if (kind === "choice") return options.includes(value);
  return /^(?:[1-9]|10)$/.test(value) && Number(value) <= highest(kind);
}

/** 满意: the overall score is at least so many percent of the highest. */
export function isSatisfiedBy(questions: readonly Asked[], values: readonly (string | null)[], from: number): boolean {
  const at = questions.findIndex(({ isOverall }) => isOverall);
  const question = questions[at];
  const score = Number(values[at] ?? 0);
  return question !== undefined && score * 100 >= from * highest(question.kind);
}
