import type { Refusal } from "#kit/base/errors.ts";
import {
  areaUnits,
  type OccupationKind,
  offeredKinds,
  occupationKinds,
  type SiteKind,
  siteKinds,
  type SiteState,
  siteStates,
  type SiteWanted,
  siteWanted,
  type ToldState,
  toldStates,
} from "./words.ts";

/** Spaces and plots; what only holds them is never occupied itself. */
export const isOffered = (kind: SiteKind): boolean => kind in offeredKinds;

/** In which kind of site a kind may stand. */
const homes: Record<SiteKind, SiteKind[]> = {
  park: [],
  building: ["park"],
  factorySpace: ["building", "park"],
  officeSpace: ["building", "park"],
  landPlot: ["park"],
};

export function whyNotIn(kind: SiteKind, parent: { kind: SiteKind; state: SiteState } | null): Refusal | null {
  if (!parent) return null;
  if (parent.state === "withdrawn")
    return { code: "sites.parent.withdrawn", message: "所选的园区或楼栋已退出，请另选或先恢复它" };
  return homes[kind].includes(parent.kind) ? null : { code: "sites.parent.kind", message: sentenceOfHomes(kind) };
}

function sentenceOfHomes(kind: SiteKind): string {
  const allowed = homes[kind].map((each) => siteKinds[each]).join("或");
  return allowed ? `${siteKinds[kind]}只能放在${allowed}里，请另选` : `${siteKinds[kind]}不在别的空间里，请空着`;
}

/** A park or a building has only to be there, to be under construction, or to be gone. */
const heldStates: ToldState[] = ["free", "building", "withdrawn"];

export const statesOf = (kind: SiteKind): ToldState[] =>
  isOffered(kind) ? (Object.keys(toldStates) as ToldState[]) : heldStates;

/** 可招商 is said of what is offered; a park is 在册. */
export const stateWord = ({ kind, state }: { kind: SiteKind; state: SiteState }): string =>
  state === "free" && !isOffered(kind) ? "在册" : siteStates[state];

/** What may be told by hand next. The states that follow from an occupation end when the occupation does. */
const next: Partial<Record<SiteState, ToldState[]>> = {
  free: ["negotiating", "toClear", "building", "withdrawn"],
  negotiating: ["free", "toClear", "building", "withdrawn"],
  building: ["free", "toClear", "withdrawn"],
  toClear: ["free", "building", "withdrawn"],
  withdrawn: ["free"],
};

interface Standing {
  kind: SiteKind;
  state: SiteState;
  takenArea: number;
}

/** Which states are open to it now. */
export const openStates = ({ kind, state }: Standing): ToldState[] =>
  (next[state] ?? []).filter((each) => statesOf(kind).includes(each));

/** Whether any state may be told at all. */
export function whyNotMove(site: Standing): Refusal | null {
  if (openStates(site).length > 0) return null;
  return {
    code: "sites.move.occupied",
    message: `${siteStates[site.state]}的要先登记腾退，空出来以后才能变更状态`,
  };
}

export function whyNotMoveTo(site: Standing, to: ToldState): Refusal | null {
  const refused = whyNotMove(site);
  if (refused) return refused;
  if (!openStates(site).includes(to))
    return { code: "sites.move.state", message: `${stateWord(site)}的不能直接变为“${siteStates[to]}”` };
  const isEmptied = to === "withdrawn" || to === "building" || to === "toClear";
  if (isEmptied && site.takenArea > 0)
    return {
      code: "sites.move.taken",
      message: `还有 ${areaText(site.kind, site.takenArea)}被占用，请先登记腾退，再变为“${siteStates[to]}”`,
    };
  return null;
}

/** 发生日期 is not in the future, and not before the state that is being left began. */
export function whyNotOn(happenedOn: string, { since, today }: { since: string; today: string }): Refusal | null {
  if (happenedOn > today) return { code: "sites.happenedOn.future", message: `${happenedOn} 还没到，请到当日再登记` };
  if (happenedOn < since)
    return { code: "sites.happenedOn.early", message: `现在的状态始于 ${since}，发生日期不能更早` };
  return null;
}

export function whyNotUpdate({ state }: { state: SiteState }): Refusal | null {
  return state === "withdrawn"
    ? { code: "sites.update.withdrawn", message: "这处空间已退出，先变更状态恢复为可招商，再修改" }
    : null;
}

export function whyNotOccupy({ kind, state }: Pick<Standing, "kind" | "state">): Refusal | null {
  if (!isOffered(kind))
    return { code: "sites.occupy.kind", message: `${siteKinds[kind]}本身不登记占用，请在其中的楼层、厂房或地块上登记` };
  if (state === "free" || state === "negotiating") return null;
  if (state in occupationKinds) return { code: "sites.occupy.full", message: "这处空间已全部占用，腾退后才能再登记" };
  return { code: "sites.occupy.state", message: `${siteStates[state]}的空间不能登记占用，请先变更状态为可招商` };
}

interface Room {
  kind: SiteKind;
  area: number | null;
  takenArea: number;
  isDivisible: boolean;
  leastArea: number | null;
}

/** Whether so much of it may be taken. The sum of what is taken never exceeds the whole. */
export function whyNotArea(site: Room, wanted: number): Refusal | null {
  if (site.area === null) return { code: "sites.occupy.area", message: "还没有填写面积，请先补上面积再登记占用" };
  const free = hundredths(site.area) - hundredths(site.takenArea);
  const left = free - hundredths(wanted);
  if (left < 0)
    return {
      code: "sites.occupy.over",
      message: `只剩 ${areaText(site.kind, free / 100)}，不够 ${areaText(site.kind, wanted)}，请核对面积或先登记腾退`,
    };
  if (left > 0 && !site.isDivisible)
    return { code: "sites.occupy.whole", message: `这处空间不分割，只能整体占用 ${areaText(site.kind, free / 100)}` };
  if (left > 0 && site.leastArea !== null && wanted < site.leastArea)
    return { code: "sites.occupy.least", message: `最少要 ${areaText(site.kind, site.leastArea)}起，请核对` };
  return null;
}

export function whyNotShrink(site: Room, area: number | null): Refusal | null {
  if (hundredths(area ?? 0) >= hundredths(site.takenArea)) return null;
  return {
    code: "sites.area.taken",
    message: `已占用 ${areaText(site.kind, site.takenArea)}，总面积不能改得比它小；面积登记有误的，请先作废有误的占用`,
  };
}

/** 状态 after areas changed: wholly occupied it is what the largest occupation is; else what it was, or free again. */
export function stateAfter(
  { state, area, takenArea }: { state: SiteState; area: number | null; takenArea: number },
  occupied: readonly { kind: OccupationKind; area: number }[],
): SiteState {
  const isFull = area !== null && area > 0 && hundredths(takenArea) >= hundredths(area);
  if (!isFull) return state in occupationKinds ? "free" : state;
  const sums = new Map<OccupationKind, number>();
  for (const each of occupied) sums.set(each.kind, (sums.get(each.kind) ?? 0) + hundredths(each.area));
  const [largest] = [...sums].sort(([, a], [, b]) => b - a);
  return largest?.[0] ?? state;
}

/** Areas are compared and added as whole hundredths, so that no sum drifts. */
export const hundredths = (area: number): number => Math.round(area * 100);

export const areaText = (kind: SiteKind, area: number): string =>
  `${area.toLocaleString("zh-CN", { maximumFractionDigits: 2 })} ${areaUnits[kind]}`;

const alwaysWanted: SiteWanted[] = ["area", "region", "longitude", "officerId"];
const wantedByKind: Partial<Record<SiteKind, SiteWanted[]>> = {
  factorySpace: ["rent", "ceilingHeight", "floorLoad", "powerCapacity"],
  officeSpace: ["rent"],
  landPlot: ["landPrice"],
};

/** 还差什么 about this site: what an investor asks first. */
export function wantedOf(kind: SiteKind): SiteWanted[] {
  return [...alwaysWanted, ...(wantedByKind[kind] ?? [])];
}

export function missingOf(site: { kind: SiteKind } & { [Field in SiteWanted]: unknown }) {
  return wantedOf(site.kind)
    .filter((field) => site[field] === null)
    .map((field) => ({ field, title: siteWanted[field] }));
}
