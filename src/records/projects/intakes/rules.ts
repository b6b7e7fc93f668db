import type { Refusal } from "#kit/base/errors.ts";
import { type AsideReason, asideReasons, type IntakeLinkState, type IntakeState, type IntakeTiming } from "./words.ts";

const no = (code: string, message: string): Refusal => ({ code: `intakes.${code}`, message });

interface Link {
  state: IntakeLinkState;
  closesOn: string | null;
}

/** Why nobody may hand in any more, or null. */
export function whyNotOpen({ state, closesOn }: Link, today: string): Refusal | null {
  return state === "closed" || (closesOn !== null && closesOn < today)
    ? no("door.closed", "这份表单已停止接收，请通过机构公布的电话联系，谢谢您的关注")
    : null;
}

/** A link that ran away fills the inbox no further than this. */
export const whyNotMore = (receivedToday: number, dailyLimit: number): Refusal | null =>
  receivedToday >= dailyLimit ? no("door.full", "今天收到的已满，请明天再提交，或通过机构公布的电话联系") : null;

/** 同意 is asked for by itself, and what no person sees stays empty. 依据：个人信息保护法第十四条。 */
export function whyNotSubmitted({ isConsented, trap }: { isConsented: boolean; trap: string }): Refusal | null {
  if (trap !== "") return no("door.trap", "提交的内容像是自动填写的，请核对后再提交一次");
  return isConsented ? null : no("door.consent", "请阅读并勾选个人信息处理的同意，我们才能与您联系");
}

interface Held {
  state: IntakeState;
  clearedOn: string | null;
}

/** What was put aside may still be taken on, for as long as there is somebody to call. */
export function whyNotTake({ state, clearedOn }: Held): Refusal | null {
  if (state === "taken") return no("take.taken", "这份来件已经承接为线索，请刷新后再看");
  return clearedOn ? no("take.cleared", "联系人信息已删除，不能再承接；请对方重新提交") : null;
}

export function whyNotSetAside({ state }: Pick<Held, "state">): Refusal | null {
  if (state === "taken") return no("aside.taken", "这份来件已经承接为线索，要停止推进请在线索的“推进状态”里办理");
  return state === "aside" ? no("aside.aside", "这份来件已经搁置") : null;
}

export const whyNotReveal = ({ clearedOn }: Pick<Held, "clearedOn">): Refusal | null =>
  clearedOn ? no("reveal.cleared", `联系人信息已于 ${clearedOn} 删除`) : null;

export function whyNotForget({ state, clearedOn }: Held): Refusal | null {
  if (clearedOn) return no("forget.cleared", `联系人信息已于 ${clearedOn} 删除`);
  return state === "waiting" ? no("forget.waiting", "来件还没有办理，请先承接或搁置，再删除联系人信息") : null;
}

export function whyNotLink(
  step: "update" | "close" | "reopen" | "relink",
  { state }: Pick<Link, "state">,
): Refusal | null {
  const not = (code: string, message: string): Refusal => ({ code: `intakeLinks.${code}`, message });
  if (step === "reopen") return state === "open" ? not("reopen.open", "表单正在收集，无需重新开放") : null;
  if (state === "open") return null;
  return step === "close"
    ? not("close.closed", "表单已经关闭")
    : not(`${step}.closed`, "表单已关闭，重新开放后才能办理");
}

export const whyNotClosing = (closesOn: string | null, today: string): Refusal | null =>
  closesOn !== null && closesOn < today
    ? { code: "intakeLinks.closesOn", message: "截止日期已过，请填今天或以后的日期，或留空" }
    : null;

/** What is agreed to, with how long it is kept as the pack of that day says. 依据：个人信息保护法第十七条。 */
export const consentText = (consent: string, keptDays: number): string =>
  `${consent}${/[。！？]$/.test(consent) ? "" : "。"}未成为招商线索的，联系人信息自办结或收到之日起最多保存 ${keptDays} 日。`;

/** 办理时限: not after the day the answer was due; where no term can be told, nothing is said. */
export const timingOf = (dueOn: string | null, handledOn: string): IntakeTiming =>
  dueOn === null ? "none" : handledOn <= dueOn ? "inTime" : "late";

/** On the timeline of the intake: why, in the words of the choice. */
export const asideText = (reason: AsideReason): string => `搁置：${asideReasons[reason]}`;
