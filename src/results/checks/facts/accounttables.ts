/*
 * 决算报表: the tables of the final accounts (公开01表…09表), told by their titles, read onto the lines of the accounts.
 *
 * In 01, 04 and often 07 the rows are the lines and the columns say which money or which column; in the others the columns are
 * the lines, and only the row 合计 is of the whole. Rows with codes (201 / 20113 / 2011308) nest by their codes.
 */
import type { Column, Item, Scope } from "./accountmodel.ts";
import type { Mention } from "./accounttext.ts";
import { namedIn } from "./accountwords.ts";
import type { Fact } from "./fact.ts";
import { classesNamed } from "./functionclasses.ts";
import type { Table } from "./table.ts";

export type Sheet = "balance" | "income" | "spending" | "fiscal" | "general" | "basic" | "three" | "fund" | "capital";

const titles: readonly [Sheet, RegExp][] = [
  ["three", /三公/],
  ["basic", /基本支出/],
  ["fund", /政府性基金/],
  ["capital", /国有资本经营/],
  ["fiscal", /财政拨款收入支出[^，。]{0,6}总表|财政拨款收支[^，。]{0,6}总表/],
  ["general", /一般公共预算[^，。]{0,10}支出[^，。]{0,6}表/],
  ["balance", /收入支出[^，。]{0,6}总表|收支[^，。]{0,6}总表/],
  ["income", /收入(?:决算|预算)[^，。]{0,6}表/],
  ["spending", /支出(?:决算|预算)[^，。]{0,6}表/],
];
const scopeOf: Record<Sheet, Scope> = {
  balance: "all",
  income: "all",
  spending: "all",
  fiscal: "fiscal",
  general: "general",
  basic: "general",
  three: "fiscal",
  fund: "fund",
  capital: "capital",
};

/** Which of the nine tables this is, by the nearest title above it. */
export function sheetOf(table: Table): Sheet | null {
  const inside = table.rows > 0 && table.columns > 2 ? table.text(0, 0) : "";
  const above = [inside, ...table.heads.map(({ plain }) => plain.replaceAll(/\s/g, "")).reverse()].filter((title) =>
    /表/.test(title),
  );
  for (const title of above) {
    const sheet = titles.find(([, pattern]) => pattern.test(title))?.[0];
    if (sheet) return sheet;
  }
  return null;
}

const bare = (label: string): string =>
  label.replace(/^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、]|其中[:：])+/, "");

export interface SheetRow {
  code: string;
  name: string;
  row: number;
}

/** Rows that begin with a code of the classification. */
export function codedRows(table: Table): SheetRow[] {
  const rows: SheetRow[] = [];
  for (let row = table.body; row < table.rows; row++)
    for (let column = 0; column < Math.min(4, table.columns); column++) {
      const code = table.text(row, column);
      if (!/^[2-5]\d{2}(?:\d{2}){0,2}$/.test(code)) continue;
      rows.push({ code, name: table.labels(row).at(-1) ?? "", row });
      break;
    }
  return rows.length > 1 ? rows : [];
}

export interface SheetReading {
  sheet: Sheet;
  table: Table;
  mentions: Mention[];
  classes: { scope: Scope; column: Column; name: string; fact: Fact }[];
}

export function readSheet(table: Table, year: number | null): SheetReading | null {
  const sheet = sheetOf(table);
  if (!sheet) return null;
  const reading: SheetReading = { sheet, table, mentions: [], classes: [] };
  const isByRows = sheet === "balance" || sheet === "fiscal" || (sheet === "three" && !isAcross(table));
  if (isByRows) byRows(reading, year);
  else byColumns(reading, year);
  return reading;
}

/** 07表 with its lines as columns. */
const isAcross = (table: Table): boolean =>
  Array.from({ length: table.columns }, (_, column) => table.columnTitle(column)).some((title) =>
    /因公出国|公务接待/.test(title),
  );

function columnOf(title: string, year: number | null): Column | null {
  const [, written] = /^(20\d\d)年?/.exec(title) ?? [];
  if (written && year !== null)
    return Number(written) === year ? "actual" : Number(written) === year - 1 ? "last" : null;
  if (/上年/.test(title)) return "last";
  if (/全年预算|调整/.test(title)) return "adjusted";
  if (/预算数|年初预算/.test(title)) return "budget";
  return /增|减|率|占|比/.test(title) ? null : "actual";
}

const fundColumns: readonly [Scope, RegExp][] = [
  ["general", /一般公共/],
  ["fund", /政府性基金/],
  ["capital", /国有资本/],
];

function byRows({ sheet, table, mentions, classes }: SheetReading, year: number | null): void {
  const labels = Array.from({ length: table.rows }, (_, row) => bare(table.labels(row).at(-1) ?? ""));
  const isSpending =
    labels.some((label) => /支出合计|^“?三公/.test(label)) && !labels.some((label) => /收入合计/.test(label));
  let under: Mention | null = null;
  // 收入合计 below 上年结转 is the total.
  const openingRow = labels.findIndex((label) => /^(?:年初|上年)[^，。]{0,6}结转/.test(label));
  const incomeRow = labels.findIndex((label) => /收入合计/.test(label));
  for (let row = table.body; row < table.rows; row++) {
    const label = labels[row] ?? "";
    const isTotal = openingRow >= 0 && row === incomeRow && openingRow < row;
    const isUnderOpening = openingRow >= 0 && row > openingRow && label.endsWith("拨款");
    const named = label === "" ? null : isUnderOpening ? namedIn(label) : rowLine(label, sheet, isSpending);
    const [named1] = classesNamed(label);
    for (let at = table.named; at < table.columns; at++) {
      const fact = table.figure(row, at);
      const title = table.columnTitle(at);
      const column = columnOf(title, year);
      if (fact?.unit?.dimension !== "yuan" || !column) continue;
      const scope =
        (sheet === "fiscal" ? fundColumns.find(([, pattern]) => pattern.test(title))?.[0] : null) ??
        named?.scope ??
        scopeOf[sheet];
      if (named?.item) {
        const mention: Mention = {
          scope,
          item: isTotal && named.item === "income" ? "incomeTotal" : named.item,
          column,
          fact,
        };
        mentions.push(mention);
        under = mention;
      } else if (named?.scope && under && (under.item === "opening" || under.item === "closing"))
        mentions.push({ ...under, scope: named.scope, column, fact });
      else if (named1 && !/收入/.test(label)) classes.push({ scope, column, name: named1.name, fact });
    }
  }
}

function rowLine(label: string, sheet: Sheet, isSpending: boolean): { scope: Scope | null; item: Item | null } | null {
  if (sheet === "three") {
    if (/^小计|公务用车购置(?:及|和)/.test(label)) return { scope: null, item: "car" };
    if (/^(?:合计|总计)/.test(label)) return { scope: null, item: "three" };
  }
  if (/^总计$/.test(label)) return { scope: null, item: isSpending ? "spendingTotal" : "incomeTotal" };
  if (/^(?:年初|年末)(?:财政拨款)?结转/.test(label))
    return { scope: null, item: label.startsWith("年初") ? "opening" : "closing" };
  if (
    sheet !== "three" &&
    classesNamed(label).length > 0 &&
    !/基本支出|项目支出|经营支出|上级支出|补助支出/.test(label)
  )
    return null;
  return namedIn(label.endsWith("拨款") ? `${label}收入` : label) ?? null;
}

const columnItems: readonly [Item, RegExp][] = [
  ["opening", /年初结转/],
  ["closing", /年末结转/],
  ["superior", /上级补助/],
  ["business", /事业收入/],
  ["affiliate", /附属单位(?:上缴)?收入/],
  ["otherIncome", /其他收入/],
  ["operating", /经营收入/],
  ["basic", /基本支出/],
  ["project", /项目支出/],
  ["upward", /上缴上级/],
  ["operatingCost", /经营支出/],
  ["toAffiliates", /附属单位补助/],
  ["abroad", /因公出国/],
  ["carPurchase", /公务用车购置费?$/],
  ["carRunning", /公务用车运行/],
  ["hospitality", /公务接待/],
];

/** The line a column stands for, of the row 合计. */
export function itemOfColumn(table: Table, column: number, sheet: Sheet): Item | "fiscalIncome" | null {
  const path = table.headPath(column);
  const title = path.at(-1) ?? "";
  if (sheet === "three" && /小计/.test(title)) return "car";
  if (sheet === "three" && /合计/.test(title)) return "three";
  if (sheet === "income" && /财政拨款/.test(title)) return "fiscalIncome";
  const known = columnItems.find(([, pattern]) => pattern.test(title))?.[0];
  if (known) return known;
  if (/本年收入|收入合计/.test(title) || (sheet === "income" && /^合计$/.test(title))) return "income";
  if (/支出合计|^本年支出$|^小计$/.test(title) || (sheet !== "income" && /^合计$/.test(title))) return "spending";
  return null;
}

function byColumns({ sheet, table, mentions, classes }: SheetReading, year: number | null): void {
  const scope = scopeOf[sheet];
  const coded = new Map(codedRows(table).map((each) => [each.row, each]));
  for (let at = table.named; at < table.columns; at++) {
    const item = itemOfColumn(table, at, sheet);
    if (!item) continue;
    const column = sheet === "three" ? columnOf(table.columnTitle(at), year) : "actual";
    for (let row = table.body; row < table.rows; row++) {
      const fact = table.figure(row, at);
      if (fact?.unit?.dimension !== "yuan" || !column) continue;
      const isWhole =
        /^(?:合计|总计)$/.test(table.labels(row)[0] ?? "") || (sheet === "three" && table.rows - table.body === 1);
      if (isWhole && sheet !== "basic") {
        if (item === "fiscalIncome") mentions.push({ scope: "fiscal", item: "income", column, fact });
        else
          mentions.push({ scope: scope === "general" && item === "spending" ? "general" : scope, item, column, fact });
      }
      const line = coded.get(row);
      if (line?.code.length === 3 && item === "spending" && sheet !== "basic")
        classes.push({ scope, column, name: classOf(line.name), fact });
    }
  }
  if (sheet === "basic") basicRows(table, mentions);
}

const classOf = (name: string): string => classesNamed(name)[0]?.name ?? name.replace(/支出$/, "");

/** 06表: 人员经费合计, 公用经费合计, and 301, 303 among the codes. */
function basicRows(table: Table, mentions: Mention[]): void {
  const codes: Record<string, Item> = { "301": "wages", "303": "family" };
  const coded = new Map(codedRows(table).map((each) => [each.row, each.code]));
  for (let row = table.body; row < table.rows; row++) {
    const label = table.labels(row).join("");
    const item: Item | undefined = /人员经费合?计/.test(label)
      ? "staff"
      : /公用经费合?计/.test(label)
        ? "running"
        : codes[coded.get(row) ?? ""];
    const facts = Array.from({ length: table.columns }, (_, column) => table.figure(row, column)).filter(
      (fact) => fact?.unit?.dimension === "yuan",
    );
    const [fact] = facts;
    if (item && fact && facts.length === 1) mentions.push({ scope: "general", item, column: "actual", fact });
  }
}
