/*
 * 最高、最低: who the text says is first must be first in the table, or in the list of the same passage.
 *
 * The one named is looked up among the rows of the tables, the measure among their columns: by the figure that goes with it (为80.00%), which
 * stands in one column, or else by the words it shares with a title. Where two columns are as likely, nothing is said. Totals, and clauses that
 * pick a part (除…外、制造类中), are left out. A list of the passage serves as a table of one column. Always a 疑点.
 *
 * 例：办结率最低的自然资源局为80.00%（表中另有更低者）；三类群体中客商满意度最高（92.03 / 94.64 / 91.30）。
 * 反例：最高不超过50万元；除中心外，甲园最高；并列第一。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Reading } from "../../facts/quantities.ts";
import { respectiveLists } from "../../facts/respectivelists.ts";
import { longestShared } from "../../facts/rowpairs.ts";
import { type Superlative, superlativesOf } from "../../facts/superlatives.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Match, type Slip, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

export interface Member {
  /** In which the name of the clause is looked for. */
  name: string;
  label?: string;
  value: Fact;
}

export function* superlatives(text: Text): Generator<Slip | Match> {
  const series = new Map<Table, Map<number, Member[]>>(
    text.tables.slice(0, 40).map((table) => [table, columnsOf(table)]),
  );
  for (const reading of text.readings) {
    if (reading.passage.cell || !/最|首|末位|垫底|第/.test(reading.passage.plain)) continue;
    for (const said of superlativesOf(reading)) {
      if (/除|剔除|不含|之外|以外|并列|[^三各]类[一-龥]{0,4}中|其余/.test(said.context + said.clause)) continue;
      const found = inTables(said, series) ?? inList(said, reading);
      if (found) yield judged(said, found.members, found.named);
    }
  }
}

const longestTable = 80;

/** Of each column of figures its rows by name, totals left out. */
export function columnsOf(table: Table): Map<number, Member[]> {
  const columns = new Map<number, Member[]>();
  const rows = Array.from(
    { length: Math.max(0, Math.min(longestTable, table.rows - table.body)) },
    (_, row) => row + table.body,
  );
  const named = rows
    .map((row) => ({ row, name: (table.rowTitle(row).split("/").at(-1) ?? "") || table.text(row, 0) }))
    .filter(
      ({ name }) =>
        name.length > 1 && !/合计|总计|小计|平均|^全[省市州区县年]|^(?:综合|自评|评价|最终)?总?得?分$/.test(name),
    );
  for (let column = 1; column < table.columns; column++) {
    const members = named.flatMap(({ row, name }) => {
      const value = table.isOwn(row, column) ? table.fact(row, column) : null;
      return value ? [{ name, value }] : [];
    });
    if (members.length > 2 && !/序号|位次|排名/.test(table.columnTitle(column))) columns.set(column, members);
  }
  return columns;
}

interface Found {
  members: Member[];
  named: Member;
}

function inTables(said: Superlative, series: ReadonlyMap<Table, ReadonlyMap<number, Member[]>>): Found | null {
  const candidates: (Found & { score: number })[] = [];
  for (const [table, columns] of series)
    for (const [column, members] of columns) {
      const named = namedIn(said, members);
      if (!named) continue;
      const { value } = said;
      const holds = value
        ? members.some((member) => member.value.base === value.base && areKin(member.value.unit, value.unit))
        : false;
      const words = measureOf(said, named.name);
      // 得分率最高 is not settled by a column of points.
      if (/(?:率|占比|比重)$/.test(words.trim()) && named.value.unit?.dimension !== "percent") continue;
      const title = table.columnTitle(column).replaceAll(/[(（][^()（）]*[)）]/g, "");
      const score = (holds ? 20 : 0) + likeness(words, title);
      if (value && !holds && areKin(value.unit, named.value.unit)) continue;
      if (score >= 2) candidates.push({ members, named, score });
    }
  const [best, second] = candidates.sort((a, b) => b.score - a.score);
  return best && (!second || best.score > second.score || sameOrder(best, second, said)) ? best : null;
}

/** Two columns that agree on who is first need no choice. */
const sameOrder = (a: Found, b: Found, said: Superlative): boolean =>
  a.named.name === b.named.name && isRight(said, a) === isRight(said, b);

/** The one member whose name stands in the clause; of 2月 and 12月 the longer. */
function namedIn({ clause, from, at }: Superlative, members: readonly Member[]): Member | null {
  const behind = /的[^，。；]{0,6}?(?:是|为)|的/.exec(clause.slice(from - at));
  const part = behind ? clause.slice(from - at + behind.index) : clause.slice(0, from - at);
  const found = members.filter(({ name }) => part.includes(name)).sort((a, b) => b.name.length - a.name.length);
  const [first, second] = found;
  if (!first) return null;
  return !second || first.name.includes(second.name) ? first : null;
}

/** What is ranked, in the words of the clause without the name. */
const measureOf = ({ clause, context, from, at }: Superlative, name: string): string =>
  `${/从|按/.test(context) ? context : ""}${clause.slice(0, from - at).replace(name, " ")}`;

const changes = /增速|增幅|增长|降幅|涨幅|跌幅/;

/** How much of its title is said; a rate of change is called 同比 as well. */
function likeness(words: string, title: string): number {
  if (changes.test(words)) return /同比|增速|增幅|增减率|增长率|增长|降幅/.test(title) ? 6 : 0;
  if (/同比|增减/.test(title)) return 0;
  const longest = longestShared(words, title);
  // The whole title said: 办结率 rather than 按期办结率.
  return longest * 2 + (longest === title.length ? 1 : 0) >= 4 ? longest * 2 + (longest === title.length ? 1 : 0) : 0;
}

/** A list before it in the passage: A168.40万元、B104.85万元…, or one rate a clause: 企业…满意度92.03%；客商…满意度94.64%. */
function inList(said: Superlative, { facts, passage }: Reading): Found | null {
  return (
    inFigures(
      said,
      facts.filter((fact) => fact.to <= said.at),
      passage,
    ) ?? inFigures(said, behind(said, facts), passage)
  );
}

/** 投诉最多的是教育类，教育类45件，住房类32件…: a list in the rest of the sentence, behind its mark. */
function behind({ at, clause, value }: Superlative, facts: readonly Fact[]): Fact[] {
  const rest = facts.filter((fact) => fact.from >= at + clause.length && fact !== value);
  return /的[^，。；]{0,6}?(?:是|为)/.test(clause) ? rest.filter(({ sentence }) => sentence === rest[0]?.sentence) : [];
}

function inFigures(said: Superlative, before: readonly Fact[], passage: Passage): Found | null {
  const words = measureOf(said, "");
  const rates = before.filter(
    (fact) =>
      /率|度|比重|占比/.test(fact.lead.slice(-4)) &&
      words.endsWith(fact.lead.trim().slice(-3)) &&
      fact.unit?.dimension === "percent",
  );
  if (rates.length > 2) {
    const own = rates
      .map((value) => ({ name: segmentOf(passage.plain, value.from), value }))
      .map((member) => ({ ...member, label: /[一-龥]{2,8}/.exec(member.name)?.[0] ?? member.name }));
    const name = words
      .replace(/^.*(?:中|里|看)[，,]?/, "")
      .slice(0, -3)
      .replace(/的$/, "");
    const named = name.length > 1 ? own.filter((member) => member.name.includes(name)) : [];
    const [only] = named;
    const members = own.filter((member) => !/总体|综合|整体/.test(member.name.slice(-12)));
    return only && named.length === 1 && members.length > 2 ? { members, named: only } : null;
  }
  for (const list of respectiveLists({ passage, facts: [...before], marks: [] }).reverse()) {
    const named = calledIn(said, list);
    if (named && list.length > 2 && isOfUnit(measureOf(said, named.name), named.value)) return { members: list, named };
  }
  for (const run of runsOf(before, passage.plain)) {
    const members = run.map((value) => ({ name: nameOf(value), value })).filter(({ name }) => name.length > 1);
    const named = members.length === run.length ? (namedIn(said, members) ?? calledIn(said, members)) : null;
    if (named && isOfUnit(measureOf(said, named.name), run[0])) return { members, named };
  }
  return null;
}

/** 甲园 of 甲、乙、丙三园, 东片区 of 东片区签约33个: the clause begins with what the name begins with, and with no other's. */
function calledIn({ clause, context, from, at }: Superlative, members: readonly Member[]): Member | null {
  // 其中东片区占41.20%，居首位: the name stands in the clause before.
  const words = clause.slice(0, from - at).trim() || context.replace(/^其中/, "");
  const alike = members.map((member) => {
    let length = 0;
    while (length < member.name.length && member.name[length] === words[length]) length += 1;
    return { member, length: length >= Math.min(2, member.name.length) ? length : 0 };
  });
  const [best, second] = alike.toSorted((a, b) => b.length - a.length);
  return best && best.length > 0 && best.length > (second?.length ?? 0) ? best.member : null;
}

/** 投资额居首 is not settled by a list of counts, nor 个数最多 by one of sums. */
function isOfUnit(words: string, fact: Fact | undefined): boolean {
  const isMoney = fact?.unit?.dimension === "yuan" || fact?.unit?.dimension === "usd";
  // 得分率…，效益类失分最多: rates rank only what is called one.
  if (fact?.unit?.dimension === "percent" && /[失扣得]分|金额|总额/.test(words)) return /率|占比|比重/.test(words);
  if (/个数|项目数|数量|家数|企业数|次数|人数|件数/.test(words)) return !isMoney;
  if (/占比|比重|率|增速|增幅|降幅|面积/.test(words))
    return !isMoney && fact?.unit?.dimension !== "each" ? true : /占比|比重/.test(words);
  return !/额|资金|支出|收入|税|投资|预算|规模/.test(words) || isMoney;
}

export const nameOf = ({ lead }: Fact): string =>
  lead
    .replace(/^.*[，。；：、]/, "")
    .replace(/^.*(?:依次|分别|(?:由|从)[高大多低小少]到[低小少高大多])(?:排列|排序|依次)?[为是]?/, "")
    .replace(/(?:为|有|达|约|是|共|和|及|引进|占|\s)+$/, "")
    .replace(/^(?:其中|和|及|包括|分别为|\s)+/, "");

const segmentOf = (plain: string, at: number): string =>
  plain.slice(
    Math.max(plain.lastIndexOf("；", at), plain.lastIndexOf("。", at), plain.lastIndexOf("：", at), at - 60) + 1,
    at,
  );

/** Three or more figures of one unit parted by 、 or 和, nearest first. */
export function runsOf(facts: readonly Fact[], plain: string): Fact[][] {
  const runs: Fact[][] = [];
  for (const fact of facts) {
    const last = runs.at(-1)?.at(-1);
    const isNext =
      last &&
      areKin(last.unit, fact.unit) &&
      last.unit?.title === fact.unit?.title &&
      (/^[一-龥）)]{0,6}[、和及]/.test(plain.slice(last.to, fact.from)) || isSaidAlike(last, fact, plain));
    if (isNext) runs.at(-1)?.push(fact);
    else runs.push([fact]);
  }
  return runs.filter((run) => run.length > 2).reverse();
}

/** 制造业占46.2%，建筑业占18.3%: the same words right before both. */
const isSaidAlike = (a: Fact, b: Fact, plain: string): boolean =>
  a.role === b.role &&
  /^\)?\s*[，；]\s*[一-龥]{2,12}$/.test(plain.slice(a.to, b.from)) &&
  (b.lead.endsWith("占")
    ? a.lead.endsWith("占")
    : (a.lead.length > 3 && a.lead.slice(-2) === b.lead.slice(-2)) ||
      // 教育类45件，住房类32件: names of one kind and nothing else.
      (/^[；，\s]*[一-龥]{2,5}$/.test(a.lead) && a.lead.slice(-1) === b.lead.slice(-1)));

function isRight({ sign, rank }: Superlative, { members, named }: Found): boolean {
  const better = members.filter(({ value }) => sign * (value.base - named.value.base) > 1e-9).length;
  return (
    better === rank - 1 ||
    (better < rank - 1 && members.filter(({ value }) => value.base === named.value.base).length > 1)
  );
}

const labelOf = ({ name, label = name }: Member): string => label.slice(-16);

function judged(said: Superlative, members: Member[], named: Member): Slip | Match {
  const { passage, from, to, sign, rank } = said;
  const sorted = [...members].sort((a, b) => sign * (b.value.base - a.value.base));
  const due = sorted[rank - 1] ?? named;
  const at = { passage, from, to };
  const operands = [stretchOf(named.value)];
  if (isRight(said, { members, named }))
    return {
      kind: "match",
      rule: "rank",
      at,
      because: `“${labelOf(named)}” ${printed(named.value)}，在 ${members.length} 个中与所说一致`,
      operands,
    };
  return {
    kind: "slip",
    rule: "rank",
    severity: "warning",
    at,
    stated: labelOf(named),
    expected: labelOf(due),
    because: `“${labelOf(due)}” ${printed(due.value)}，“${labelOf(named)}” ${printed(named.value)}`,
    operands: [...operands, stretchOf(due.value)],
    message: "所说的名次与表中（或上文所列）的数字不符，请核对",
  };
}
