import { newId } from "#kit/base/ids.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles, differences } from "#kit/server/history.ts";
import { readNames } from "#records/directory/imports/queries.ts";
import { industryOf } from "#records/directory/imports/rules.ts";
import {
  asCode,
  asDay,
  asLine,
  asMoney,
  asPlain,
  asProse,
  type ImportColumn,
  type ImportKind,
  type Judge,
  type Judged,
  type Once,
  type Reading,
  type Staged,
  type TypedRow,
} from "#records/workspace/staging/import.ts";
import { NewProject, projectOperations, projectSubject } from "../contract.ts";
import { projectsPack, trackOf } from "../pack.ts";
import type { StoredProject } from "../queries.ts";
import { sizeOf, whyNotProject, whyNotReceived, whyNotTrack } from "../rules.ts";
import { type Fact, furthest, landingOf } from "../stages/rules.ts";
import { capitals, investorKinds, type Stage, sources, stages, type Track, tracks } from "../words.ts";
import { type ImportedFacts, imageOf, voided, writeProjects } from "./actions.ts";
import {
  agreedFor,
  askAmounts,
  changedRows,
  columnOf,
  datesIn,
  findInvestors,
  findProjects,
  type LedgerAmount,
  type Match,
  ownerFor,
  ownersOf,
  receivedFor,
  type Refuse,
  type Scene,
  sentFields,
  signedOn,
  textOf,
} from "./queries.ts";
import { ledgerSteps, type LedgerStep } from "./rules.ts";
import {
  capitalAliases,
  investorKindAliases,
  ledgerColumnWords,
  sourceAliases,
  stageAliases,
  trackAliases,
} from "./words.ts";

type Reader = ImportColumn["read"];

const asAmount: Reader = Object.assign(
  ((cell, setting): Reading => {
    const text = cell.text.replace(/\s*[（(]?\s*已核对\s*[)）]?\s*$/, "");
    const read = asMoney({ ...cell, text }, setting);
    if ("problem" in read) return read;
    return { ...read, value: { yuan: String(read.value), isChecked: text !== cell.text } satisfies LedgerAmount };
  }) as Reader,
  { isMoney: true },
);

const asSection: Reader = ({ text }): Reading => {
  const industry = industryOf(text);
  return "problem" in industry ? industry : { value: industry.value.section };
};

const readers: Record<string, Reader> = {
  code: asPlain,
  creditCode: asPlain,
  track: asCode(tracks, trackAliases),
  stage: asCode(stages, stageAliases),
  capital: asCode(capitals, capitalAliases),
  investorKind: asCode(investorKinds, investorKindAliases),
  source: asCode(sources, sourceAliases),
  industry: asSection,
  totalInvestment: asAmount,
  fixedAssetInvestment: asAmount,
  agreedInvestment: asAmount,
  siteWish: asProse,
  officerName: asPlain,
  brief: asProse,
  note: asProse,
};

const columns: ImportColumn[] = Object.entries(ledgerColumnWords).map(([field, words]) => ({
  field,
  ...words,
  required: field === "name",
  read: readers[field] ?? (field.endsWith("On") ? asDay : asLine),
}));

/** 项目台账导入: found by our number, else by name and investor; stages come with their dates. */
export const projectImport: ImportKind = {
  kind: "projects",
  title: "招商项目台账",
  permission: projectOperations.update.permission,
  columns,
  subjects: [projectSubject],
  open: openJudge,
  changed: changedRows,
  write: writeProjects,
  owners: ownersOf,
  gone: ({ image }, at) => ({
    image: { ...image, removed_at: at, facts: voided(image.facts as ImportedFacts) },
  }),
  back: ({ image, before }) => ({ ...before, facts: voided(image.facts as ImportedFacts) }),
};

async function openJudge(...[opening, choices]: Parameters<ImportKind["open"]>): Promise<Judge> {
  const names = await readNames(opening);
  return async (ctx, rows) => {
    const all = (field: string) => [...new Set(rows.flatMap((row) => textOf(row, field) ?? []))];
    const codes = all("creditCode").map((code) => code.toUpperCase());
    const matches = await findProjects(ctx, { codes: all("code").map(plainCode), names: all("name") });
    const investors = await findInvestors(ctx, { codes, names: all("investorName") });
    return rows.map((row) => judgeRow({ ctx, names, choices, matches, investors }, row));
  };
}

const plainCode = (code: string): string => code.toUpperCase();
/** 编号 as we give them; any other is the ledger's own and says nothing here. */
const isOurs = (code: string): boolean => /^P\d{4}-\d{4,}$/.test(code);

function judgeRow(scene: Scene, row: TypedRow): Judged {
  const [name, investorName] = [textOf(row, "name") ?? "", textOf(row, "investorName")];
  const code = plainCode(textOf(row, "code") ?? "");
  const once = onceOf(isOurs(code) ? code : "", name, investorName);
  const verdict: Judged = {
    title: name || `第 ${row.number} 行`,
    recordId: null,
    problems: [],
    warnings: [],
    staged: [],
    ...(once && { once }),
  };
  const refuse = (field: string | null, message: string) => void verdict.problems.push({ field, message });
  const match = matchOf(scene.matches, { code, name, investorName }, verdict);
  if (isOurs(code) && !match && verdict.problems.length === 0)
    refuse("code", `没有编号为 ${code} 的项目，请核对；新项目不用填编号，由系统编`);
  if (code && !isOurs(code))
    verdict.warnings.push({ field: "code", message: `“${textOf(row, "code")}”不是本系统的编号，由系统另编` });
  if (match && scene.choices.onMatch === "skip") return { ...verdict, recordId: match.id };
  if (match && !match.isReached) refuse(null, "这个项目已在库，但不在您的办理范围内，请联系责任专员或主任");
  verdict.recordId = match?.id ?? newId();
  stageProject(scene, row, verdict, match);
  return verdict;
}

function onceOf(code: string, name: string, investorName: string | null): Once | null {
  const shared = { field: code ? "code" : "name", what: "同一个项目" };
  if (code) return { ...shared, held: [`code ${code}`], met: [`code ${code}`] };
  if (!name) return null;
  const key = `name ${[name, investorName ?? ""].join("\n")}`;
  return { ...shared, held: [key], met: [key] };
}

/** By the number; else by the name with the same investor. A name alone is no proof: two investors may call theirs alike. */
function matchOf(
  matches: Match[],
  { code, name, investorName }: { code: string; name: string; investorName: string | null },
  { problems, warnings }: Judged,
): Match | undefined {
  if (isOurs(code)) return matches.find((each) => each.code === code);
  const named = matches.filter((each) => each.name === name);
  const same = investorName ? named.filter((each) => each.investorName === investorName) : named;
  if (same.length > 1)
    problems.push({ field: "name", message: `库中有 ${same.length} 个同名项目，请在“项目编号”列写明是哪一个` });
  const [other] = named;
  if (same.length === 0 && other)
    warnings.push({
      field: "name",
      message: `库中有同名项目 ${other.code}，投资方是${other.investorName}；本行按新项目登记，是同一个的请写上编号`,
    });
  return same.length === 1 ? same[0] : undefined;
}

/** One row as a project and the facts it comes with, by the rules of the form and of the page. */
function stageProject(scene: Scene, row: TypedRow, verdict: Judged, match: Match | undefined): void {
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
