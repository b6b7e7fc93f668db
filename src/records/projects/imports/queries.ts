import { and, asc, eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { currencies } from "#kit/base/currencies.ts";
import { compareYuan } from "#kit/base/money.ts";
import type { Context } from "#kit/server/context.ts";
import { inOwnName, isReached, visible } from "#kit/server/scope.ts";
import { sortNameOf } from "#kit/server/search.ts";
import { timelineEntries } from "#kit/server/tables.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { type Names, spellingsOf } from "#records/directory/imports/queries.ts";
import { officerOf, regionOf } from "#records/directory/imports/rules.ts";
import { companies } from "#records/directory/tables.ts";
import type { ImportChoices, Judged, StagedFrom, TypedRow } from "#records/workspace/staging/import.ts";
import { NewProject, projectOperations, projectSubject } from "../contract.ts";
import { projectColumns } from "../queries.ts";
import { amountJump } from "../rules.ts";
import { agreedJump, whyNotSigned } from "../signings/rules.ts";
import { projectStages } from "../stages/tables.ts";
import { projects } from "../tables.ts";
import { type Stage, stages, tracks } from "../words.ts";
import { dateField } from "./rules.ts";

/** As whoever changes projects by hand in one's own name: an import reaches no further. */
const managing = (ctx: Context): Context => ({
  ...ctx,
  actor: inOwnName(ctx.actor),
  operation: projectOperations.update,
});

/** Projects of the agency with one of these numbers or names, in reach or not, with the stages they have. */
export async function findProjects(ctx: Context, { codes, names }: { codes: string[]; names: string[] }) {
  if (codes.length + names.length === 0) return [];
  const own = eq(projects.agencyId, ctx.agencyId);
  const asked = or(
    codes.length > 0 ? inArray(projects.code, codes) : undefined,
    names.length > 0 ? inArray(projects.sortName, [...new Set(names)].map(sortNameOf)) : undefined,
  );
  const rows = await ctx.db
    .select({ ...projectColumns, isReached: sql<boolean>`(${visible(managing(ctx), projects)})` })
    .from(projects)
    .where(and(own, isNull(projects.removedAt), asked));
  if (rows.length === 0) return [];
  const { id, projectId, stage, happenedOn, byId, verifiedAt, recognizedAt, amount } = projectStages;
  const ids = rows.map((row) => row.id);
  const facts = await ctx.db
    .select({ id, projectId, stage, happenedOn, byId, verifiedAt, recognizedAt, amount })
    .from(projectStages)
    .where(and(eq(projectStages.agencyId, ctx.agencyId), inArray(projectId, ids), isNull(projectStages.voidedAt)))
    .orderBy(asc(id));
  const byProject = new Map<string, typeof facts>();
  for (const fact of facts) byProject.set(fact.projectId, [...(byProject.get(fact.projectId) ?? []), fact]);
  return rows.map((row) => ({ ...row, facts: byProject.get(row.id) ?? [] }));
}
export type Match = Awaited<ReturnType<typeof findProjects>>[number];

const survivors = alias(companies, "survivor");

/** 投资主体 by code or name; one that was merged away is the one it went into. */
export async function findInvestors(ctx: Context, { codes, names }: { codes: string[]; names: string[] }) {
  if (codes.length + names.length === 0) return [];
  const reading = { ...ctx, operation: companyOperations.get };
  const spellings = [...new Set(names.flatMap(spellingsOf))].map(sortNameOf);
  return ctx.db
    .select({
      id: sql<string>`coalesce(${survivors.id}, ${companies.id})`,
      name: sql<string>`coalesce(${survivors.name}, ${companies.name})`,
      namedAs: companies.name,
      creditCode: companies.creditCode,
      isSeen: sql<boolean>`(${visible(reading, companies)})`,
    })
    .from(companies)
    .leftJoin(survivors, and(eq(survivors.agencyId, ctx.agencyId), eq(survivors.id, companies.mergedIntoId)))
    .where(
      and(
        eq(companies.agencyId, ctx.agencyId),
        ne(companies.state, "archived"),
        or(
          codes.length > 0 ? inArray(companies.creditCode, codes) : undefined,
          spellings.length > 0 ? inArray(companies.sortName, spellings) : undefined,
        ),
      ),
    );
}
export type Investor = Awaited<ReturnType<typeof findInvestors>>[number];

/**
 * Rows whose project was entered, changed or handed out of reach since they were judged; and, where an import is taken
 * back, those on whose project anything was told since: what was built on it would be left in the air.
 */
export async function changedRows(ctx: Context, from: StagedFrom): Promise<number[]> {
  const reached = and(sql`${projects.id} = staged.subject_id`, visible(managing(ctx), projects));
  const { rows } = await ctx.db.execute<{ row_number: number }>(sql`
    with staged as materialized (
      select r.row_number, r.subject_id, r.version, r.image->>'sort_name' as sort_name,
        r.image->>'investor_name' as investor_name, r.image->>'removed_at' is not null as is_removed
      from (${from("project")}) r),
    named as materialized (select ${projects.sortName} as sort_name, ${projects.investorName} as investor_name from ${projects}
      where ${projects.agencyId} = ${ctx.agencyId}::uuid and ${projects.removedAt} is null)
    select row_number from (
      select row_number, version, is_removed,
        version = 0 and (sort_name, investor_name) in (select sort_name, investor_name from named) as is_named,
        case when version > 0 then (select ${projects.version} from ${projects}
          where ${projects.agencyId} = ${ctx.agencyId}::uuid and ${reached}) end as now,
        is_removed and (select count(*) from ${timelineEntries} where ${timelineEntries.agencyId} = ${ctx.agencyId}::uuid
          and ${timelineEntries.subjectId} = staged.subject_id and ${timelineEntries.subjectKind} = ${projectSubject.kind}) > 1
          as is_built_on
      from staged) looked
      where is_named or is_built_on or (version > 0 and now is distinct from version)
    order by 1`);
  return rows.map((row) => row.row_number);
}

/** 责任专员 of the projects that were written; each with how many. */
export async function ownersOf({ db, agencyId }: Context, from: StagedFrom) {
  const { rows } = await db.execute<{ personId: string; count: number }>(sql`
    select ${projects.officerId} as "personId", count(*)::integer as count from ${projects}
    where ${projects.agencyId} = ${agencyId}::uuid and ${projects.officerId} is not null
      and ${projects.id} in (select subject_id from (${from("project")}) s)
    group by ${projects.officerId}`);
  return rows;
}

/** What the rows of one chunk are judged by. */
export interface Scene {
  ctx: Context;
  names: Names;
  choices: ImportChoices;
  matches: Match[];
  investors: Investor[];
}

/** 金额 with “已核对” behind it was looked at again, after it was asked about. */
export interface LedgerAmount {
  yuan: string;
  isChecked: boolean;
}

export const textOf = ({ values }: TypedRow, field: string): string | null =>
  typeof values[field] === "string" && values[field] !== "" ? values[field] : null;

export type Refuse = (field: string | null, message: string) => void;

export const columnOf = (field: PropertyKey | undefined): string | null =>
  field === "officerId" ? "officerName" : field === "investorId" ? "investorName" : field ? String(field) : null;

const amountFields = ["totalInvestment", "fixedAssetInvestment"] as const;
const amountIn = (row: TypedRow, field: string) => row.values[field] as LedgerAmount | null | undefined;

/** The project's fields as the form would send them; an amount that is the same in other digits is not sent. */
export function sentFields(scene: Scene, row: TypedRow, verdict: Judged, match: Match | undefined) {
  const { names, choices } = scene;
  const refuse: Refuse = (field, message) => void verdict.problems.push({ field, message });
  const sent: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(row.values)) {
    if (!(field in NewProject.shape) || field === "receivedOn") continue;
    if (value !== null) sent[field] = value;
    else if (match && choices.onBlank === "clear" && !["name", "investorName", "track", "source"].includes(field))
      sent[field] = emptied(field);
  }
  for (const field of amountFields) {
    const amount = amountIn(row, field);
    if (amount) sent[field] = amount.yuan;
    if (amount && match?.[field] && compareYuan(amount.yuan, match[field]) === 0) delete sent[field];
  }
  if (match && match.currency !== "CNY" && sent.totalInvestment !== undefined) {
    const { title } = currencies[match.currency];
    refuse("totalInvestment", `这个项目的总投资以${title}登记，人民币金额由汇率折算，请在项目页面修改`);
  }
  if (match && sent.track !== undefined && sent.track !== match.track)
    refuse("track", `库中它是${tracks[match.track]}，类型请在项目页面修改`);
  if (!match && !row.values.track)
    verdict.warnings.push({ field: "track", message: `没有写明项目类型，按${tracks.landManufacturing}登记` });
  if (typeof sent.region === "string") {
    const region = regionOf(sent.region, names.places);
    if ("value" in region) sent.region = region.value;
    else refuse("region", region.problem);
  }
  const officerName = textOf(row, "officerName");
  if (officerName) {
    const officer = officerOf(officerName, textOf(row, "divisionName"), names.people);
    if ("value" in officer) sent.officerId = officer.value.id;
    else refuse("officerName", officer.problem);
  }
  return { ...sent, ...investorFor(scene, row, verdict, match) };
}

/** What an emptied cell of a project that is there already clears it to. */
function emptied(field: string): unknown {
  const shape = projectOperations.update.input.shape.changes.shape;
  return [null, ""].find((empty) => shape[field as keyof typeof shape]?.safeParse(empty).success);
}

/** 投资方 by credit code, else by name; one that is out of reach, or not in the directory, stays a name. */
function investorFor({ investors }: Scene, row: TypedRow, verdict: Judged, match: Match | undefined) {
  const name = textOf(row, "investorName");
  const code = textOf(row, "creditCode")?.toUpperCase() ?? null;
  const coded = code ? investors.find(({ creditCode }) => creditCode === code) : undefined;
  if (match && !coded && (name === null || name === match.investorName)) return {};
  const spellings = name ? spellingsOf(name) : [];
  const named = investors.filter(({ namedAs, creditCode }) => spellings.includes(namedAs) && (!code || !creditCode));
  const found = coded ?? (named.length === 1 ? named[0] : undefined);
  if (found?.isSeen) return { investorId: found.id, investorName: found.name };
  const tell = (field: string, message: string) => void verdict.warnings.push({ field, message });
  if (found) tell("investorName", "企业库里有这家企业，但不在您的数据范围内，先只登记名称");
  else if (code) tell("creditCode", `企业库里没有代码为 ${code} 的企业，先只登记名称`);
  if (!name && !match)
    verdict.problems.push({ field: "investorName", message: "请填写投资方名称，或企业库里有的统一社会信用代码" });
  return name ? { investorName: name, ...(match && name !== match.investorName ? { investorId: null } : {}) } : {};
}

/** 接到日期; an old ledger without one begins with its earliest stage. */
export function receivedFor({ today }: Context, row: TypedRow, { warnings }: Judged): string {
  const told = textOf(row, "receivedOn");
  if (told) return told;
  const [earliest] = Object.values(datesIn(row)).toSorted();
  const said = earliest ? `按最早的阶段日期 ${earliest}` : "按导入当天";
  warnings.push({ field: "receivedOn", message: `没有接到日期，${said}登记` });
  return earliest ?? today;
}

export function datesIn(row: TypedRow): Partial<Record<Stage, string>> {
  const told = (Object.keys(stages) as Stage[]).filter((stage) => stage !== "lead");
  return Object.fromEntries(
    told.flatMap((stage) => {
      const day = textOf(row, dateField(stage));
      return day ? [[stage, day]] : [];
    }),
  );
}

export const signedOn = (row: TypedRow, match: Match | undefined): string | null =>
  textOf(row, "signedOn") ?? match?.facts.find(({ stage }) => stage === "signed")?.happenedOn ?? null;

const asked = (message: string): string => message.replace("请勾选“金额已核对”再保存", "请在金额后面写上“已核对”");

/** 金额悬殊 is asked about; “已核对” behind the amount is the answer. */
export function askAmounts(row: TypedRow, match: Match | undefined, data: object, refuse: Refuse): void {
  if (!match) return;
  const changed = Object.fromEntries(
    amountFields.filter((field) => !amountIn(row, field)?.isChecked).map((field) => [field, (data as Match)[field]]),
  );
  const jump = amountJump(
    match,
    changed,
    match.facts.map(({ amount }) => amount).filter((each) => each !== null),
  );
  if (jump) refuse(jump.field, asked(jump.message));
}

interface Signing {
  receivedOn: string;
  totalInvestment: string | null | undefined;
}

/** 协议投资额 comes as one formal agreement; a project that has agreements is amended there. Null where none is added. */
export function agreedFor(
  row: TypedRow,
  match: Match | undefined,
  { receivedOn, totalInvestment }: Signing,
  { today }: Context,
  refuse: Refuse,
): string | null {
  const amount = amountIn(row, "agreedInvestment");
  if (!amount) return null;
  const field = "agreedInvestment";
  if (match?.agreedInvestment) {
    if (compareYuan(match.agreedInvestment, amount.yuan) !== 0)
      refuse(field, "协议投资额以签约记录为准，与库中不同：请在项目页面登记或作废签约");
    return null;
  }
  const day = signedOn(row, match);
  if (!day) refuse(field, "有协议投资额，请填写签约日期");
  const wrong = day ? whyNotSigned(day, { receivedOn }, today) : null;
  if (wrong) refuse("signedOn", wrong.message);
  const jump = amount.isChecked ? null : agreedJump(amount.yuan, totalInvestment ?? match?.totalInvestment ?? null);
  if (jump) refuse(field, asked(jump));
  return amount.yuan;
}

/** 责任专员 within one's own reach, with the division that goes with that person; unchanged where nothing is said. */
export function ownerFor(
  { ctx, names }: Scene,
  sent: string | null | undefined,
  match: Match | undefined,
  refuse: Refuse,
) {
  if (match && (sent === undefined || sent === match.officerId)) return {};
  const officerId = sent ?? (match ? null : ctx.actor.personId);
  const divisionId = names.people.find(({ id }) => id === officerId)?.divisionId ?? null;
  if (!isReached(inOwnName(ctx.actor), projectOperations.update.permission, { officerId, divisionId }))
    refuse("officerName", "只能交给自己办理范围内的专员；跨科室的请由主任导入");
  return { officerId, divisionId };
}
