/*
 * 评分表: tables of points that are no self-evaluation form. The rows of a group (决策, 过程…) in a detailed table make the row of
 * that name in a shorter one; weights in percent make 100%; no score is above the points printed in its head (决策（20分）).
 *
 * 例：表3 中“决策”六项得分之和 16.50，表2“决策”得分 16.50。 反例：同名的行在不同年度的表里；只列部分指标的表。
 */
import type { Fact } from "../../facts/fact.ts";
import { isSelfEvaluation } from "../../facts/forms.ts";
import { bare, type Line, rowLines } from "../../facts/tablelines.ts";
import type { Table } from "../../facts/table.ts";
import type { Text } from "../../facts/text.ts";
import { claim, exact, type Observation, same, stretchOf, total } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";

type Kind = "weight" | "score";
const kinds: readonly [Kind, RegExp][] = [
  ["weight", /^(?:标准)?(?:分值|满分|权重|权重分)/],
  ["score", /^(?:自评|评价|实际|评审)?(?:得分|评分)(?!率)/],
];

export function* scoreTables(text: Text): Generator<Observation> {
  const tables = text.tables
    .filter((table) => !isSelfEvaluation(table))
    .map((table) => ({ table, lines: rowLines(table) }));
  const named = new Map<string, { table: Table; line: Line }[]>();
  for (const { table, lines } of tables)
    for (const line of lines) {
      const name = groupName(line.name);
      if (line.kind === "item" && name.length > 1 && line.group === "")
        named.set(name, [...(named.get(name) ?? []), { table, line }]);
    }
  for (const { table, lines } of tables) {
    yield* groups(table, lines, named);
    yield* percents(table, lines);
    yield* heads(table, lines);
  }
}

const groupName = (name: string): string => bare(name).replaceAll(/\([^()]*\)|指标$|类$/g, "");

function columnOf(table: Table, kind: Kind): number | null {
  const pattern = kinds.find(([each]) => each === kind)?.[1];
  for (let column = table.named; column < table.columns; column++)
    if (pattern?.test(table.headPath(column).at(-1) ?? "")) return column;
  return null;
}

function* groups(
  table: Table,
  lines: readonly Line[],
  named: Map<string, { table: Table; line: Line }[]>,
): Generator<Observation> {
  const members = new Map<string, Line[]>();
  for (const line of lines) {
    const group = groupName(line.group.split("/")[0] ?? "");
    if (line.kind === "item" && group) members.set(group, [...(members.get(group) ?? []), line]);
  }
  if (members.size < 2) return;
  for (const [kind] of kinds) {
    const own = columnOf(table, kind);
    if (own === null) continue;
    const claims = [...members].flatMap(([group, rows]) => {
      const parts = rows.flatMap(({ at }) => table.figure(at, own) ?? []);
      const wholes = (named.get(group) ?? []).filter((other) => other.table !== table);
      const stated = wholes.length === 1 && wholes[0] ? figureIn(wholes[0], kind) : null;
      if (!stated || parts.length < rows.length || stated.unit?.dimension !== "score") return [];
      const [whole = stated, ...items] = exact([stated, ...parts]);
      return [
        claim(kind === "weight" ? "weights" : "score", whole, total(items), `“${group}”与另一表中所属各项之和不符`),
      ];
    });
    const held = claims.filter((each) => judge(each).verdict === "holds").length;
    if (held * 2 >= claims.length) yield* claims;
  }
}

function figureIn({ table, line }: { table: Table; line: Line }, kind: Kind): Fact | null {
  const column = columnOf(table, kind);
  return column === null ? null : table.figure(line.at, column);
}

/** 权重 35%、30%、25%、10% */
function* percents(table: Table, lines: readonly Line[]): Generator<Observation> {
  for (let column = table.named; column < table.columns; column++) {
    if (!/权重/.test(table.headPath(column).at(-1) ?? "")) continue;
    const facts = lines.flatMap(({ at, kind }) => (kind === "item" ? (table.figure(at, column) ?? []) : []));
    const last = facts.at(-1);
    if (!last || facts.length < 3 || facts.some(({ unit }) => unit?.dimension !== "percent")) continue;
    const sum = facts.reduce((all, fact) => all + fact.base, 0);
    const because = `${facts.map((fact) => fact.value).join(" + ")} = ${Number(sum.toFixed(4))}`;
    const operands = facts.slice(0, -1).map(stretchOf);
    if (Math.abs(sum - 100) < 1e-6) yield { kind: "match", rule: "weights", at: stretchOf(last), because, operands };
    else if (Math.abs(sum - 100) < 35)
      yield {
        kind: "slip",
        rule: "weights",
        severity: "warning",
        at: stretchOf(last),
        stated: `${Number(sum.toFixed(4))}%`,
        expected: "100%",
        because,
        operands,
        message: "权重之和不是 100%，请核对",
      };
  }
}

/** 决策（20分） over a column of scores: none is higher; and the heads make the full score. */
function* heads(table: Table, lines: readonly Line[]): Generator<Observation> {
  const full: Fact[] = [];
  for (let column = table.named; column < table.columns; column++) {
    const points =
      table.body > 0 ? table.inside(table.body - 1, column).find(({ unit }) => unit?.dimension === "score") : undefined;
    if (!points) continue;
    full.push(points);
    for (const { at, kind } of lines) {
      const score = kind === "item" ? table.figure(at, column) : null;
      if (score?.unit?.dimension === "score")
        yield { ...claim("score", score, same(points), "得分高于分值"), relation: "≤" };
    }
  }
  const sum = full.reduce((all, fact) => all + fact.base, 0);
  const last = full.at(-1);
  if (last && full.length > 2 && Math.abs(sum - 100) < 1e-9)
    yield {
      kind: "match",
      rule: "weights",
      at: stretchOf(last),
      because: `${full.map(({ value }) => value).join(" + ")} = 100`,
      operands: full.slice(0, -1).map(stretchOf),
    };
}
