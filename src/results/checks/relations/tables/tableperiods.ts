/*
 * 表中前后两期: what the text says of one month or season of a table against another: 二季度受理量环比增长10.0%; 6月客流量比5月增加1.5万人次. Rows (or columns) of the
 * table are the periods, one after another; 环比 is over the one before.
 *
 * What is measured is the column whose title shares most with the sentence, or with the one before; else only a change that is right tells it. Which way the
 * words say is asked about where the figures of that column are right but went the other way.
 *
 * The same for a row and its former column: 北园同比减少2.2万元.
 *
 * 例：一季度820件、二季度902件，二季度环比下降10.0%。反例：环比增长5%（表中没有上一期）；同比增长（表中没有上年）。
 */
import type { Fact } from "../../facts/fact.ts";
import { once } from "../../facts/once.ts";
import { formerPairOf, longestShared, type RowPair } from "../../facts/rowpairs.ts";
import { type Table, turned } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, gap, growth, type Observation, stretchOf } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";

export function* tablePeriods(text: Text): Generator<Observation> {
  if (text.tables.length === 0) return;
  for (const { passage, facts } of text.readings) {
    if (
      passage.cell ||
      facts.length === 0 ||
      !/[同环]比|[比较](?:第?[一二三四]季度|\d{1,2}月|上|去|20|年初)/.test(passage.plain)
    )
      continue;
    let last = null as { fact: Fact; pair: RowPair } | null;
    for (const fact of facts)
      if (fact.direction !== 0 && !fact.hedge && (fact.role === "growth" || fact.role === "change")) {
        // 增加90万元，增长5%: the rate is of the two that the change is of.
        const isBehind: boolean =
          last?.fact.index === fact.index - 1 && fact.role === "growth" && /^[，,、\s]?[一-龥]{2,3}$/.test(fact.lead);
        const pair: RowPair | null =
          isBehind && last ? last.pair : (periodPair(fact, text) ?? formerPairOf(fact, text));
        if (pair) yield* told(fact, pair);
        last = pair && fact.role === "change" ? { fact, pair } : null;
      }
  }
}

const period = "第?[一二三四]季度|(?:1[0-2]|[1-9])月";
const now = new RegExp(`(${period})(?:份)?(?![^，。；]*(?:${period}))[^，。；\\d]{0,20}环比[^，。；\\d]{0,6}$`);
const then = new RegExp(`(${period})(?:份)?[^，。；\\d]{0,16}[比较](${period})(?:份)?[^，。；\\d]{0,8}$`);

function periodPair(moved: Fact, text: Text): RowPair | null {
  const { plain } = moved.passage;
  // 7月收入468万元，环比增加72万元: the period may stand a figure earlier in the sentence.
  const sentence = plain.slice(Math.max(0, moved.from - 70), moved.from).replace(/^.*[。；;]/s, "");
  const [, level = "", base = ""] =
    then.exec(sentence) ?? now.exec(sentence.replace(/[\d.,]+[万亿]?[一-龥%]{1,4}[，,](?=环比)/, "")) ?? [];
  if (!level) return null;
  const earlier = plain.slice(Math.max(0, moved.from - 140), moved.from);
  const pairs = periodTables(text).flatMap((table) => columnsOf(table, level, base, moved));
  const titled = titledIn(pairs, sentence);
  const best = titled.length > 0 ? titled : titledIn(pairs, earlier);
  const right = (best.length > 0 ? best : pairs).find((pair) => isSound(saidOf(moved, pair)));
  return right ?? (best.length === 1 ? (best[0] ?? null) : null);
}

const saidOf = (moved: Fact, { level, base }: RowPair): Claim =>
  moved.role === "growth"
    ? claim("growth-rate", moved, growth(level, base), "增长率与表中两期的数不符", false)
    : claim("difference", moved, gap(level, base), "增减额与表中两期的数不符", false);

const wordOf = (sign: number, { role }: Fact): string =>
  role === "growth" ? (sign > 0 ? "增长" : "下降") : sign > 0 ? "增加" : "减少";

function* told(moved: Fact, pair: RowPair): Generator<Observation> {
  const { level: a, base: b } = pair;
  yield saidOf(moved, pair);
  if (Math.sign(a.base - b.base) * moved.direction >= 0) return;
  yield {
    kind: "slip",
    rule: "direction",
    severity: "warning",
    at: stretchOf(moved),
    stated: wordOf(moved.direction, moved),
    expected: wordOf(-moved.direction, moved),
    because: `${printed(b)} → ${printed(a)}`,
    operands: [a, b].map(stretchOf),
    message: "增减方向与表中两期的数不符，请核对",
  };
}

const isPeriod = new RegExp(`^(?:20\\d\\d年)?(?:${period})份?$`);

/** Tables whose rows are periods, turned where the columns are. */
const periodTables = once((text: Text): Table[] =>
  text.tables
    .slice(0, 40)
    .flatMap((table) => [table, turned(table)])
    .filter((table) => rowsOf(table).length > 1),
);

const rowsOf = (table: Table): { row: number; name: string }[] =>
  Array.from({ length: Math.max(0, Math.min(40, table.rows - table.body)) }, (_, index) => index + table.body)
    .map((row) => ({ row, name: table.labels(row).at(-1) ?? "" }))
    .filter(({ name }) => isPeriod.test(name));

interface Pair extends RowPair {
  title: string;
}

function columnsOf(table: Table, level: string, base: string, moved: Fact): Pair[] {
  const rows = rowsOf(table);
  const at = rows.findIndex(({ name }) => isCalled(name, level));
  const own = rows[at];
  const former = base ? rows.find(({ name }) => isCalled(name, base)) : rows[at - 1];
  if (!own || !former) return [];
  return Array.from({ length: Math.min(table.columns, 24) }, (_, column) => column).flatMap((column) => {
    const [a, b] = [table.fact(own.row, column), table.fact(former.row, column)];
    const isKin =
      a &&
      b &&
      b.base > 0 &&
      a.unit?.dimension !== "percent" &&
      (moved.role === "growth" || areKin(a.unit, moved.unit));
    const title = (table.headPath(column).at(-1) ?? "").replaceAll(/[(（][^()（）]*[)）]/g, "");
    return isKin ? [{ level: a, base: b, title }] : [];
  });
}

const isCalled = (name: string, said: string): boolean =>
  name.replace(/^20\d\d年|^第|份$/g, "").replace(/份$/, "") === said.replace(/^第/, "");

function titledIn(pairs: readonly Pair[], words: string): Pair[] {
  const scored = pairs.map((pair) => ({ pair, score: longestShared(words, pair.title) }));
  const most = Math.max(...scored.map(({ score }) => score));
  return most < 2 ? [] : scored.filter(({ score }) => score === most).map(({ pair }) => pair);
}
