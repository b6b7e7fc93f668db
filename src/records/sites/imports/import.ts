import { newId } from "#kit/base/ids.ts";
import { normalize } from "#kit/base/text.ts";
import type { Context } from "#kit/server/context.ts";
import { changedTitles } from "#kit/server/history.ts";
import { inOwnName, isReached } from "#kit/server/scope.ts";
import { sortNameOf } from "#kit/server/search.ts";
import { officerOf, regionOf, industryOf } from "#records/directory/imports/rules.ts";
import { readNames, type Names } from "#records/directory/imports/queries.ts";
import {
  asCode,
  asCodes,
  asDay,
  asLine,
  asMoney,
  asPlain,
  asProse,
  type ImportChoices,
  type ImportColumn,
  type ImportKind,
  type Judge,
  type Judged,
  piecesOf,
  type Reading,
  type TypedRow,
} from "#records/workspace/staging/import.ts";
import { findable } from "../actions.ts";
import { NewSite, SiteChanges, siteOperations, siteSubject } from "../contract.ts";
import { isOffered, stateAfter, whyNotIn, whyNotShrink } from "../rules.ts";
import {
  type OccupationKind,
  plannedUses,
  siteKinds,
  type SiteKind,
  type SiteState,
  siteStates,
  siteUtilities,
  type ToldState,
} from "../words.ts";
import { writeSites, writtenColumns } from "./actions.ts";
import { changedRows, findMatches, type Holder, type Match, ownersOf, readHolders } from "./queries.ts";
import { areaOf, kindOf, loadOf, rentOf, type Written, writtenOf } from "./rules.ts";
import { kindAliases, plannedUseAliases, siteColumnWords, stateAliases, utilityAliases } from "./words.ts";

type Reader = ImportColumn["read"];

const asWritten: Reader = ({ text }, { title }) => writtenOf(text, title);
const asNumber: Reader = ({ text }, { title }): Reading => {
  const read = writtenOf(text, title);
  return "problem" in read ? read : { value: read.value.number };
};
const asLoad: Reader = ({ text }, { title }): Reading => {
  const read = writtenOf(text, title);
  return "problem" in read ? read : loadOf(read.value);
};
const asSections: Reader = ({ text }): Reading => {
  const found = piecesOf(text).map(industryOf);
  const wrong = found.find((each) => "problem" in each);
  return wrong && "problem" in wrong
    ? wrong
    : { value: [...new Set(found.map((each) => ("value" in each ? each.value.section : "")))] };
};
const asLandPrice: Reader = Object.assign(
  ((cell, setting) => asMoney({ ...cell, text: cell.text.replace(/[/／每]?亩/g, "") }, setting)) as Reader,
  { isMoney: true },
);

const readers: Record<string, Reader> = {
  kind: asCode(siteKinds, kindAliases),
  code: asPlain,
  area: asWritten,
  takenArea: asWritten,
  leastArea: asWritten,
  state: asCode(siteStates, stateAliases),
  ceilingHeight: asNumber,
  floorLoad: asLoad,
  powerCapacity: asNumber,
  utilities: asCodes(siteUtilities, utilityAliases),
  rent: ({ text }, { title }) => rentOf(text, title),
  landPrice: asLandPrice,
  plannedUse: asCode(plannedUses, plannedUseAliases),
  termYears: asNumber,
  industries: asSections,
  environmentLimit: asProse,
  energyLimit: asProse,
  availableOn: asDay,
  longitude: asNumber,
  latitude: asNumber,
  officerName: asPlain,
  note: asProse,
};

const columns: ImportColumn[] = Object.entries(siteColumnWords).map(([field, words]) => ({
  field,
  ...words,
  required: field === "name",
  read: readers[field] ?? asLine,
}));

/** 空间资源导入: found by its number, else by name within its park. */
export const siteImport: ImportKind = {
  kind: "sites",
  title: "空间资源",
  permission: siteOperations.update.permission,
  columns,
  subjects: [siteSubject],
  open: openJudge,
  changed: changedRows,
  write: writeSites,
  owners: ownersOf,
  gone: ({ image }) => ({
    image: { ...image, state: "withdrawn", taken_area: 0, reserved_area: 0, occupation: null },
    changes: [{ field: "state", before: image.state, after: "withdrawn" }],
  }),
};

interface Scene {
  ctx: Context;
  names: Names;
  holders: Holder[];
  choices: ImportChoices;
  seen: Map<string, number>;
  matches: Match[];
}

async function openJudge(opening: Context, choices: ImportChoices): Promise<Judge> {
  const names = await readNames(opening);
  const holders = await readHolders(opening);
  const seen = new Map<string, number>();
  return async (ctx, rows) => {
    const all = (field: string) => rows.map((row) => textOf(row, field)).filter((value) => value !== null);
    const matches = await findMatches(ctx, { codes: all("code"), names: all("name") });
    const scene = { ctx, names, holders, choices, seen, matches };
    // Parks before buildings before what stands in them, so that a holder may stand anywhere in the sheet.
    const kinds = rows.map((row) => kindFor(row, matches));
    const order = rows.map((_, i) => i).toSorted((a, b) => rankOf(kinds[a]) - rankOf(kinds[b]) || a - b);
    const judged: Judged[] = [];
    for (const i of order) {
      const row = rows[i];
      if (row) judged[i] = judgeRow(scene, row, kinds[i] ?? null);
    }
    return judged;
  };
}

const rankOf = (kind: SiteKind | null | undefined): number => (kind === "park" ? 0 : kind === "building" ? 1 : 2);

const textOf = ({ values }: TypedRow, field: string): string | null =>
  typeof values[field] === "string" && values[field] !== "" ? values[field] : null;

function kindFor(row: TypedRow, matches: Match[]): SiteKind | null {
  const said = row.values.kind as SiteKind | null | undefined;
  const unit = (row.values.area as Written | null | undefined)?.unit ?? "";
  return said ?? matchOf(row, matches)?.kind ?? kindOf(textOf(row, "name") ?? "", unit);
}

/** By the number; else by the name, if one alone bears it. */
function matchOf(row: TypedRow, matches: Match[]): Match | undefined {
  const [code, name] = [textOf(row, "code"), textOf(row, "name")];
  const coded = code ? matches.find((each) => each.code === code) : undefined;
  if (coded) return coded;
  const named = matches.filter((each) => each.name === name && (!code || each.code === null));
  return named.length === 1 ? named[0] : undefined;
}

function judgeRow(scene: Scene, row: TypedRow, kind: SiteKind | null): Judged {
  const { choices, matches, seen } = scene;
  const [name, code] = [textOf(row, "name") ?? "", textOf(row, "code")];
  const verdict: Judged = {
    title: name || `第 ${row.number} 行`,
    recordId: null,
    problems: [],
    warnings: [],
    staged: [],
  };
  const refuse = (field: string | null, message: string) => void verdict.problems.push({ field, message });
  const key = code ?? `${normalize(name)} ${textOf(row, "parkName") ?? ""} ${textOf(row, "buildingName") ?? ""}`;
  const twin = seen.get(key);
  if (twin) refuse(code ? "code" : "name", `与第 ${twin} 行是同一处空间，请合并成一行`);
  else seen.set(key, row.number);
  const match = matchOf(row, matches);
  if (match && choices.onMatch === "skip") return { ...verdict, recordId: match.id };
  if (match && !match.isReached) refuse(null, "这处空间已在库，但不在您的办理范围内，请联系它的联系人或主任");
  if (match?.state === "withdrawn") refuse(null, "这处空间已退出，请先在它的页面恢复，再导入");
  if (!kind) {
    refuse("kind", "看不出是哪一种空间，请加一列“种类”：园区、楼栋、厂房、办公空间或地块");
    return verdict;
  }
  if (match && match.kind !== kind)
    refuse("kind", `库中它是${siteKinds[match.kind]}，种类不能改；不是同一处的请换名称`);
  if (!row.values.kind && !match)
    verdict.warnings.push({ field: "name", message: `按名称和单位判断为${siteKinds[kind]}` });
  verdict.recordId = match?.id ?? newId();
  stage(scene, row, verdict, { id: verdict.recordId, kind, match });
  if (verdict.problems.length === 0 && !match && (kind === "park" || kind === "building")) {
    const after = verdict.staged[0]?.after as { parkId: string | null } | undefined;
    scene.holders.push({ id: verdict.recordId, kind, name, parkId: after?.parkId ?? null, state: "free" });
  }
  return verdict;
}

interface About {
  id: string;
  kind: SiteKind;
  match: Match | undefined;
}

function stage(scene: Scene, row: TypedRow, verdict: Judged, { id, kind, match }: About): void {
  const { ctx } = scene;
  const sent = sentFields(scene, row, verdict, { id, kind, match });
  const refuse = (field: string | null, message: string) => void verdict.problems.push({ field, message });
  const parsed = match ? SiteChanges.safeParse(sent) : NewSite.omit({ state: true }).safeParse({ kind, ...sent });
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) refuse(columnOf(path[0]), message);
    return;
  }
  const place = placeOf(scene, row, kind, verdict);
  const owner = ownerFor(scene, parsed.data.officerId, match, verdict);
  const { isReached: _reached, version = 0, ...before } = match ?? ({} as Partial<Match>);
  const taken = match ? null : takenOf(row, kind, parsed.data.area ?? null, verdict);
  if (match && parsed.data.area !== undefined) {
    const shrunk = whyNotShrink(match, parsed.data.area ?? null);
    if (shrunk) refuse("area", shrunk.message);
  }
  const fresh = match
    ? {}
    : { takenArea: taken?.area ?? 0, reservedArea: 0, stateSince: ctx.today, createdOn: ctx.today };
  const state: SiteState = match ? match.state : (taken?.state ?? "free");
  const after = { ...before, ...parsed.data, ...place, ...owner, ...fresh, kind, state } as Omit<
    Match,
    "isReached" | "version"
  >;
  const isRenamed = match && (match.name !== after.name || match.code !== after.code);
  verdict.staged.push({
    subject: siteSubject,
    id,
    version,
    before: match ? before : null,
    after,
    image: { ...imageOf(after), occupation: taken?.occupation ?? null },
    imageBefore: match ? imageOf(match) : null,
    ...(match && !isRenamed ? {} : { findable: findable(after) }),
    ...(isRenamed ? { findableBefore: findable(match) } : {}),
    line: match ? `导入修改：${changedTitles(siteSubject, before, after)}` : "导入入库",
  });
}

const columnOf = (field: PropertyKey | undefined): string | null =>
  field === "officerId" ? "officerName" : typeof field === "string" ? field : null;

/** The site's fields as the form would send them. */
function sentFields({ names, choices }: Scene, row: TypedRow, verdict: Judged, { kind, match }: About) {
  const refuse = (field: string, message: string) => void verdict.problems.push({ field, message });
  const sent: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(row.values)) {
    if (!(field in NewSite.shape) || field === "kind" || field === "state") continue;
    if (value !== null) sent[field] = value;
    else if (match && choices.onBlank === "clear" && field !== "name") sent[field] = blankOf(field);
  }
  for (const field of ["area", "leastArea"]) {
    const written = row.values[field] as Written | null | undefined;
    if (!written) continue;
    const area = areaOf(kind, written);
    if ("value" in area) sent[field] = area.value;
    else refuse(field, area.problem);
  }
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
  return sent;
}

/** What an emptied cell of a site that is there already clears it to. */
function blankOf(field: string): unknown {
  const shape = SiteChanges.shape[field as keyof typeof SiteChanges.shape];
  return [null, "", []].find((empty) => shape?.safeParse(empty).success);
}

/** 所在: the building if one is named, else the park. */
function placeOf({ holders }: Scene, row: TypedRow, kind: SiteKind, verdict: Judged) {
  const refuse = (field: string, message: string) => void verdict.problems.push({ field, message });
  const [parkName, buildingName] = [textOf(row, "parkName"), textOf(row, "buildingName")];
  const find = (field: string, of: SiteKind, name: string, parkId: string | null) => {
    const named = holders.filter(
      (each) => each.kind === of && each.name === name && (!parkId || each.parkId === parkId),
    );
    if (named.length === 1) return named[0] ?? null;
    const why =
      named.length === 0
        ? `没有叫“${name}”的${siteKinds[of]}，请先登记，或把它也写在表里`
        : `叫“${name}”的${siteKinds[of]}有 ${named.length} 处，请写明所在园区`;
    refuse(field, why);
    return null;
  };
  const park = parkName && kind !== "park" ? find("parkName", "park", parkName, null) : null;
  const building =
    buildingName && isOffered(kind) && kind !== "landPlot"
      ? find("buildingName", "building", buildingName, park?.id ?? null)
      : null;
  const parent = building ?? park;
  if (!parent) return {};
  const wrong = whyNotIn(kind, parent);
  if (wrong) refuse(building ? "buildingName" : "parkName", wrong.message);
  return { parentId: parent.id, parkId: parent.kind === "park" ? parent.id : parent.parkId };
}

/** 联系人 within one's own reach, with the division that goes with that person. */
function ownerFor({ ctx, names }: Scene, sent: string | null | undefined, match: Match | undefined, verdict: Judged) {
  if (match && sent === undefined) return {};
  const officerId = sent ?? (match ? null : ctx.actor.personId);
  const divisionId = names.people.find(({ id }) => id === officerId)?.divisionId ?? null;
  if (!isReached(inOwnName(ctx.actor), siteOperations.update.permission, { officerId, divisionId }))
    verdict.problems.push({ field: "officerName", message: "只能交给自己办理范围内的人联系；跨科室的请由主任导入" });
  return { officerId, divisionId };
}

/** 状态与已占用 of a new row: wholly or partly taken, it begins with one occupation. */
function takenOf(row: TypedRow, kind: SiteKind, whole: number | null, verdict: Judged) {
  const refuse = (field: string, message: string) => void verdict.problems.push({ field, message });
  const said = (row.values.state as SiteState | null | undefined) ?? "free";
  const written = row.values.takenArea as Written | null | undefined;
  const read = written ? areaOf(kind, written) : null;
  if (read && "problem" in read) refuse("takenArea", read.problem);
  if (said === "reserved") refuse("state", "预留要写明到期日期，请先按可招商导入，再在页面登记预留");
  if (said === "withdrawn") refuse("state", "已退出的不用导入");
  const isWhole = said === "leased" || said === "transferred" || said === "selfUsed";
  const area = read && "value" in read ? read.value : isWhole ? (whole ?? 0) : 0;
  const told: ToldState = said === "negotiating" || said === "building" || said === "toClear" ? said : "free";
  if (area === 0) {
    if (isWhole) refuse("state", `${siteStates[said]}的要填写面积`);
    return { state: told, area: 0, occupation: null };
  }
  if (!isOffered(kind)) refuse("takenArea", `${siteKinds[kind]}本身不登记占用，请写在其中的厂房、楼层或地块上`);
  if (whole === null || area > whole) refuse("takenArea", "已占用面积比总面积大，请核对");
  if (told === "building" || told === "toClear") refuse("state", `${siteStates[told]}的不能有已占用面积，请核对`);
  const occupation: OccupationKind = said === "selfUsed" ? "selfUsed" : kind === "landPlot" ? "transferred" : "leased";
  const state = stateAfter({ state: told, area: whole, takenArea: area }, [{ kind: occupation, area }]);
  return { state, area, occupation: { id: newId(), kind: occupation, area, user_name: textOf(row, "userName") } };
}

/** As it will be stored. */
function imageOf(site: Omit<Match, "isReached" | "version">): Record<string, unknown> {
  const stored = { ...site, sortName: sortNameOf(site.name) } as Record<string, unknown>;
  const fieldOf = (column: string) => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(writtenColumns.map((column) => [column, stored[fieldOf(column)] ?? null]));
}
