import { compareDecimals, divideDecimals } from "#kit/base/decimals.ts";
import type { Refusal } from "#kit/base/errors.ts";
import { industrySections } from "#records/directory/words.ts";
import {
  type Capital,
  capitals,
  type InvestorKind,
  investorKinds,
  type Stage,
  type Standing,
  stages,
  standings,
  type Track,
  tracks,
} from "../words.ts";
import { isAmount, type PackedReport } from "./pack.ts";
import { type ReportField, type ReportUnit, reportUnits } from "./words.ts";

/** A project as a report needs it: its fields, and its facts up to the last day of the period. */
export interface Reportable {
  projectId: string;
  code: string;
  name: string;
  investorName: string;
  creditCode: string | null;
  track: Track;
  capital: Capital | null;
  investorKind: InvestorKind | null;
  sourcePlace: string;
  industry: keyof typeof industrySections | null;
  regionName: string | null;
  brief: string;
  totalInvestment: string | null;
  fixedAssetInvestment: string | null;
  agreedInvestment: string | null;
  arrivedTotal: string;
  arrivedThisYear: string;
  arrivedInPeriod: string;
  standing: Standing;
  receivedOn: string;
  expectedOn: string | null;
  landedOn: string | null;
  divisionName: string | null;
  progress: string | null;
  /** The day of each stage reached by the end of the period. */
  days: Partial<Record<Stage, string>>;
}

export interface ReportColumn {
  field: ReportField;
  heading: string;
  unit: ReportUnit | null;
  precision: number | null;
}

/** The columns of the pack as they are kept with a report. */
export const columnsOf = ({ columns }: Pick<PackedReport, "columns">): ReportColumn[] =>
  columns.map(({ field, heading, unit = null, precision = null }) => ({ field, heading, unit, precision }));

/** 表头 with the unit of an amount, unless the upper system's own wording has it. */
export function headingOf({ heading, unit }: Pick<ReportColumn, "heading" | "unit">): string {
  const title = unit && reportUnits[unit];
  return title && !heading.includes(title) ? `${heading}（${title}）` : heading;
}

const yuanIn: Record<ReportUnit, string> = { yuan: "1", wan: "10000", yi: "100000000" };

/** 到了的最后一个阶段 by the end of the period, in the order of the words. */
export const stageOn = (days: Reportable["days"]): Stage =>
  (Object.keys(stages) as Stage[]).filter((stage) => days[stage]).at(-1) ?? "lead";

const word = <W extends Record<string, string>>(words: W, code: (keyof W & string) | null): string | null =>
  code === null ? null : (words[code] ?? null);
const blank = (text: string): string | null => (text === "" ? null : text);

type Plain = Exclude<ReportField, `${"total" | "fixedAsset" | "agreed"}Investment` | `arrived${string}`>;
const plainCells: Record<Plain, (project: Reportable) => string | null> = {
  code: ({ code }) => code,
  name: ({ name }) => name,
  investorName: ({ investorName }) => investorName,
  creditCode: ({ creditCode }) => creditCode,
  track: ({ track }) => tracks[track],
  capital: ({ capital }) => word(capitals, capital),
  investorKind: ({ investorKind }) => word(investorKinds, investorKind),
  sourcePlace: ({ sourcePlace }) => blank(sourcePlace),
  industry: ({ industry }) => word(industrySections, industry),
  region: ({ regionName }) => regionName,
  brief: ({ brief }) => blank(brief),
  stage: ({ days }) => stages[stageOn(days)],
  standing: ({ standing }) => standings[standing],
  receivedOn: ({ receivedOn }) => receivedOn,
  negotiatingOn: ({ days }) => days.negotiating ?? null,
  approvedOn: ({ days }) => days.approved ?? null,
  signedOn: ({ days }) => days.signed ?? null,
  registeredOn: ({ days }) => days.registered ?? null,
  buildingOn: ({ days }) => days.building ?? null,
  completedOn: ({ days }) => days.completed ?? null,
  operatingOn: ({ days }) => days.operating ?? null,
  landedOn: ({ landedOn }) => landedOn,
  expectedOn: ({ expectedOn }) => expectedOn,
  divisionName: ({ divisionName }) => divisionName,
  progress: ({ progress }) => progress,
};

/** One cell as it is sent: an amount in the unit and with the decimals the column asks for. */
function cellOf({ field, unit, precision }: ReportColumn, project: Reportable): string | null {
  if (!isAmount(field)) return plainCells[field as Plain](project);
  const yuan = project[field as keyof Reportable] as string | null;
  return yuan === null ? null : divideDecimals(yuan, yuanIn[unit ?? "yuan"], precision ?? 0);
}

export const cellsOf = (columns: readonly ReportColumn[], project: Reportable): (string | null)[] =>
  columns.map((column) => cellOf(column, project));

/** 已到 the stage at which a sheet ends, or one beyond it, in the order of the words. */
export const isPast = (days: Reportable["days"], before: Stage): boolean => {
  const order = Object.keys(stages) as Stage[];
  return order.slice(order.indexOf(before)).some((stage) => days[stage] !== undefined);
};

/** 上报范围: by the facts up to the end of the period and the standing of today. */
export function isReported(
  { reached, before, tracks: wanted, standings: open, atLeast }: PackedReport["rows"],
  project: Pick<Reportable, "track" | "standing" | "totalInvestment" | "days">,
  reaching: (track: Track) => readonly Stage[],
): boolean {
  if (wanted && !wanted.includes(project.track)) return false;
  if (!open.includes(project.standing)) return false;
  if (before && isPast(project.days, before)) return false;
  if (atLeast && (project.totalInvestment === null || compareDecimals(project.totalInvestment, atLeast) < 0))
    return false;
  const far = reaching(project.track);
  return far.includes(reached) && far.some((stage) => project.days[stage] !== undefined);
}

/** 上报范围 in words, as the page prints it. */
export function rowsText({ reached, before, tracks: wanted, standings: open, atLeast }: PackedReport["rows"]): string {
  const parts = [
    `已到${stages[reached]}${before ? `、未到${stages[before]}` : ""}`,
    wanted ? wanted.map((track) => tracks[track]).join("、") : "各类型",
    `推进状态为${open.map((standing) => standings[standing]).join("、")}`,
    ...(atLeast ? [`计划总投资不少于 ${divideDecimals(atLeast, "10000", 0)} 万元`] : []),
  ];
  return parts.join("；");
}

/** More than a sheet that somebody reads. */
export const mostRows = 5000;
export function whyNotMany(count: number): Refusal | null {
  return count > mostRows
    ? {
        code: "projectReports.many",
        message: `一张上报表最多 ${mostRows} 个项目，现有 ${count} 个，请管理员在规则包里缩小上报范围`,
      }
    : null;
}
