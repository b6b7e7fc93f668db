/*
 * 部门决算勾稽: what the text and the tables of a department's final accounts say of one line must agree with what they say of
 * the others (accountrules.ts). Here printed figures are put into the rules, and their sums into claims.
 *
 * A line may be told in several places. If a sum fails with one of them and holds with another, the sum is not in question but the
 * place is, and that is what is said. What is not found is left out, and no rule speaks about it.
 *
 * 例：年初结转 = 21713 − 21378 = 335，上年末 = 5889 − 5867 = 22，相差 313，需说明。
 * 反例：只写“支出总额”的政府采购；评价报告里一个项目的“基本支出”（上面没有决算的标题）。
 */
import type { Item } from "../../facts/accountmodel.ts";
import type { Fact } from "../../facts/fact.ts";
import { codedRows, itemOfColumn, type SheetReading, type SheetRow } from "../../facts/accounttables.ts";
import { accountsOf, grouped, keyOf, type Ledger, ledgerOf } from "../../facts/ledger.ts";
import type { Text } from "../../facts/text.ts";
import { type Claim, claim, type Observation, same, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import type { Rule } from "../../words.ts";
import { isMistyped } from "../tables/textfigures.ts";
import type { Equation } from "../sums/equations.ts";
import { sumOf } from "../sums/addends.ts";
import { accountRules } from "./accountrules.ts";

export function* accounts(text: Text): Generator<Observation> {
  const ledger = ledgerOf(text);
  for (const sheet of ledger.sheets) {
    yield* nested(sheet);
    yield* blankFund(sheet, text);
  }
  if (ledger.text.length + ledger.tables.length + ledger.classes.text.length < 3) return;
  const places = placesOf(ledger);
  for (const source of ["text", "tables"] as const) {
    const told = accountsOf(ledger, source);
    for (const rule of accountRules) for (const equation of rule(told)) yield* judged(equation, places);
  }
  yield* toldTwice(ledger);
  yield* toldInDetail(ledger);
  yield* classLimits(ledger);
}

type Places = ReadonlyMap<Fact, readonly Fact[]>;

/** Of each figure, the other figures that are the same line. */
function placesOf({ text, tables }: Ledger): Places {
  const places = new Map<Fact, readonly Fact[]>();
  for (const group of grouped([...text, ...tables], keyOf).values()) {
    const facts = group.map(({ fact }) => fact);
    for (const fact of facts)
      places.set(fact, facts.filter((other) => other !== fact && other.base !== fact.base).slice(0, 3));
  }
  return places;
}

function* judged(equation: Equation<Fact>, places: Places): Generator<Claim> {
  const meant = claimOf(equation);
  if (isSound(meant)) {
    yield meant;
    return;
  }
  const facts = [equation.stated, ...equation.plus, ...equation.minus];
  const elsewhere = facts
    .flatMap((fact) => (places.get(fact) ?? []).map((other) => claimOf(replaced(equation, fact, other))))
    .find(isSound);
  if (elsewhere) yield elsewhere;
  else if (equation.force !== "may") yield meant;
}

function replaced(equation: Equation<Fact>, fact: Fact, other: Fact): Equation<Fact> {
  const swap = (each: Fact) => (each === fact ? other : each);
  return { ...equation, stated: swap(equation.stated), plus: equation.plus.map(swap), minus: equation.minus.map(swap) };
}

const claimOf = ({ rule, stated, plus, minus, relation, force, message }: Equation<Fact>): Claim => ({
  ...claim(rule, stated, sumOf(plus, minus), message, force === "must"),
  ...(relation === "=" ? {} : { relation }),
});

const ruleOf: Partial<Record<Item, Rule>> = {
  incomeTotal: "accounts-balance",
  spendingTotal: "accounts-balance",
  income: "accounts-income",
  spending: "accounts-spending",
  opening: "carryover",
  closing: "carryover",
  basic: "basic-spending",
  project: "accounts-spending",
  three: "three-public",
  abroad: "three-public",
  car: "three-public",
  carRunning: "three-public",
  hospitality: "three-public",
};

/** One line told in two places of the text: two figures that are one mistyped; others may be of a part of the department. */
function* toldTwice({ text }: Ledger): Generator<Observation> {
  for (const group of grouped(text, keyOf).values()) {
    const [first, ...others] = group;
    const rule = first ? ruleOf[first.item] : undefined;
    if (!first || !rule || first.column === "change" || new Set(group.map(({ fact }) => fact.base)).size > 2) continue;
    for (const { fact } of others)
      if (fact !== first.fact && (fact.base === first.fact.base || isMistyped(fact, first.fact)))
        yield claim(rule, fact, same(first.fact), "同一项在两处写的数字不一", false);
  }
}

/** Classes told a second time, in detail: they may be of all money, or of appropriations like the first time. */
function* toldInDetail(ledger: Ledger): Generator<Observation> {
  const groups = grouped(
    ledger.classes.text.filter(({ column, scope }) => column === "actual" && scope === "general"),
    ({ name }) => name,
  );
  const second = [...groups.values()].flatMap(([, again]) => again?.fact ?? []);
  if (second.length < 2 || second.length < groups.size) return;
  const { line } = accountsOf(ledger, "text");
  for (const scope of ["general", "all"] as const) {
    const stated = line(scope, "spending");
    const meant = stated ? claim("accounts-classes", stated, total(second), "支出合计与各类支出之和不符") : null;
    if (!meant || !isSound(meant)) continue;
    yield meant;
    if (scope === "all")
      for (const [first, again] of groups.values())
        if (first && again)
          yield {
            ...claim("fiscal-limit", first.fact, same(again.fact), "该类财政拨款支出大于该类全部支出"),
            relation: "≤",
          };
  }
}

/** DX-10 of each class: what appropriations paid is not more than what was spent. */
function* classLimits({ classes }: Ledger): Generator<Observation> {
  const all = [...classes.text, ...classes.tables].filter(({ column }) => column === "actual");
  const whole = new Map(all.filter(({ scope }) => scope === "all").map((each) => [each.name, each]));
  const seen = new Set<string>();
  for (const { scope, name, fact } of all) {
    const most = whole.get(name);
    if (scope === "all" || !most || seen.has(`${scope}${name}`)) continue;
    seen.add(`${scope}${name}`);
    yield { ...claim("fiscal-limit", fact, same(most.fact), "该类财政拨款支出大于该类全部支出"), relation: "≤" };
  }
}

/** DX-4 in a table with codes; one that leaves rows out does not add up anywhere, and is let be. */
function* nested(sheet: SheetReading): Generator<Observation> {
  const rows = codedRows(sheet.table);
  const sums = codeSums(sheet, rows);
  const sound = sums.filter(isSound);
  yield* sound.length >= sums.length - sound.length ? sums : sound;
  const codes = new Set(rows.map(({ code }) => code));
  for (const { code, row } of rows)
    if (code.length > 3 && parentIn(codes, code) === null) yield* orphan(code, row, rows, sheet.table);
}

/** The code above one: its 款, or its 类 where the table leaves out the 款 (221, 2210201). */
const parentIn = (codes: { has: (code: string) => boolean }, code: string): string | null =>
  [code.slice(0, -2), code.slice(0, 3)].find((above) => above !== code && codes.has(above)) ?? null;

/** 201 = Σ 201xx, 20113 = Σ 20113xx, 合计 = Σ of the outermost; in 06表 人员经费 = 301 + 303, 公用经费 the others. */
function codeSums({ table, sheet }: SheetReading, rows: SheetRow[]): Claim[] {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const children = grouped(
    rows.filter(({ code }) => parentIn(byCode, code) !== null),
    ({ code }) => parentIn(byCode, code) ?? "",
  );
  const tops = rows.filter(({ code }) => parentIn(byCode, code) === null);
  const wholes = wholeRows(table, tops);
  const sums: Claim[] = [];
  for (let column = table.named; column < table.columns; column++) {
    const at = ({ row }: { row: number }) => table.figure(row, column);
    const add = (stated: Fact | null, parts: SheetRow[], rule: Rule, message: string) => {
      const facts = parts.flatMap((part) => at(part) ?? []);
      if (stated && facts.length > 0) sums.push(claim(rule, stated, sumOf(facts), message, facts.length > 1));
    };
    // 编码 名称 金额 side by side twice: the second column of codes is no column of amounts.
    if (/编码|代码/.test(table.columnTitle(column))) continue;
    if (sheet !== "basic" && !itemOfColumn(table, column, sheet)) continue;
    for (const [code, parts] of children)
      add(at(byCode.get(code) ?? { row: -1 }), parts, "accounts-classes", `${code} 与其下级科目之和不符`);
    for (const { row, parts } of wholes)
      add(at({ row }), parts, sheet === "basic" ? "basic-spending" : "accounts-classes", "合计与各类之和不符");
  }
  return sums;
}

/** Rows of totals, and what each is the total of. */
function wholeRows(table: SheetReading["table"], tops: SheetRow[]): { row: number; parts: SheetRow[] }[] {
  const isStaff = ({ code }: SheetRow) => code === "301" || code === "303";
  return Array.from({ length: table.rows }, (_, row) => ({ row, label: table.labels(row).join("") })).flatMap(
    ({ row, label }) => {
      if (/^(?:合计|总计)$/.test(label)) return [{ row, parts: tops }];
      if (/^人员经费合?计/.test(label)) return [{ row, parts: tops.filter(isStaff) }];
      return /^公用经费合?计/.test(label) ? [{ row, parts: tops.filter((top) => !isStaff(top)) }] : [];
    },
  );
}

/** 20113 under 208: a code that is not under its own, where the others are. */
function* orphan(
  code: string,
  row: number,
  rows: ReturnType<typeof codedRows>,
  table: SheetReading["table"],
): Generator<Observation> {
  const above = rows.filter((each) => each.row < row && each.code.length === code.length - 2).at(-1);
  const isUsual =
    rows.filter(
      (each) => each.code.length === code.length && rows.some((other) => other.code === each.code.slice(0, -2)),
    ).length > 1;
  const passage = Array.from({ length: table.columns }, (_, column) => table.passage(row, column)).find(
    (each) => each?.plain.replaceAll(/\s/g, "") === code,
  );
  if (!above || !isUsual || !passage) return;
  yield {
    kind: "slip",
    rule: "accounts-classes",
    severity: "warning",
    at: { passage, from: 0, to: passage.text.length },
    stated: code,
    expected: `${above.code} 开头`,
    because: `${code} 列在 ${above.code} 之下，却不以它开头`,
    operands: [],
    message: "科目编码与上级科目不相连，请核对",
  };
}

/** DX-9: a table of funds without a figure needs the sentence that there are none. */
function* blankFund({ sheet, table }: SheetReading, text: Text): Generator<Observation> {
  if (sheet !== "fund" && sheet !== "capital") return;
  const name = sheet === "fund" ? "政府性基金" : "国有资本经营";
  for (let row = table.body; row < table.rows; row++)
    for (let column = table.named; column < table.columns; column++) if (table.figure(row, column)) return;
  const names = Array.from({ length: table.columns }, (_, column) => table.passage(table.body, column));
  const at = names.find((passage) => passage?.plain.trim()) ?? table.heads.at(-1);
  const isSaid = text.passages.some(
    ({ plain }) =>
      plain.length < 400 &&
      /没有|[无未]|空表/.test(plain) &&
      (plain.includes(name) || /此项(?:收入|支出|收支)/.test(plain)),
  );
  if (!at || isSaid) return;
  yield {
    kind: "slip",
    rule: "fund-balance",
    severity: "note",
    at: { passage: at, from: 0, to: at.text.length },
    stated: null,
    expected: `本年度无${name}预算财政拨款收支`,
    because: "空表需要说明没有此项收支，不能只留空白",
    operands: table.heads.slice(-1).map((passage) => ({ passage, from: 0, to: passage.text.length })),
    message: `${name}表没有数字，也没有“无此项收支”的说明，请核对`,
  };
}
