import { writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { compareYuan, readable } from "#kit/base/money.ts";
import type { MissingItem } from "../stages/rules.ts";
import { type Capital, type InvestorKind, type Stage, stages, type Track } from "../words.ts";
import type { DiligencePack } from "./pack.ts";
import {
  type DiligenceKind,
  diligenceKinds,
  type DiligenceOutcome,
  type DiligenceState,
  type RiskLevel,
} from "./words.ts";

/*
 * 尽职调查: look-ups by one person, each verified by another, a conclusion by somebody who typed none of them. What must be
 * looked up, of which projects and before which stage, is pack data. A conclusion holds for what it rested on: whatever is
 * found or corrected afterwards asks for another.
 */

const refusal = (code: string, message: string): Refusal => ({ code: `diligences.${code}`, message });

export interface FindingState {
  id: string;
  kind: DiligenceKind;
  risk: RiskLevel;
  lookedOn: string;
  byId: string | null;
  verifiedAt: string | null;
  voidedAt: string | null;
}
interface ConclusionState {
  id: string;
  outcome: DiligenceOutcome;
}
interface ConditionState {
  conclusionId: string;
  metOn: string | null;
}
/** A diligence with all that was ever typed about it, each in the order it was typed. */
export interface Held {
  openedOn: string;
  annulledAt: string | null;
  findings: readonly FindingState[];
  conclusions: readonly ConclusionState[];
  conditions: readonly ConditionState[];
}

const standing = (findings: readonly FindingState[]) => findings.filter(({ voidedAt }) => voidedAt === null);

/** 状态, by the last conclusion and what came after it: ids are given in the order of typing, and a correction is a new row. */
export function stateOf({ findings, conclusions, conditions }: Omit<Held, "openedOn" | "annulledAt">): DiligenceState {
  const last = conclusions.at(-1);
  if (!last) return "open";
  if (findings.some(({ id }) => id > last.id)) return "outdated";
  if (last.outcome === "advisedAgainst") return "advisedAgainst";
  const open = conditions.some(({ conclusionId, metOn }) => conclusionId === last.id && metOn === null);
  return open ? "waiting" : "passed";
}

interface Wanted {
  track: Track;
  capital: Capital | null;
  investorKind: InvestorKind | null;
  totalInvestment: string | null;
}

/** 须查的内容 of a project; null where none is asked of it. */
export function kindsFor(
  { tracks, capital, investorKind, bands }: Pick<DiligencePack, "tracks" | "capital" | "investorKind" | "bands">,
  project: Wanted,
): readonly DiligenceKind[] | null {
  const isAmong = <T>(all: readonly T[] | undefined, one: T | null) => !all || (one !== null && all.includes(one));
  if (!isAmong(tracks, project.track) || !isAmong(capital, project.capital)) return null;
  if (!isAmong(investorKind, project.investorKind) || project.totalInvestment === null) return null;
  const amount = project.totalInvestment;
  return bands.filter(({ atLeast }) => compareYuan(amount, atLeast) >= 0).at(-1)?.kinds ?? null;
}

/** 要求 in words, for the page. */
export function requirementText(pack: DiligencePack, project: Wanted): string | null {
  const kinds = kindsFor(pack, project);
  if (!kinds) return null;
  const names = kinds.map((kind) => diligenceKinds[kind]).join("、");
  const amount = project.totalInvestment === null ? "" : `计划总投资 ${readable(project.totalInvestment)}，`;
  return `${amount}自${writeDate(pack.from)}起，${stages[pack.stage]}前须查：${names}`;
}

/** 还没有查的内容: what counts is a finding that stands and is verified. */
export const leftOf = (kinds: readonly DiligenceKind[], findings: readonly FindingState[]): DiligenceKind[] =>
  kinds.filter((kind) => !standing(findings).some((each) => each.kind === kind && each.verifiedAt !== null));

export function whyNotOpen(
  companyName: string,
  known: readonly { companyName: string; annulledAt: string | null }[],
): Refusal | null {
  if (companyName === "") return refusal("open.company", "项目还没有写投资方，请先填写，或从企业库选择调查对象");
  return known.some((each) => each.annulledAt === null && each.companyName === companyName)
    ? refusal("open.twice", `“${companyName}”已有尽职调查，请在那一件里登记`)
    : null;
}

const whyNotHeld = ({ annulledAt }: Pick<Held, "annulledAt">): Refusal | null =>
  annulledAt === null ? null : refusal("annulled", "这件尽职调查已作废，请另外开始");

export function whyNotFind(held: Pick<Held, "annulledAt">, lookedOn: string, today: string): Refusal | null {
  const problem = whyNotHeld(held);
  if (problem) return problem;
  return lookedOn > today ? refusal("find.future", "查询日期还没有到，请核对") : null;
}

export function whyNotCorrect({ voidedAt }: Pick<FindingState, "voidedAt">): Refusal | null {
  return voidedAt === null ? null : refusal("correct.done", "这条发现已更正，请在更正后的那一条上办理");
}

/** 核验 is a second pair of eyes. */
export function whyNotVerify(
  { byId, verifiedAt, voidedAt }: Pick<FindingState, "byId" | "verifiedAt" | "voidedAt">,
  personId: string | null,
): Refusal | null {
  if (voidedAt !== null) return refusal("verify.voided", "这条发现已更正，请核验更正后的那一条");
  if (verifiedAt !== null) return refusal("verify.done", "这条发现已经核验");
  return personId === null || byId === personId
    ? refusal("verify.self", "登记人不能核验自己登记的发现，请由另一人核验")
    : null;
}

interface Concluded {
  outcome: DiligenceOutcome;
  concludedOn: string;
  conditions: readonly { dueOn: string }[];
}

/** Whether a conclusion may be drawn at all, by this person. */
export function whyNotConclude(
  held: Pick<Held, "annulledAt" | "findings">,
  kinds: readonly DiligenceKind[],
  personId: string | null,
): Refusal | null {
  const problem = whyNotHeld(held);
  if (problem) return problem;
  const findings = standing(held.findings);
  if (findings.length === 0) return refusal("conclude.empty", "还没有登记任何发现，先查询并登记，再作结论");
  const unverified = findings.filter(({ verifiedAt }) => verifiedAt === null).length;
  if (unverified > 0) return refusal("conclude.unverified", `还有 ${unverified} 条发现没有核验，核验后再作结论`);
  const left = leftOf(kinds, findings);
  if (left.length > 0)
    return refusal("conclude.left", `还没有查：${left.map((kind) => diligenceKinds[kind]).join("、")}`);
  return personId === null || findings.some(({ byId }) => byId === personId)
    ? refusal("conclude.self", "登记过发现的人不作结论，请由另一人作出")
    : null;
}

/** Whether what was concluded fits what was found. */
export function whyNotConcluded(
  { outcome, concludedOn, conditions }: Concluded,
  held: Pick<Held, "openedOn" | "findings">,
  today: string,
): Refusal | null {
  const findings = standing(held.findings);
  if (concludedOn > today) return refusal("conclude.future", "结论日期还没有到，请核对");
  const last = findings.reduce((latest, { lookedOn }) => (lookedOn > latest ? lookedOn : latest), "");
  if (concludedOn < held.openedOn || concludedOn < last)
    return refusal("conclude.order", "结论日期早于开始日期或最后一次查询，请核对");
  if (outcome === "passed" && findings.some(({ risk }) => risk === "high"))
    return refusal("conclude.high", "有高风险的发现，不能直接通过：请附条件，或不建议");
  if (outcome === "conditional" && conditions.length === 0)
    return refusal("conclude.conditions", "附条件通过的，请写明至少一项条件和完成期限");
  if (outcome !== "conditional" && conditions.length > 0)
    return refusal("conclude.surplus", "写了条件，结论请选“附条件通过”");
  return conditions.some(({ dueOn }) => dueOn < concludedOn)
    ? refusal("conclude.due", "条件的完成期限早于结论日期，请核对")
    : null;
}

export function whyNotAnnul(held: Pick<Held, "annulledAt" | "conclusions">): Refusal | null {
  if (held.annulledAt !== null) return refusal("annul.done", "这件尽职调查已经作废");
  return held.conclusions.length > 0
    ? refusal("annul.concluded", "已有结论的尽职调查不能作废；情况有变的请登记新的发现，重新作结论")
    : null;
}

interface Asked extends Wanted {
  projectId: string;
  on: string;
  /** The stage asked about lies at or beyond the one the pack names, on the project's track. */
  isReached: boolean;
}

/**
 * 关口·尽职调查. A project the pack asks it of needs one; one that was begun is waited for, whoever asked for it: its conclusion,
 * and what the conclusion wants done. An exception by two people may lift it.
 */
export function missingDiligence(
  { projectId, on, isReached, ...project }: Asked,
  files: readonly { companyName: string; state: DiligenceState; openCount: number }[],
  pack: DiligencePack,
): MissingItem[] {
  if (!isReached) return [];
  const fix = `projects/${projectId}?panel=diligence`;
  const item = (message: string): MissingItem => ({ kind: "rule", key: "diligence", title: "尽职调查", message, fix });
  if (files.length === 0) {
    const isNeeded = on >= pack.from && kindsFor(pack, project) !== null;
    return isNeeded ? [item("这类项目须先作尽职调查，请登记查询情况并作出结论")] : [];
  }
  return files.flatMap(({ companyName, state, openCount }) => {
    if (state === "open") return [item(`“${companyName}”的尽职调查还没有结论`)];
    if (state === "outdated") return [item(`“${companyName}”的尽职调查在结论之后又有新的发现，请重新作结论`)];
    if (state === "advisedAgainst") return [item(`“${companyName}”的尽职调查结论是“不建议”`)];
    return state === "waiting" ? [item(`“${companyName}”的尽调条件还有 ${openCount} 项没有落实`)] : [];
  });
}

export const stageIsReached = (
  from: readonly { track: Track; stages: readonly Stage[] }[],
  track: Track,
  stage: Stage,
) => from.some((each) => each.track === track && each.stages.includes(stage));
