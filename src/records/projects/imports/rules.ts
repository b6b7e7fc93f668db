import { writeDate } from "#kit/base/dates.ts";
import type { PackedTrack } from "../pack.ts";
import { type Fact, furthest, skipped, whyNotStage } from "../stages/rules.ts";
import { type Stage, stages } from "../words.ts";

/** 台账: what a row says about where a project has got to. */
export interface LedgerSays {
  /** 当前阶段 in a word. */
  stage: Stage | null;
  dates: Partial<Record<Stage, string>>;
  receivedOn: string;
}

export interface LedgerStep {
  stage: Stage;
  happenedOn: string;
  skipReason: string | null;
}

/** What to say about a cell, by its column. */
interface Remark {
  field: string;
  message: string;
}

export const dateField = (stage: Stage): string => (stage === "lead" ? "receivedOn" : `${stage}On`);

/** Why a stage was left out that the track never leaves out: an old ledger did not hold it. */
export const notRecorded = "原台账没有记载";

/**
 * 阶段 from the dates of a row, by the rules of the page: order, future, track. One thing differs. A ledger is history: a
 * stage it never recorded is left out in so many words (and may be added later), not refused, for a date would be made up.
 */
export function ledgerSteps(track: PackedTrack, known: readonly Fact[], says: LedgerSays, today: string) {
  const problems: Remark[] = [];
  const warnings: Remark[] = [];
  const facts = [...known];
  const steps: LedgerStep[] = [];
  const dates = datesOf(track, facts, says, warnings);
  const lenient = { ...track, stages: track.stages.map((each) => ({ ...each, skip: "reason" as const })) };
  const elsewhere = (Object.keys(dates) as Stage[]).filter((stage) => !codesOf(track).includes(stage));
  for (const stage of [...codesOf(track), ...elsewhere]) {
    const happenedOn = dates[stage];
    if (!happenedOn) continue;
    const there = known.find((each) => each.stage === stage);
    if (there?.happenedOn === happenedOn) continue;
    if (there) {
      problems.push({ field: dateField(stage), message: alreadyAt(track, there) });
      continue;
    }
    const left = skipped(stage, track, facts);
    const step = { stage, happenedOn, evidence: [], skipReason: left.length > 0 ? notRecorded : "" };
    const refused = whyNotStage(step, lenient, facts, today);
    if (refused) {
      problems.push({ field: dateField(stage), message: refused.message });
      continue;
    }
    if (left.length > 0) {
      const titles = left.map(({ title }) => `“${title}”`).join("、");
      const message = `没有${titles}的日期，按“${notRecorded}”略过，以后可以在项目页面补登记`;
      warnings.push({ field: dateField(stage), message });
    }
    steps.push({ stage, happenedOn, skipReason: step.skipReason || null });
    facts.push({ id: "", stage, happenedOn, byId: null, verifiedAt: null, recognizedAt: null });
  }
  const said = stageSaid(track, facts, says.stage);
  if (said) (said.isProblem ? problems : warnings).push({ field: "stage", message: said.message });
  return { steps, problems, warnings };
}

const codesOf = ({ stages: all }: PackedTrack): Stage[] =>
  all.map(({ code }) => code).filter((code) => code !== "lead");

/** 在谈 that has no date of its own began, as far as the ledger knows, when the lead came. */
function datesOf(
  track: PackedTrack,
  known: readonly Fact[],
  { stage, dates, receivedOn }: LedgerSays,
  warnings: Remark[],
) {
  const isHeld = known.some((fact) => fact.stage === "negotiating");
  if (stage !== "negotiating" || dates.negotiating || isHeld || !codesOf(track).includes("negotiating")) return dates;
  warnings.push({ field: "stage", message: `没有在谈日期，按接到日期 ${receivedOn} 登记在谈` });
  return { ...dates, negotiating: receivedOn };
}

function alreadyAt(track: PackedTrack, { stage, happenedOn }: Fact): string {
  const title = titleOf(track, stage);
  return `库中${title}日期是${writeDate(happenedOn)}，与本行不同：日期有误请在项目页面用“更正”，或把本行改成一致`;
}

const titleOf = (track: PackedTrack, stage: Stage): string =>
  track.stages.find(({ code }) => code === stage)?.title ?? stages[stage];

/** 当前阶段 must not say more than the dates do; where it says less, the dates hold. */
function stageSaid(track: PackedTrack, facts: readonly Fact[], stage: Stage | null) {
  if (stage === null || stage === "lead") return null;
  const at = track.stages.findIndex(({ code }) => code === stage);
  const reached = furthest(track, facts);
  const title = titleOf(track, stage);
  if (at < 0) return { isProblem: true, message: `“${track.title}”没有“${title}”这个阶段，请核对项目类型或当前阶段` };
  if (at > reached) return { isProblem: true, message: `当前阶段写的是${title}，请填写${title}日期` };
  return at < reached
    ? { isProblem: false, message: `当前阶段写的是${title}，但日期已到${track.stages[reached]?.title}，按日期登记` }
    : null;
}
