import { calendarProblem, isWorkday, workdaysBetween, type YearCalendar } from "#kit/base/calendar.ts";
import { addDays, daysBetween, writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import type { ProjectsPack } from "../pack.ts";
import { isOpen } from "../rules.ts";
import { type Stage, type Standing, stages, standings } from "../words.ts";
import { type ClockLight, type LeadStep, leadSteps } from "./words.ts";

type PackedClock = ProjectsPack["leadClocks"][number];
interface Taken {
  step: LeadStep;
  happenedOn: string;
}
interface On {
  today: string;
  calendars: readonly YearCalendar[];
}

/** The term of a clock: experts give the screening a longer one. */
export function termOf({ code, days, counts, expertDays }: PackedClock, steps: readonly Taken[]) {
  const isLong = code === "screen" && expertDays !== null && steps.some(({ step }) => step === "experts");
  const count = isLong ? expertDays : days;
  return {
    count,
    counts,
    text: `${count} 个${counts === "workdays" ? "工作日" : "自然日"}内${isLong ? "（专家研判）" : ""}`,
  };
}

type Term = { count: number; counts: "workdays" | "days" };

/** The day so far away; null where a year's working days are not published, for nothing is guessed. */
function dayAway(from: string, { count, counts }: Term, calendars: readonly YearCalendar[]): string | null {
  if (counts === "days") return addDays(from, count);
  const step = Math.sign(count);
  let day = from;
  for (let left = Math.abs(count); left > 0; ) {
    day = addDays(day, step);
    if (calendarProblem(day, day, calendars)) return null;
    if (isWorkday(day, calendars)) left -= 1;
  }
  return day;
}

/** How late a day is, in the unit the clock counts. */
function lateness(dueOn: string, day: string, counts: "workdays" | "days", calendars: readonly YearCalendar[]): string {
  if (counts === "days" || calendarProblem(dueOn, day, calendars)) return `${daysBetween(dueOn, day)} 天`;
  return `${Math.max(1, workdaysBetween(dueOn, day, calendars))} 个工作日`;
}

/**
 * 线索时限: every clock of the pack as it stands. A repeated one runs again from the last time, so it is never over while
 * the lead is one. 依据：规则包“线索时限”。
 */
export function clocksOf(
  packed: readonly PackedClock[],
  receivedOn: string,
  steps: readonly Taken[],
  { today, calendars }: On,
) {
  return packed.map((clock) => {
    const term = termOf(clock, steps);
    const own = steps.filter(({ step }) => step === clock.code).map(({ happenedOn }) => happenedOn);
    const doneOn = (clock.isRepeated ? own.toSorted().at(-1) : own.toSorted()[0]) ?? null;
    const isOpenClock = clock.isRepeated || doneOn === null;
    const dueOn = dayAway(clock.isRepeated ? (doneOn ?? receivedOn) : receivedOn, term, calendars);
    const told = isOpenClock
      ? running(dueOn, term.counts, { today, calendars })
      : over(dueOn, doneOn ?? today, term.counts, calendars);
    return { step: clock.code, title: clock.title, term: term.text, dueOn, doneOn, isOpen: isOpenClock, ...told };
  });
}
type Clock = ReturnType<typeof clocksOf>[number];

const unknown = { light: "none" as ClockLight, text: "当年工作日历还没有公布，不能推算期限" };

/** So many days before it is due a clock turns yellow. */
const soon = 1;

function running(dueOn: string | null, counts: "workdays" | "days", { today, calendars }: On) {
  if (dueOn === null) return unknown;
  const left = daysBetween(today, dueOn);
  if (left < 0) return { light: "red" as const, text: `超期 ${lateness(dueOn, today, counts, calendars)}` };
  if (left === 0) return { light: "yellow" as const, text: "今天到期" };
  return { light: left <= soon ? ("yellow" as const) : ("green" as const), text: `还剩 ${left} 天` };
}

function over(dueOn: string | null, doneOn: string, counts: "workdays" | "days", calendars: readonly YearCalendar[]) {
  if (dueOn === null) return { light: "green" as const, text: `${doneOn} 办理` };
  return doneOn <= dueOn
    ? { light: "green" as const, text: `${doneOn} 按期办理` }
    : { light: "red" as const, text: `${doneOn} 办理，晚了 ${lateness(dueOn, doneOn, counts, calendars)}` };
}

/** 最急的一项 of the open ones: the earliest due, and in words. */
export function urgentOf(clocks: readonly Clock[]): { light: ClockLight; lightText: string; nextDueOn: string | null } {
  const open = clocks.filter((each) => each.isOpen);
  const [first] = open
    .filter(({ dueOn }) => dueOn !== null)
    .toSorted((one, other) => ((one.dueOn ?? "") < (other.dueOn ?? "") ? -1 : 1));
  if (!first) return { light: open.length > 0 ? "none" : "green", lightText: open[0]?.text ?? "", nextDueOn: null };
  const others = open.filter(({ light }) => light === "red").length - 1;
  const more = others > 0 ? `，另有 ${others} 项超期` : "";
  return { light: first.light, lightText: `${first.title}${first.text}${more}`, nextDueOn: first.dueOn };
}

/** The day before which whatever a clock runs from makes it late today; null where it cannot be counted. */
export const lateBefore = ({ count, counts }: Term, { today, calendars }: On): string | null =>
  dayAway(today, { count: -count, counts }, calendars);

interface Lead {
  stage: Stage;
  standing: Standing;
  receivedOn: string;
  officerId: string | null;
}

const no = (code: string, message: string): Refusal => ({ code: `leadSteps.${code}`, message });

export function whyNotLead({ stage, standing }: Pick<Lead, "stage" | "standing">): Refusal | null {
  if (stage !== "lead") return no("stage", `项目已到“${stages[stage]}”，线索时限已经结束`);
  return isOpen({ standing }) ? null : no("standing", `线索已“${standings[standing]}”，先在“推进状态”里恢复推进再办理`);
}

/** May this step be typed now? Each but the report is taken once; who answers for the lead is settled by the answer. */
export function whyNotTaken(wanted: Taken, lead: Lead, steps: readonly Taken[], today: string): Refusal | null {
  const { step, happenedOn } = wanted;
  const wrong = whyNotLead(lead);
  if (wrong) return wrong;
  if (happenedOn > today) return no("future", "办理日期还没有到，请核对");
  if (happenedOn < lead.receivedOn) return no("early", `办理日期早于接到线索的${writeDate(lead.receivedOn)}，请核对`);
  if (step === "answer" && lead.officerId === null)
    return no("officer", "答复要同时定下责任专员：请先在“修改”里选择责任专员");
  const known = steps.find((each) => each.step === step && (step !== "report" || each.happenedOn === happenedOn));
  if (known) return no("twice", `“${leadSteps[step]}”已在${writeDate(known.happenedOn)}登记过；登记错的请先作废`);
  if (step === "experts" && steps.some((each) => each.step === "screen"))
    return no("experts", "研判已经做完，不用再转专家");
  return null;
}

/** What can still be typed. */
export const takesOf = (steps: readonly Taken[]): LeadStep[] =>
  (Object.keys(leadSteps) as LeadStep[]).filter(
    (step) =>
      step === "report" ||
      (!steps.some((each) => each.step === step) &&
        !(step === "experts" && steps.some((each) => each.step === "screen"))),
  );

/** 停滞 and 建议转休眠: for how many working days nothing happened, where that is more than may be. */
export function quietFor(activeOn: string, limit: number | null, on: On): { days: string } | null {
  const before = limit === null ? null : lateBefore({ count: limit, counts: "workdays" }, on);
  return before !== null && activeOn < before ? { days: lateness(activeOn, on.today, "workdays", on.calendars) } : null;
}

export const stallText = (title: string, activeOn: string, days: string, limit: number): string =>
  `停滞：在“${title}”自 ${activeOn} 起 ${days}没有进展，这一阶段规定不超过 ${limit} 个工作日`;

export const silenceText = (activeOn: string, days: string): string =>
  `自 ${activeOn} 起 ${days}没有任何进展，建议转为“休眠”；仍要推进的，记一次对接或登记跟进报告即可`;
