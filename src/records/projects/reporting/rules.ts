import { sumDecimals } from "#kit/base/decimals.ts";
import { writeDate } from "#kit/base/dates.ts";
import type { Refusal } from "#kit/base/errors.ts";
import type { PackedReport } from "../reportables/pack.ts";
import { isPast, type Reportable, type ReportColumn, stageOn } from "../reportables/rules.ts";
import { type Standing, stages, standings } from "../words.ts";
import type { ReportChange } from "./words.ts";

const refusal = (code: string, message: string): Refusal => ({ code: `projectReports.${code}`, message });

export interface SentRow {
  projectId: string;
  name: string;
  cells: (string | null)[];
}

interface Change {
  heading: string;
  before: string | null;
  after: string | null;
}

/** A row with what had changed since the last report. */
export interface ComparedRow extends SentRow {
  position: number;
  change: ReportChange;
  changes: Change[];
  reason: string | null;
}

interface Sent {
  columns: readonly ReportColumn[];
  rows: readonly SentRow[];
}

/**
 * 与上次相比, row by row: what was not there is new, a cell that reads otherwise is changed, a row that is no longer there is
 * gone. Columns are told apart by their field; one that either report does not have is compared with nothing.
 */
export function compared(now: Sent, before: Sent | null): { rows: ComparedRow[]; gone: SentRow[] } {
  const old = new Map(before?.rows.map((row) => [row.projectId, row]));
  const places = now.columns.map(({ field }) => before?.columns.findIndex((column) => column.field === field) ?? -1);
  const rows = now.rows.map((row, index): ComparedRow => {
    const was = old.get(row.projectId);
    old.delete(row.projectId);
    const changes = was ? changesIn(now.columns, row.cells, was.cells, places) : [];
    const change = !was ? "added" : changes.length > 0 ? "changed" : "same";
    return { ...row, position: index + 1, change, changes, reason: null };
  });
  return { rows, gone: [...old.values()] };
}

function changesIn(
  columns: readonly ReportColumn[],
  cells: readonly (string | null)[],
  was: readonly (string | null)[],
  places: readonly number[],
): Change[] {
  return columns.flatMap(({ heading }, at) => {
    const place = places[at] ?? -1;
    if (place < 0) return [];
    const [before, after] = [was[place] ?? null, cells[at] ?? null];
    return before === after ? [] : [{ heading, before, after }];
  });
}

/** Rows that are gone follow the others, each with its reason. */
export function goneRows(
  gone: readonly SentRow[],
  reasons: ReadonlyMap<string, string>,
  from: number,
): { rows: ComparedRow[]; without: SentRow[] } {
  const rows = gone.map(({ projectId, name }, index): ComparedRow => {
    const reason = reasons.get(projectId) ?? null;
    return { projectId, name, cells: [], position: from + index, change: "gone", changes: [], reason };
  });
  return { rows, without: gone.filter(({ projectId }) => !reasons.has(projectId)) };
}

/** 不再上报的原因 where the records tell it; null where a person must say it. */
export function goneReason(
  { standings: open, before }: PackedReport["rows"],
  now: { standing: Standing; standingReason: string | null; isRemoved: boolean; days: Reportable["days"] } | undefined,
): string | null {
  if (!now || now.isRemoved) return "登记已随导入撤销";
  if (open.includes(now.standing))
    return before && isPast(now.days, before) ? `已到${stages[stageOn(now.days)]}` : null;
  return now.standingReason ? `${standings[now.standing]}：${now.standingReason}` : standings[now.standing];
}

export const countsOf = (rows: readonly { change: ReportChange }[]) => {
  const of = (change: ReportChange) => rows.filter((row) => row.change === change).length;
  const gone = of("gone");
  return { rows: rows.length - gone, added: of("added"), changed: of("changed"), gone, same: of("same") };
};

/** 合计 of an amount column, over the cells as they were sent. */
export const totalOf = (rows: readonly SentRow[], at: number): string =>
  sumDecimals(rows.flatMap(({ cells }) => cells[at] ?? []));

interface Period {
  fromOn: string;
  toOn: string;
}

export function whyNotPeriod({ fromOn, toOn }: Period, today: string): Refusal | null {
  if (fromOn > toOn) return refusal("period.order", "期间的起始日期晚于截止日期，请核对");
  return toOn > today ? refusal("period.future", `截止日期${writeDate(toOn)}还没有到，请核对`) : null;
}

/** One report for a period, each later than the one before; what was wrong is corrected, not sent again. */
export function whyNotReport({ fromOn, toOn }: Period, last: Period | null): Refusal | null {
  if (!last) return null;
  if (last.toOn === toOn)
    return refusal("report.twice", `这一期（截至${writeDate(toOn)}）已上报；内容有误的，请在那一次上报里“更正”`);
  if (last.toOn > toOn)
    return refusal("report.order", `最近一次已报到${writeDate(last.toOn)}，不能再报更早的一期；有误的请更正那一期`);
  return fromOn <= last.toOn
    ? refusal("report.overlap", `期间与上一次上报重叠：上一次报到${writeDate(last.toOn)}，请从次日起`)
    : null;
}

export function whyNotCorrect({ correctedById }: { correctedById: string | null }): Refusal | null {
  return correctedById ? refusal("correct.done", "这一次上报已有更正的版本，请在最新的版本上更正") : null;
}

/** What is sent is what was looked at. */
export function whyNotSend(previewed: string, digest: string): Refusal | null {
  return previewed === digest
    ? null
    : refusal("send.changed", "预览之后记录有变，上报的内容与预览不一致；请重新预览核对后再上报");
}

/** A correction corrects something. */
export function whyNotSame(rows: readonly { change: ReportChange }[]): Refusal | null {
  return rows.every(({ change }) => change === "same")
    ? refusal("correct.same", "与已上报的内容一致，没有可更正的；请先在项目里改正记录")
    : null;
}

export function whyNotGone(without: readonly { name: string }[]): Refusal | null {
  const [first] = without;
  if (!first) return null;
  const names = without.slice(0, 3).map(({ name }) => `“${name}”`);
  const more = without.length > 3 ? `等 ${without.length} 个项目` : "";
  return refusal("gone.reason", `${names.join("、")}${more}上次报过、这次没有，请写明不再上报的原因`);
}

export const noReach = refusal("scope", "上报的是全机构的项目，由能查看全机构的主任或绩效专员办理");
