import { newId } from "#kit/base/ids.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles, differences } from "#kit/server/history.ts";
import { sortNameOf } from "#kit/server/search.ts";
import type { Judged, Staged, TypedRow } from "#records/workspace/staging/import.ts";
import { NewProject, projectOperations, projectSubject } from "../contract.ts";
import { projectsPack, trackOf } from "../pack.ts";
import type { StoredProject } from "../queries.ts";
import { sizeOf, whyNotProject, whyNotReceived, whyNotTrack } from "../rules.ts";
import { type Fact, furthest, landingOf } from "../stages/rules.ts";
import { type Stage, stages, type Track } from "../words.ts";
import { type ImportedFacts, writtenColumns } from "./actions.ts";
import {
  agreedFor,
  askAmounts,
  columnOf,
  datesIn,
  ownerFor,
  receivedFor,
  type Refuse,
  type Scene,
  sentFields,
  signedOn,
} from "./cells.ts";
import type { Match } from "./queries.ts";
import { ledgerSteps, type LedgerStep } from "./rules.ts";

/** One row as a project and the facts it comes with, by the rules of the form and of the page. */
export function stageProject(scene: Scene, row: TypedRow, verdict: Judged, match: Match | undefined): void {
  const refuse: Refuse = (field, message) => void verdict.problems.push({ field, message });
  const sent = sentFields(scene, row, verdict, match);
  const parsed = match
    ? projectOperations.update.input.shape.changes.safeParse(sent)
    : NewProject.safeParse({ source: "other", sourceNote: "台账导入", ...sent });
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) refuse(columnOf(path[0]), message);
    return;
  }
  const { data } = parsed;
  const track = data.track ?? match?.track ?? "landManufacturing";
  const wrong = whyNotTrack(projectsPack(scene.ctx), track);
  if (wrong) return refuse("track", wrong.message);
  askAmounts(row, match, data, refuse);
  const reached = reachedBy(scene, row, verdict, { match, track, data });
  const before = match && storedOf(match);
  const after = afterOf(scene.ctx, { before, data, owner: ownerFor(scene, data.officerId, match, refuse), reached });
  if (match && before) {
    if (!isChanged(before, after, reached.facts)) return;
    refuseStanding(match, reached.steps.length > 0, refuse);
    if (differences(projectSubject, before, after).length === 0)
      refuse(null, "这个项目今天已有变动，新增的阶段请在项目页面登记，或改日导入");
  }
  verdict.staged.push(stagedOf(verdict.recordId ?? newId(), { match, before, after, reached }));
}

interface Said {
  match: Match | undefined;
  track: Track;
  data: { totalInvestment?: string | null | undefined };
}

/** 到了哪里: the stages a row adds, the agreement it names, and 落地 where they amount to it. */
function reachedBy({ ctx }: Scene, row: TypedRow, verdict: Judged, { match, track, data }: Said) {
  const refuse: Refuse = (field, message) => void verdict.problems.push({ field, message });
  const receivedOn = match?.receivedOn ?? receivedFor(ctx, row, verdict);
  const late = whyNotReceived(receivedOn, ctx.today);
  if (late) refuse("receivedOn", late.message);
  const packed = trackOf(projectsPack(ctx), track);
  const known: Fact[] = match?.facts ?? [factAt("lead", receivedOn)];
  const says = { stage: (row.values.stage as Stage | null | undefined) ?? null, dates: datesIn(row), receivedOn };
  const { steps, problems, warnings } = ledgerSteps(packed, known, says, ctx.today);
  verdict.problems.push(...problems);
  verdict.warnings.push(...warnings);
  const agreed = agreedFor(row, match, { receivedOn, totalInvestment: data.totalInvestment }, ctx, refuse);
  const all = [...known, ...steps.map(({ stage, happenedOn }) => factAt(stage, happenedOn))];
  const fresh = all.filter(({ id }) => !match?.facts.some((fact) => fact.id === id));
  const landing = fresh.find(({ id }) => id === landingOf(packed, all)?.id) ?? null;
  const facts: ImportedFacts = {
    stages: fresh.map((fact) => stageRow(fact, steps)),
    signings: agreed ? [{ id: newId(), happened_on: signedOn(row, match) ?? receivedOn, amount: agreed }] : [],
    landing: landing && {
      id: newId(),
      stage_id: landing.id,
      happened_on: landing.happenedOn,
      definition: packed.landed.text,
    },
    void: [],
  };
  const stage = packed.stages[furthest(packed, all)]?.code ?? "lead";
  return { track, receivedOn, steps, agreed, facts, all, stage, landedOn: landing?.happenedOn ?? null };
}
type Reached = ReturnType<typeof reachedBy>;

const factAt = (stage: Stage, happenedOn: string): Fact => ({
  id: newId(),
  stage,
  happenedOn,
  byId: null,
  verifiedAt: null,
  recognizedAt: null,
});

const stageRow = ({ id, stage, happenedOn }: Fact, steps: LedgerStep[]) => ({
  id,
  stage,
  happened_on: happenedOn,
  skip_reason: steps.find((step) => step.stage === stage)?.skipReason ?? null,
});

type Stored = Omit<StoredProject, "version">;

interface Becoming {
  before: Stored | undefined;
  data: object;
  owner: object;
  reached: Reached;
}

/** The project as the row leaves it. */
function afterOf(ctx: Context, { before, data, owner, reached }: Becoming): Stored {
  const { track, receivedOn, stage, all, agreed, landedOn } = reached;
  const days = all.map(({ happenedOn }) => happenedOn).toSorted();
  const after = {
    ...(before ?? blank),
    ...data,
    ...owner,
    receivedOn,
    track,
    stage,
    stageOn: all.find((fact) => fact.stage === stage)?.happenedOn ?? receivedOn,
    activeOn: before ? ctx.today : (days.at(-1) ?? receivedOn),
    ...(agreed && { agreedInvestment: agreed }),
    ...(landedOn && { landedOn }),
  } as Stored;
  return { ...after, size: sizeOf(projectsPack(ctx).sizes, after) };
}

/** What a new project has that no column says. */
const blank = {
  standing: "ongoing",
  standingReason: null,
  standingOn: null,
  agreedInvestment: null,
  landedOn: null,
};

const storedOf = ({ isReached: _reached, facts: _facts, version: _version, ...stored }: Match): Stored => stored;

interface Ready {
  match: Match | undefined;
  before: Stored | undefined;
  after: Stored;
  reached: Reached;
}

function stagedOf(id: string, { match, before, after, reached }: Ready): Staged {
  const isRenamed = match && (match.name !== after.name || match.investorName !== after.investorName);
  return {
    subject: projectSubject,
    id,
    version: match?.version ?? 0,
    before: before ? { ...before } : null,
    after: { ...after },
    image: { ...imageOf(after), facts: reached.facts },
    imageBefore: before ? imageOf(before) : null,
    ...(match && !isRenamed ? {} : { findable: findable(after) }),
    ...(isRenamed ? { findableBefore: findable(match) } : {}),
    line: lineOf(before, after, reached.steps),
  };
}

/** 编号 of a new project is known only when it is written. */
const findable = ({ name, investorName, code }: { name: string; investorName: string; code?: string }) => ({
  names: [name, investorName],
  codes: code ? [code] : [],
});

function refuseStanding(match: Match, isMoved: boolean, refuse: Refuse): void {
  const wrong = whyNotProject("update", match) ?? (isMoved ? whyNotProject("move", match) : null);
  if (wrong) refuse(null, wrong.message);
}

/** Whether the row says anything new; that it was looked at today is none. */
function isChanged(before: object, after: { activeOn: string }, { stages: added, signings }: ImportedFacts): boolean {
  const { activeOn } = before as Match;
  return (
    added.length + signings.length > 0 || differences(projectSubject, { ...before }, { ...after, activeOn }).length > 0
  );
}

function lineOf(before: object | undefined, after: { track: Track }, steps: LedgerStep[]): string {
  const reached = steps.map(({ stage, happenedOn }) => `${stages[stage]} ${happenedOn}`).join("、");
  const told = reached ? `，阶段：${reached}` : "";
  if (!before) return `台账导入${told}`;
  return `导入修改：${changedTitles(projectSubject, { ...before }, after)}${told}`;
}

/** As it will be stored. */
function imageOf(project: object): Record<string, unknown> {
  const stored = { removedAt: null, ...project } as Record<string, unknown>;
  stored.sortName = sortNameOf(String(stored.name));
  const fieldOf = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(writtenColumns.map((column) => [column, stored[fieldOf(column)] ?? null]));
}
