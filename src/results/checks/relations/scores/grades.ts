/*
 * 等级: 优、良、中、差 against the score they are named with, in text and tables; and rates of grades (评优率、优良率).
 *
 * A document may set its own bounds (90（含）—100 分为优); else 90, 80, 60 apply, and then a breach is only asked about unless it
 * is by more than one step or the bounds are the usual ones in words. Scores just at a bound belong to the better grade.
 *
 * 例：自评得分 84.7 分，等级为优。评优率 = 10 ÷ 13。 反例：“90 分（含）以上为优”本身；分项得分 9.5 分；等级优良合称。
 */
import type { Fact } from "../../facts/fact.ts";
import { formColumns, isIndicatorBlock } from "../../facts/forms.ts";
import { matchesOf } from "../../facts/matches.ts";
import { rowLines } from "../../facts/tablelines.ts";
import type { Text } from "../../facts/text.ts";
import { claim, type Observation, type Stretch, stretchOf, type Sum } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";
import { type Bands, type Grade, gradeFor, standardBands } from "./selfevaluation.ts";

export function* grades(text: Text): Generator<Observation> {
  const bands = bandsIn(text);
  const listed: Grade[] = [];
  for (const { passage, facts } of text.readings) {
    if (passage.cell || !/[优良中差]/.test(passage.plain)) continue;
    const scores = facts.filter(isTotalScore);
    for (const { at, grade } of gradesIn(passage.plain)) {
      // 从81.6分降到78.8分，由“良好”落到“一般”: of what it has become.
      const become = /[升跌落进][入至到][“"]?$/.test(passage.plain.slice(Math.max(0, at - 4), at));
      const nearest = facts.findLast(({ to, unit }) => to <= at && unit?.dimension === "score");
      const score = become
        ? nearest
        : (scores.findLast((fact) => fact.to <= at) ?? scores.find((fact) => fact.from > at && fact.from - at < 12));
      if (!score || Math.abs(score.from - at) > 160) continue;
      // 得分分别为93.5分和84.5分，平均89.0分，前者为优: of several, each has its own.
      if (/(?:前者|后者|分别)[^，。；]{0,10}$/.test(passage.plain.slice(Math.max(0, at - 14), at))) continue;
      if (text.heads[passage.index]) listed.push(grade);
      yield compared(score, grade, { passage, from: at, to: at + 1 }, bands);
    }
  }
  const tabled = [...inTables(text)];
  for (const { score, grade, at } of tabled) yield compared(score, grade, at, bands);
  // What is graded one by one, in a table or in numbered passages; the grade of the whole is not among them.
  const each = tabled.length > 2 ? tabled.map(({ grade }) => grade) : listed;
  for (const { facts } of text.readings) yield* rates(facts, each);
}

const isTotalScore = ({ unit, lead, base, tail, passage, from }: Fact): boolean =>
  unit?.dimension === "score" &&
  base <= 100 &&
  /(?:得分|总分|自评|评分|评价|综合|合计得|为|(?:合|共|总)计)[^，。；]{0,8}$/.test(lead) &&
  // 四项得分依次为13.6分、20.9分…: each of them is a part.
  !/(?:依次|分别|各)[^，。；]{0,4}$/.test(lead) &&
  !/^\s*[（(]?含?[)）]?(?:以上|以下|至|到|—|-|~)/.test(tail) &&
  !/(?:指标|执行率?|决策|过程|产出|效益|满意度)(?:共|合计)?得分?(?:为)?$/.test(lead) &&
  !/[(（]含[)）]\s*[-—–~至]\s*$/.test(passage.plain.slice(Math.max(0, from - 6), from));

const spoken =
  /(?:等级|等次|评级|档次|结果|结论|级别)(?:评定|确定|均|自评)?(?:为|是|属于|：|:)?\s*[“"]?(优秀|良好|优|良|中等|中|合格|差|较差)(?![良化质先级等]|于|的标准|率)[”"]?|(?:评定?|评价|确定)(?:为|是)[“"]?(优秀|良好|优|良|中|差)[”"]?(?:等级|等次|$|[，。；,])|(?:属于?|列为|定为|评为|处于|[升跌落进][入至到])[“"]?(优秀|良好|优|良|中|一般|差)[”"]?(?:等[次级]|档|区间)/g;

function* gradesIn(plain: string): Generator<{ at: number; grade: Grade }> {
  for (const match of matchesOf(plain, spoken)) {
    const word = match[1] ?? match[2] ?? match[3] ?? "";
    const grade = gradeOf(word);
    const at = match.index + match[0].lastIndexOf(word);
    // 得分 90 分以上为优，80—90 分为良: that is the rule, not a result.
    if (grade && !/^[”"]?的/.test(plain.slice(at + word.length, at + word.length + 2))) yield { at, grade };
  }
}

function gradeOf(word: string): Grade | null {
  if (word.startsWith("优")) return "优";
  if (word.startsWith("良")) return "良";
  if (/^(?:中|合格|一般)/.test(word)) return "中";
  return /差/.test(word) ? "差" : null;
}

const bandPatterns: readonly RegExp[] = [
  /(\d{2,3})(?:分)?\s*(?:[(（]含[)）])?\s*(?:分)?(?:以上|[-—–~～至到]+\s*\d{2,3}(?:分)?\s*(?:[(（]不?含[)）])?(?:分)?)\s*(?:[(（]含?[)）])?(?:的?(?:为|是|评定?为|：|:|，|,)?)\s*[“"]?(优|良|中)/g,
  /(优|良|中)秀?好?等?[”"]?(?:的项目|等级)?\s*[(（]\s*(\d{2,3})(?:分)?\s*(?:[(（]含[)）])?\s*(?:分)?\s*(?:[-—–~～至到]|以上)/g,
];

function bandsIn(text: Text): Bands {
  const bands = { ...standardBands };
  for (const { plain, cell } of text.passages) {
    if (cell || !/[优良中]/.test(plain) || !/\d{2}/.test(plain)) continue;
    for (const [index, pattern] of bandPatterns.entries())
      for (const match of matchesOf(plain, pattern)) {
        const [number, grade] = index === 0 ? [match[1], match[2]] : [match[2], match[1]];
        const low = Number(number);
        if ((grade === "优" || grade === "良" || grade === "中") && low >= 40 && low < 100) bands[grade] = low;
      }
  }
  return bands.优 > bands.良 && bands.良 > bands.中 ? bands : { ...standardBands };
}

function compared(score: Fact, grade: Grade, at: Stretch, bands: Bands): Observation {
  const expected = gradeFor(score.base, bands);
  const operands = [stretchOf(score)];
  const because = `${printed(score)}：${bands.优} 分以上为优，${bands.良} 分以上为良，${bands.中} 分以上为中`;
  if (expected === grade) return { kind: "match", rule: "grade", at, because, operands };
  return {
    kind: "slip",
    rule: "grade",
    severity: "error",
    at,
    stated: grade,
    expected,
    because,
    operands,
    message: "等级与得分不符，请核对",
  };
}

function* inTables(text: Text): Generator<{ score: Fact; grade: Grade; at: Stretch }> {
  for (const table of text.tables) {
    const { grade } = formColumns(table);
    if (grade === null || isIndicatorBlock(table)) continue;
    const score = totalColumn(
      Array.from({ length: table.columns }, (_, column) => table.headPath(column).at(-1) ?? ""),
    );
    if (score === null) continue;
    for (const { at: row, kind } of rowLines(table)) {
      const [points, word, cell] = [
        table.figure(row, score),
        gradeOf(table.text(row, grade)),
        table.passage(row, grade),
      ];
      if (kind === "item" && points && points.base <= 100 && word && cell && cell.plain.trim().length <= 4)
        yield { score: points, grade: word, at: { passage: cell, from: 0, to: cell.plain.length } };
    }
  }
}

function totalColumn(titles: string[]): number | null {
  const whole = titles.findIndex((title) => /总分|总得分|综合得分|自评得分|最终得分|评价得分|合计/.test(title));
  const column = whole >= 0 ? whole : titles.findIndex((title) => /得分$|得分[(（]/.test(title) && !/率/.test(title));
  return column >= 0 ? column : null;
}

const counted =
  /[“"]?(优秀|良好|优|良|(?<!其)中|合格|差)[”"]?(?:等次|等级|级)?的?(?:项目)?(?:数量)?(?:有|为|共|各)?\s*$/;

/** 评为“优”的 10 个、“良”的 2 个、“中”的 1 个，评优率 76.92% */
function* rates(facts: readonly Fact[], graded: Grade[]): Generator<Observation> {
  const counts = new Map<Grade, Fact>();
  for (const fact of facts) {
    const [, word] = counted.exec(fact.lead) ?? [];
    const grade =
      word && fact.unit && fact.unit.dimension !== "score" && fact.unit.dimension !== "percent" ? gradeOf(word) : null;
    if (grade && !counts.has(grade)) counts.set(grade, fact);
  }
  const all = [...counts.values()];
  if (all.length < 2) return;
  yield* tallied(counts, graded);
  for (const rate of facts) {
    if (rate.unit?.title !== "%") continue;
    const kind = /(评优率|优秀率|优良率|良好率|优率)[^，。；]{0,4}$/.exec(rate.lead)?.[1];
    if (!kind) continue;
    const wanted: Grade[] = kind === "优良率" ? ["优", "良"] : kind === "良好率" ? ["良"] : ["优"];
    const parts = wanted.flatMap((grade) => counts.get(grade) ?? []);
    if (parts.length === 0) continue;
    const made = claim("grade", rate, rateOf(parts, all), `${kind}与各等级个数不符`, false);
    const isComplete = facts.some(
      (fact) => fact.index < (all[0]?.index ?? 0) && fact.base === all.reduce((sum, each) => sum + each.base, 0),
    );
    if (isComplete || judge(made).verdict === "holds") yield { ...made, isCertain: isComplete };
  }
}

const rateOf = (parts: Fact[], all: Fact[]): Sum => ({
  operands: [...parts, ...all.filter((fact) => !parts.includes(fact))],
  compute: (values) =>
    (values.slice(0, parts.length).reduce((sum, value) => sum + value, 0) /
      values.reduce((sum, value) => sum + value, 0)) *
    100,
  show: (texts) =>
    `${parts.length > 1 ? `(${texts.slice(0, parts.length).join(" + ")})` : texts[0]} ÷ (${texts.join(" + ")})`,
  isAdditive: false,
});

/** The counts of grades against the grades that the document gives one by one. */
function* tallied(counts: Map<Grade, Fact>, graded: Grade[]): Generator<Observation> {
  const sum = [...counts.values()].reduce((all, fact) => all + fact.base, 0);
  if (graded.length < 3 || Math.abs(sum - graded.length) > 1) return;
  for (const [grade, fact] of counts) {
    const found = graded.filter((each) => each === grade).length;
    const because = `文中逐项评为“${grade}”的共 ${found} 个`;
    if (found === fact.base) yield { kind: "match", rule: "grade", at: stretchOf(fact), because, operands: [] };
    else
      yield {
        kind: "slip",
        rule: "grade",
        severity: "warning",
        at: stretchOf(fact),
        stated: printed(fact),
        expected: String(found),
        because,
        operands: [],
        message: "等级个数与逐项所列不符，请核对",
      };
  }
}
