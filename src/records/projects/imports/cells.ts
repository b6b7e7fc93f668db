import { currencies } from "#kit/base/currencies.ts";
import { compareYuan } from "#kit/base/money.ts";
import type { Context } from "#kit/server/context.ts";
import { inOwnName, isReached } from "#kit/server/scope.ts";
import { type Names, spellingsOf } from "#records/directory/imports/queries.ts";
import { officerOf, regionOf } from "#records/directory/imports/rules.ts";
import type { ImportChoices, Judged, TypedRow } from "#records/workspace/staging/import.ts";
import { NewProject, projectOperations } from "../contract.ts";
import { amountJump } from "../rules.ts";
import { agreedJump, whyNotSigned } from "../signings/rules.ts";
import { type Stage, stages, tracks } from "../words.ts";
import type { Investor, Match } from "./queries.ts";
import { dateField } from "./rules.ts";

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
