/*
 * 表文不一: the text says of a row, of several rows or of the whole table what the table says otherwise.
 *
 * A figure belongs to the row whose name stands last before it in its sentence, and to a column of its kind of unit. If any such
 * cell says the same it is held. If none does, that alone proves little: another year, another scope, planned instead of done. So
 * it is called in question only where the two are one figure mistyped (typos.ts), or where name, column and place leave no other
 * reading: the row word for word, the only column of the kind or its very title in the clause, in the section of the table. A
 * figure that is printed elsewhere too, as its cell is, has its own source and stays.
 *
 * 例：表中“会务及场地 291.98”，文中“会务及场地支出 219.98 万元”。
 * 反例：一般公共服务支出（一般公共预算口径）1642.88，表中（全部口径）1670.78。
 */
import type { Fact } from "../../facts/fact.ts";
import { shareWords } from "../../facts/columnwords.ts";
import { kindOf } from "../../facts/tablelines.ts";
import { type Mention, mentionsBefore, namesIn } from "../../facts/tablenames.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo, significant } from "../../facts/typos.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, type Observation, same, type Sum, stretchOf, total } from "../../judgement/claim.ts";
import { numberOf, rounded } from "../../judgement/print.ts";
import { rowCounts } from "../counts/rowcounts.ts";
import { type Candidate, cellsFor, kinColumns, namedCells } from "./tablecells.ts";
import { severalShares, shareOf } from "./tableshares.ts";
import { tableWholes } from "./tablewholes.ts";
import {
  isMistyped,
  isNear,
  isSaid,
  judgedWell,
  keyOf,
  listed,
  mayBeWrong,
  type Printed,
  printedIn,
  says,
} from "./textfigures.ts";

export function* tableTexts(text: Text): Generator<Observation> {
  if (text.tables.length === 0) return;
  const names = namesIn(text.tables);
  const printed = printedIn(text);
  const spoken = new Set<Fact>();
  for (const fact of text.facts) {
    if (!isSaid(fact)) continue;
    const mentions = mentionsBefore(fact, names, text.passages[text.section[fact.passage.index] ?? -1] ?? null);
    if (mentions.length === 0) continue;
    const found = [...ofMentions(fact, mentions, text, printed)];
    if (found.length === 0) continue;
    spoken.add(fact);
    yield* found;
  }
  yield* tableWholes(text, printed, spoken);
  yield* rowCounts(text);
}

function* ofMentions(fact: Fact, mentions: Mention[], text: Text, printed: Printed): Generator<Observation> {
  const [last] = mentions;
  if (!last) return;
  const nearest = mentions.filter(({ to }) => last.to - to <= 2);
  if (fact.role === "share") {
    const share = shareOf(fact, nearest) ?? severalShares(fact, mentions);
    if (share) yield share;
    return;
  }
  const cells = nearest.flatMap((mention) => cellsFor(fact, mention));
  const held = cells.filter(({ cell }) => isSaidBy(fact, cell));
  if (held.length > 0) {
    const perTable = held.filter(
      ({ mention }, index) => held.findIndex((other) => other.mention.table.index === mention.table.index) === index,
    );
    for (const { cell, mention } of perTable.slice(0, 3)) yield* direction(fact, cell, mention, held);
    return;
  }
  const several = last.isFar ? null : severalRows(fact, mentions);
  if (several && judgedWell(several)) {
    yield several;
    return;
  }
  // Said of an earlier row of the sentence, word for word.
  const isEarlier = mentions.some(
    (mention) =>
      mention.isExact && !nearest.includes(mention) && cellsFor(fact, mention).some(({ cell }) => isSaidBy(fact, cell)),
  );
  const broken = isEarlier ? null : (several ?? breach(fact, nearest, text, printed));
  if (broken) yield broken;
}

/** 下降 16.12% for a cell that prints −16.12%; 增长 for it is the other way round. */
function* direction(fact: Fact, cell: Fact, mention: Mention, held: Candidate[]): Generator<Observation> {
  const isReversed = fact.direction * cell.base < 0 && (fact.role === "growth" || fact.role === "change");
  if (!isReversed || cell.base > 0) {
    yield claim("table-text", fact, unsigned(cell), "文中数字与表中不符");
    if (!isReversed) return;
  }
  if (held.some((other) => fact.direction * other.cell.base > 0)) return;
  const said = fact.direction > 0 ? "增长" : "下降";
  yield {
    kind: "slip",
    rule: "direction",
    severity: mention.isExact && significant(numberOf(fact)) > 2 ? "error" : "warning",
    at: stretchOf(fact),
    stated: said,
    expected: said === "增长" ? "下降" : "增长",
    because: `表中为 ${printedCell(cell)}`,
    operands: [stretchOf(cell)],
    message: "增减方向与表中不符，请核对",
  };
}

const printedCell = (cell: Fact): string => `${cell.passage.plain.trim()}`.slice(0, 20);
const unsigned = (cell: Fact): Sum => ({ ...same(cell), compute: ([value = 0]) => Math.abs(value) });

/** The cell says the same; a target (≥12) only if the figure is the target. */
function isSaidBy(fact: Fact, cell: Fact): boolean {
  if (cell.hedge) return fact.base === cell.base;
  if (Math.abs(Math.abs(fact.base) - Math.abs(cell.base)) > (fact.half + cell.half) * 2 + 1e-9) return false;
  return says(fact, cell.base < 0 && fact.direction !== 0 ? unsigned(cell) : same(cell));
}

function breach(fact: Fact, mentions: Mention[], text: Text, printed: Printed): Claim | null {
  const named = mentions
    .flatMap((mention) => namedCells(fact, mention))
    .filter(({ cell, mention, column }) => !cell.hedge && mayBeWrong(fact, text, mention.table.columnTitle(column)));
  const message = (mention: Mention) => `文中数字与表中“${mention.name.slice(0, 16)}”一行不符`;
  const mistyped = printed.cells.has(keyOf(fact))
    ? null
    : named.find((candidate) => looksMistyped(fact, candidate, text, printed));
  if (mistyped) {
    const { mention, cell } = mistyped;
    const isCertain = mention.isExact && !mention.isFar && isNear(fact, mention.table, text);
    return claim("table-text", fact, same(cell), message(mention), isCertain);
  }
  const other = named.find((candidate) => isOfOtherRow(fact, candidate, text));
  if (other)
    return {
      ...claim("table-text", fact, same(other.cell), message(other.mention), false),
      cause: "这个数是表中另一行的",
    };
  const [only, ...others] = named.filter(({ mention }) => mention.isExact && !mention.isFar);
  if (!only || others.length > 0 || !isTight(fact, only, text) || isKnown(fact, printed)) return null;
  return claim("table-text", fact, same(only.cell), message(only.mention), false);
}

/** 委托咨询执行率 89.94%, which is what the table says of another row. */
function isOfOtherRow(fact: Fact, { mention, column }: Candidate, text: Text): boolean {
  const { table, row } = mention;
  if (
    !mention.isExact ||
    mention.isFar ||
    fact.from - mention.to > 24 ||
    significant(numberOf(fact)) < 3 ||
    !isNear(fact, table, text)
  )
    return false;
  for (let other = table.body; other < table.rows; other++) {
    const cell = other === row ? null : table.fact(other, column);
    if (
      cell &&
      !cell.hedge &&
      areKin(cell.unit, fact.unit) &&
      says(fact, same(cell)) &&
      kindOf(table.labels(other).at(-1) ?? "").kind !== "total"
    )
      return true;
  }
  return false;
}

const isKnown = (fact: Fact, printed: Printed): boolean => (printed.counts.get(keyOf(fact)) ?? 0) > 1;

function looksMistyped(fact: Fact, { mention, cell }: Candidate, text: Text, printed: Printed): boolean {
  if (!isMistyped(fact, cell) || (isKnown(fact, printed) && isKnown(cell, printed))) return false;
  const length = Math.min(significant(numberOf(fact)), significant(numberOf(cell)));
  if (length >= 4) return true;
  return mention.isExact && !mention.isFar && (length === 3 || isNear(fact, mention.table, text)) && length >= 2;
}

/** 会务及场地支出 219 万元: nothing but the title of the column between the name and the figure. */
function isTight(fact: Fact, { mention, column }: Candidate, text: Text): boolean {
  const between = fact.passage.plain.slice(mention.to, fact.from).replaceAll(/[\s“”"()]/g, "");
  const title = (mention.table.columnTitle(column).split("/").at(-1) ?? "").replaceAll(/\([^()]*\)/g, "");
  const rest = between
    .replace(title, "")
    .replaceAll(/支出|实际|完成|为|达到?|是|项目|分别|的|其|得分?|[,，:：、]|仅|共/g, "");
  if (rest !== "" || mention.name.length < 4 || between.length > title.length + 6) return false;
  // 一般公共预算拨款中，…: what narrows the scope stands before the name.
  const before = fact.passage.plain.slice(0, mention.to - mention.name.length);
  return /(?:^|[。；;、\n])[\s(\d.)]*$/.test(before.slice(-12)) && isNear(fact, mention.table, text);
}

/** The rows together, but for one digit or a swap. */
function isSlipOf(fact: Fact, { sum }: Claim): boolean {
  const due = sum.compute(sum.operands.map(({ base }) => base)) / (fact.unit?.factor ?? 1);
  return significant(numberOf(fact)) > 2 && isTypo(numberOf(fact), rounded(due, fact.places), true);
}

function severalRows(fact: Fact, mentions: Mention[]): Claim | null {
  const group = listed(fact, mentions);
  const [first] = group;
  if (!first || group.length < 2 || !["level", "rate"].includes(fact.role) || fact.unit?.dimension === "percent")
    return null;
  const between = fact.passage.plain.slice(first.to, fact.from);
  const columns = kinColumns(fact, first.table, first.row);
  const sums = columns.flatMap(({ column }) => {
    const cells = group.flatMap(({ table, row }) => table.fact(row, column) ?? []);
    return cells.length === group.length
      ? [{ made: claim("table-text", fact, total(cells), "文中合计与表中各行之和不符", false), column }]
      : [];
  });
  const held = sums.find(({ made }) => judgedWell(made));
  if (held) return held.made;
  const slip = sums.find(({ made }) => isSlipOf(fact, made));
  if (slip) return slip.made;
  const [only, other] = sums.filter(
    ({ column }) =>
      sums.length === 1 || shareWords(first.table.columnTitle(column).split("/").at(-1) ?? "", between + fact.noun),
  );
  return only && !other && /合计|共|总/.test(between) && between.length < 24 && !/分别|各|新增|其中/.test(between)
    ? only.made
    : null;
}
