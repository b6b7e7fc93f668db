import type { z } from "zod";
import { divideDecimals } from "#kit/base/decimals.ts";
import { industrySections } from "#records/directory/words.ts";
import { ledgerColumnWords } from "../imports/words.ts";
import type { Project } from "../contract.ts";
import { capitals, investorKinds, type Stage, sources, stages, standings, tracks } from "../words.ts";

/** A project as the ledger needs it: with its days, and names for what it points at. */
export interface LedgerProject extends z.output<typeof Project> {
  creditCode: string | null;
  regionName: string | null;
  officerName: string | null;
  divisionName: string | null;
  days: Partial<Record<Stage, string>>;
}

export interface LedgerColumn {
  title: string;
  group: string;
  kind: "text" | "money" | "count" | "date";
  width: number;
  /** Money as exact 万元, dates as ISO text. */
  cell: (project: LedgerProject, number: number) => string | number | null;
}

const groups = { basics: "项目基本情况", money: "投资（万元）", progress: "进度", people: "责任" } as const;

/** 万元 to the fen: what is shown may be rounded, what is stored is not, so that reading it back gives the same yuan. */
export const inWan = (yuan: string | null): string | null =>
  yuan === null ? null : (divideDecimals(yuan, "10000", 6)?.replace(/\.?0+$/, "") ?? null);

const titleOf = (field: string): string => ledgerColumnWords[field]?.title ?? field;

type Cell = LedgerColumn["cell"];
const text = (group: keyof typeof groups, field: string, width: number, cell: Cell): LedgerColumn => ({
  title: titleOf(field),
  group: groups[group],
  kind: "text",
  width,
  cell,
});
const money = (field: "totalInvestment" | "fixedAssetInvestment" | "agreedInvestment"): LedgerColumn => ({
  title: `${titleOf(field)}（万元）`,
  group: groups.money,
  kind: "money",
  width: 14,
  cell: (project) => inWan(project[field]),
});
const date = (field: string, cell: Cell): LedgerColumn => ({
  title: titleOf(field),
  group: groups.progress,
  kind: "date",
  width: 12,
  cell,
});
const reachedOn = (stage: Stage): LedgerColumn => date(`${stage}On`, ({ days }) => days[stage] ?? null);
const word = <W extends Record<string, string>>(words: W, code: (keyof W & string) | null) =>
  code === null ? null : (words[code] ?? null);

/** 招商项目台账, column by column; the import knows every one of them by these titles. */
export const ledgerColumns: LedgerColumn[] = [
  { title: "序号", group: groups.basics, kind: "count", width: 6, cell: (_, number) => number },
  text("basics", "code", 12, ({ code }) => code),
  text("basics", "name", 28, ({ name }) => name),
  text("basics", "track", 14, ({ track }) => tracks[track]),
  text("basics", "investorName", 24, ({ investorName }) => investorName),
  text("basics", "creditCode", 21, ({ creditCode }) => creditCode),
  text("basics", "capital", 8, ({ capital }) => word(capitals, capital)),
  text("basics", "investorKind", 13, ({ investorKind }) => word(investorKinds, investorKind)),
  text("basics", "sourcePlace", 12, ({ sourcePlace }) => sourcePlace),
  text("basics", "industry", 16, ({ industry }) => industry && `${industry} ${industrySections[industry]}`),
  text("basics", "region", 16, ({ regionName }) => regionName),
  text("basics", "siteWish", 20, ({ siteWish }) => siteWish),
  text("basics", "source", 12, ({ source }) => sources[source]),
  text("basics", "sourceNote", 14, ({ sourceNote }) => sourceNote),
  text("basics", "brief", 36, ({ brief }) => brief),
  money("totalInvestment"),
  money("fixedAssetInvestment"),
  money("agreedInvestment"),
  text("progress", "stage", 10, ({ stage }) => stages[stage]),
  { ...text("progress", "standing", 10, ({ standing }) => standings[standing]), title: "推进状态" },
  date("receivedOn", ({ receivedOn }) => receivedOn),
  ...(Object.keys(stages) as Stage[]).filter((stage) => stage !== "lead").map(reachedOn),
  date("expectedOn", ({ expectedOn }) => expectedOn),
  text("people", "officerName", 10, ({ officerName }) => officerName),
  text("people", "divisionName", 14, ({ divisionName }) => divisionName),
  text("people", "note", 30, ({ note }) => note),
];
