import type { Refusal } from "#kit/base/errors.ts";
import { writeDate } from "#kit/base/dates.ts";
import { type PackedStage, type PackedTrack, stageIn, type When } from "../pack.ts";
import {
  type EvidenceKind,
  evidenceKinds,
  type GateField,
  gateFields,
  type MissingKind,
  type Stage,
  stages,
} from "../words.ts";

/**
 * 关口. One table, the track in the pack, says from which stage a field is required, which evidence a step needs and which
 * stages may be left out; one function, `missingFor`, says what is missing. Form, API, import, command line and 还差什么 ask
 * it alike. What modules above the core know (a review not concluded, an agreement not checked) comes in as findings.
 *
 * Two answers are kept apart. *Missing* is what can still be brought: it may be overridden by two people. A *refusal* is
 * what cannot be true (a date before the earlier stage, evidence of the wrong kind): nobody overrides it.
 */
export interface MissingItem {
  kind: MissingKind;
  key: string;
  title: string;
  message: string;
  /** Where it is mended, under agency and year; null where the step itself brings it. */
  fix: string | null;
  /** 法定要求 or a refusal of the whole: no exception lifts it. */
  isFirm?: boolean;
}

export type GateProject = { id: string } & { [Field in GateField]: unknown } & Record<keyof When, unknown>;

/** A stage fact, as far as order and proof go. */
export interface Fact {
  id: string;
  stage: Stage;
  happenedOn: string;
  byId: string | null;
  verifiedAt: string | null;
  recognizedAt: string | null;
}

/** 登记: what somebody wants to say was reached. */
export interface Step {
  stage: Stage;
  happenedOn: string;
  evidence: readonly { kind: EvidenceKind }[];
  skipReason: string;
}

interface Gate {
  track: PackedTrack;
  project: GateProject;
  /** Kinds brought along; none where it is only asked what the next step takes. */
  evidence?: readonly { kind: EvidenceKind }[];
  findings?: readonly MissingItem[];
}

/** 还差什么 to enter this stage. */
export function missingFor(stage: Stage, { track, project, evidence = [], findings = [] }: Gate): MissingItem[] {
  const at = track.stages.findIndex(({ code }) => code === stage);
  if (at < 0) return [];
  const here = track.stages[at] as PackedStage;
  const fields = track.stages
    .slice(0, at + 1)
    .flatMap((each) => each.fields)
    .filter(({ field, when }) => holds(when, project) && isBlank(project[field]));
  const kinds = here.evidence.filter(
    ({ kind, when }) => holds(when, project) && !evidence.some((brought) => brought.kind === kind),
  );
  return [
    ...[...new Set(fields.map(({ field }) => field))].map((field) => missingField(project.id, field, here)),
    ...kinds.map(({ kind }) => missingEvidence(kind, here)),
    ...findings,
  ];
}

const holds = (when: When | undefined, project: GateProject): boolean =>
  Object.entries(when ?? {}).every(
    ([key, values]) => !values || (values as readonly unknown[]).includes(project[key as keyof When]),
  );

/** Zero is an answer; nothing said is none. */
const isBlank = (value: unknown): boolean => value === null || value === undefined || value === "";

/** The agreed amount is what the signings say, so it is mended there. */
function missingField(id: string, field: GateField, { title }: PackedStage): MissingItem {
  const isSigned = field === "agreedInvestment";
  const message = isSigned ? `${title}前登记正式协议及金额` : `${title}前填写${gateFields[field]}`;
  const fix = isSigned ? `projects/${id}?section=signings` : `projects/${id}/edit?field=${field}`;
  return { kind: "field", key: field, title: gateFields[field], message, fix };
}

const missingEvidence = (kind: EvidenceKind, { title }: PackedStage): MissingItem => ({
  kind: "evidence",
  key: kind,
  title: evidenceKinds[kind],
  message: `登记${title}时附上${evidenceKinds[kind]}`,
  fix: null,
});

/** The stage after the furthest one reached; null at the end of the track. */
export function nextStage(track: PackedTrack, facts: readonly Pick<Fact, "stage">[]): PackedStage | null {
  return track.stages[furthest(track, facts) + 1] ?? null;
}

export function furthest(track: PackedTrack, facts: readonly Pick<Fact, "stage">[]): number {
  return Math.max(-1, ...facts.map(({ stage }) => track.stages.findIndex(({ code }) => code === stage)));
}

/** Why this cannot be so, whoever says it; or null. */
export function whyNotStage(step: Step, track: PackedTrack, facts: readonly Fact[], today: string): Refusal | null {
  const packed = stageIn(track, step.stage);
  if (!packed)
    return refusal("track", `“${track.title}”没有“${stages[step.stage]}”这个阶段，请在${namesOf(track)}中选择`);
  const known = facts.find(({ stage }) => stage === step.stage);
  if (known) return refusal("reached", `${writeDate(known.happenedOn)}已登记${packed.title}；日期或材料有误请用“更正”`);
  return (
    whyNotDay(step, packed, track, facts, today) ??
    whyNotSkipped(step, track, facts) ??
    whyNotEvidence(step.evidence, packed)
  );
}

const refusal = (code: string, message: string, field?: keyof Step): Refusal => ({
  code: `projects.stage.${code}`,
  message,
  ...(field && { field }),
});
const namesOf = (track: PackedTrack) => track.stages.map(({ title }) => title).join("、");

/** Dates never decrease along the track. */
function whyNotDay(
  { stage, happenedOn }: Step,
  { title }: PackedStage,
  track: PackedTrack,
  facts: readonly Fact[],
  today: string,
): Refusal | null {
  if (happenedOn > today)
    return refusal("future", `${title}日期${writeDate(happenedOn)}还没有到，请核对`, "happenedOn");
  const order = (code: Stage) => track.stages.findIndex((each) => each.code === code);
  const told = (each: Fact) =>
    `${stageIn(track, each.stage)?.title ?? stages[each.stage]}（${writeDate(each.happenedOn)}）`;
  const earlier = facts.find((each) => order(each.stage) < order(stage) && each.happenedOn > happenedOn);
  if (earlier)
    return refusal(
      "order",
      `${title}日期${writeDate(happenedOn)}早于${told(earlier)}：请核对日期，或先更正较早的阶段`,
      "happenedOn",
    );
  const later = facts.find((each) => order(each.stage) > order(stage) && each.happenedOn < happenedOn);
  return later
    ? refusal(
        "order",
        `${title}日期${writeDate(happenedOn)}晚于${told(later)}：请核对日期，或先更正较晚的阶段`,
        "happenedOn",
      )
    : null;
}

/** The stages this step leaves out: those between the furthest one reached and this one. What was left out before was said then. */
export function skipped(stage: Stage, track: PackedTrack, facts: readonly Pick<Fact, "stage">[]): PackedStage[] {
  const at = track.stages.findIndex(({ code }) => code === stage);
  return track.stages.slice(furthest(track, facts) + 1, Math.max(at, 0));
}

function whyNotSkipped({ stage, skipReason }: Step, track: PackedTrack, facts: readonly Fact[]): Refusal | null {
  const missed = skipped(stage, track, facts);
  const never = missed.filter(({ skip }) => skip === "never");
  if (never.length > 0) return refusal("skip", `还没有登记${titles(never)}，请先登记，日期可以补填`);
  const asked = missed.filter(({ skip }) => skip === "reason");
  if (asked.length === 0 || skipReason.trim() !== "") return null;
  return refusal("skipReason", `跳过了${titles(asked)}，请写明为什么不需要`, "skipReason");
}

const titles = (all: readonly PackedStage[]) => all.map(({ title }) => `“${title}”`).join("、");

/** Which evidence a stage of this project takes: what it needs, what it accepts, and 其他 always. */
export function evidenceOf({ evidence, accepts }: PackedStage, project: GateProject) {
  const needed = evidence.filter(({ when }) => holds(when, project)).map(({ kind }) => kind);
  const kinds: EvidenceKind[] = [
    ...new Set([...needed, ...evidence.map(({ kind }) => kind), ...accepts, "other" as const]),
  ];
  return kinds.map((kind) => ({ kind, isNeeded: needed.includes(kind) }));
}

/** Evidence is of a kind that proves this stage. */
export function whyNotEvidence(evidence: Step["evidence"], { title, evidence: needed, accepts }: PackedStage) {
  const taken = new Set<EvidenceKind>([...needed.map(({ kind }) => kind), ...accepts, "other"]);
  const wrong = evidence.find(({ kind }) => !taken.has(kind));
  if (!wrong) return null;
  const names = [...taken].map((kind) => evidenceKinds[kind]).join("、");
  return refusal("evidence", `“${evidenceKinds[wrong.kind]}”不是${title}的佐证，这里可附：${names}`, "evidence");
}

/** 缺项 told as one refusal, for a step that was pressed all the same. */
export function whyNotMissing(title: string, missing: readonly MissingItem[]): Refusal | null {
  if (missing.length === 0) return null;
  const told = missing.map((each) => each.message).join("；");
  return { code: "projects.stage.missing", message: `还不能登记${title}，还差 ${missing.length} 项：${told}` };
}

/** 落地: the fact that fulfils the definition of the track, proven as far as it asks. */
export function landingOf<T extends Fact>({ landed }: PackedTrack, facts: readonly T[]): T | null {
  const fact = facts.find(({ stage }) => stage === landed.stage);
  if (!fact) return null;
  if (landed.proof === "verified" && fact.verifiedAt === null) return null;
  if (landed.proof === "recognized" && fact.recognizedAt === null) return null;
  return fact;
}

/** 核验 is a second look: by somebody else, at something there is to look at. */
export function whyNotVerify(
  { byId, verifiedAt, evidence }: Pick<Fact, "byId" | "verifiedAt"> & { evidence: readonly unknown[] },
  personId: string | null,
): Refusal | null {
  if (verifiedAt !== null) return { code: "stages.verify.done", message: "这一阶段已经核验过" };
  if (personId === null || byId === personId)
    return { code: "stages.verify.self", message: "登记人不能核验自己登记的阶段，请由另一人核验" };
  return evidence.length === 0
    ? { code: "stages.verify.evidence", message: "这一阶段没有附佐证，无从核验；请先更正并附上佐证" }
    : null;
}

export function whyNotRecognize(
  { happenedOn, recognizedAt }: Pick<Fact, "happenedOn" | "recognizedAt">,
  recognizedOn: string,
  today: string,
): Refusal | null {
  if (recognizedAt !== null)
    return { code: "stages.recognize.done", message: "这一阶段已登记外部认定；认定有误的请更正该阶段后重新登记" };
  const field = "recognizedOn";
  if (recognizedOn > today) return { code: "stages.recognize.future", message: "认定日期还没有到，请核对", field };
  return recognizedOn < happenedOn
    ? { code: "stages.recognize.order", message: `认定日期早于发生日期（${writeDate(happenedOn)}），请核对`, field }
    : null;
}

/** A verified fact is not changed back by those it was checked for. */
export function whyNotTouch(
  { verifiedAt, recognizedAt }: Pick<Fact, "verifiedAt" | "recognizedAt">,
  mayVerify: boolean,
): Refusal | null {
  return mayVerify || (verifiedAt === null && recognizedAt === null)
    ? null
    : { code: "stages.verified", message: "已核验或认定的阶段，由科长、主任或绩效专员更正" };
}

/** 作废 from the far end: a stage that later ones rest on stays until they are gone. */
export function whyNotAnnul(
  { id, stage }: Pick<Fact, "id" | "stage">,
  track: { stages: readonly Pick<PackedStage, "code" | "title">[] },
  facts: readonly Pick<Fact, "id" | "stage">[],
): Refusal | null {
  const order = (code: Stage) => track.stages.findIndex((each) => each.code === code);
  const later = facts.find((each) => each.id !== id && order(each.stage) > order(stage));
  if (later) {
    const title = track.stages[order(later.stage)]?.title ?? stages[later.stage];
    return {
      code: "stages.annul.later",
      message: `已登记后面的${title}，请先作废${title}；只是日期或材料有误请用“更正”`,
    };
  }
  return order(stage) === 0
    ? { code: "stages.annul.first", message: "线索是项目的开始，不能作废；不再跟进请改推进状态" }
    : null;
}
