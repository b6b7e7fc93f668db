/*
 * 等级个数: how many things were graded how – 5个为优、2个为良, 4优2良, 评为“优”的6个 – against the number of all of them, against the grades in a
 * table, and against the rates that are made of them (评优率). Grades that are counted behind their word are also read by grades.ts.
 *
 * 例：抽查项目12个，评价等次为4优6良1中 → 共 11。反例：优、良、中、差四个等级；3个良种基地。
 */
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Fact } from "../../facts/fact.ts";
import { matchesOf } from "../../facts/matches.ts";
import type { Reading } from "../../facts/quantities.ts";
import { rowLines } from "../../facts/tablelines.ts";
import type { Text } from "../../facts/text.ts";
import type { Match, Slip, Stretch } from "../../judgement/claim.ts";
import { stretchOf } from "../../judgement/claim.ts";

interface Tally {
  grade: string;
  value: number;
  at: Stretch;
}

const number = "(?<![\\d.第])(?<value>\\d{1,3}|[一二三四五六七八九十]{1,2})";
const graded = new RegExp(
  `${number}(?:个|项|家)?(?:项目|单位|部门)?(?:被?评?定?为|获评?|是|达到)?[“"]?(?<grade>[优良中差])(?:秀|好|等)?[”"]?(?=\\d|[一二三四五六七八九十]{1,2}(?:个|项)?[“"]?[优良中差]|[、，。；)等和]|$)`,
  "g",
);

export function* gradeCounts(text: Text): Generator<Slip | Match> {
  const tabled = tabledGrades(text);
  for (const reading of text.readings) {
    if (reading.passage.cell || !/[项个家为\d一二三四五六七八九十][“"]?[优良]/.test(reading.passage.plain)) continue;
    const tallies = talliesIn(reading);
    if (tallies.length < 2) continue;
    yield* againstWhole(tallies, reading);
    yield* againstTable(tallies, tabled);
  }
}

/** The first stretch of tallies side by side. */
function talliesIn({ passage }: Reading): Tally[] {
  const found: Tally[] = [];
  for (const { index, 0: text, groups = {} } of matchesOf(passage.plain, graded)) {
    const last = found.at(-1);
    if (last && index - last.at.to > 6) break;
    const { value = "", grade = "" } = groups;
    found.push({
      grade,
      value: parseNumeral(value) ?? 0,
      at: { passage, from: index, to: index + text.length },
    });
  }
  return new Set(found.map(({ grade }) => grade)).size === found.length ? found : [];
}

/** 自评项目8个，…5个为优、2个为良、1个为中 */
function* againstWhole(tallies: Tally[], { facts }: Reading): Generator<Slip | Match> {
  const [first] = tallies;
  const sum = tallies.reduce((all, { value }) => all + value, 0);
  const wholes = facts.filter((fact) => first !== undefined && fact.to <= first.at.from && isWhole(fact));
  const whole = wholes.find(({ base }) => base === sum) ?? wholes.at(-1);
  if (!whole) return;
  const because = `${tallies.map(({ value, grade }) => `${grade} ${value}`).join(" + ")} = ${sum}`;
  const operands = tallies.map(({ at }) => at);
  if (whole.base === sum) yield { kind: "match", rule: "grade", at: stretchOf(whole), because, operands };
  else if (Math.abs(whole.base - sum) <= Math.max(2, whole.base * 0.2))
    yield {
      ...slip,
      at: stretchOf(whole),
      stated: whole.number,
      expected: String(sum),
      because,
      operands,
      message: "各等级个数之和与总数不符，请核对",
    };
}

const slip = { kind: "slip", rule: "grade", severity: "warning" } as const;

const isWhole = ({ unit, hedge, role, noun, lead }: Fact): boolean =>
  /^[个项家]$/.test(unit?.title ?? "") &&
  !hedge &&
  role === "level" &&
  /项目|单位|部门|自评|评价|抽查|考核/.test(`${noun}${lead.slice(-16)}`) &&
  !/优|良/.test(lead.slice(-6));

/** The grades of the rows of each table that grades at least three things. */
function tabledGrades({ tables }: Text): string[][] {
  return tables.flatMap((table) => {
    const column = Array.from({ length: table.columns }, (_, at) => at).find((at) =>
      /等级|等次|评级|档次|结果|结论/.test(table.columnTitle(at)),
    );
    if (column === undefined) return [];
    const grades = rowLines(table).flatMap(({ at, kind }) => {
      const [, grade] = /^[“"]?([优良中差])(?:秀|好|等)?[”"]?$/.exec(table.text(at, column)) ?? [];
      return grade && kind !== "total" ? [grade] : [];
    });
    return grades.length > 2 ? [grades] : [];
  });
}

function* againstTable(tallies: Tally[], tabled: string[][]): Generator<Slip | Match> {
  const sum = tallies.reduce((all, { value }) => all + value, 0);
  const counted = (grades: string[], grade: string): number => grades.filter((each) => each === grade).length;
  const meant = tabled.find((grades) => Math.abs(grades.length - sum) <= 1);
  if (!meant) return;
  for (const { grade, value, at } of tallies) {
    const found = counted(meant, grade);
    const because = `表中评为“${grade}”的共 ${found} 个`;
    if (found === value) yield { kind: "match", rule: "grade", at, because, operands: [] };
    else
      yield {
        ...slip,
        at,
        stated: at.passage.text.slice(at.from, at.to),
        expected: String(found),
        because,
        operands: [],
        message: "等级个数与表中所列不符，请核对",
      };
  }
}
