/*
 * 与目标之差: by how much, and which way, what was done differs from a goal that stands elsewhere: “新增就业6480人，超出年度目标480人” where the goal of
 * 6000 is in a table; “全年计划800尾。实际860尾，比计划多60尾”; “预算865万元……支出692万元，低于预算173万元”.
 *
 * The goal is known by its words (facts/goals.ts). One that differs from the figure by just the difference was meant, and tells which way the word
 * should go; a far one must be called alike. Where none does and one goal of the kind stands in the sentence or the one before, the difference
 * is asked about.
 *
 * 例：计划800，实际860，比计划少60 → 860 > 800。反例：超过目标480人（目标没有写）；低于预算的三个项目。
 */
import type { Fact } from "../../facts/fact.ts";
import { goalsOf, goalWord, isGoal } from "../../facts/goals.ts";
import { likenessOf } from "../../facts/likeness.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { claim, gap, type Observation, stretchOf } from "../../judgement/claim.ts";
import { printed } from "../../judgement/print.ts";

const above = "超额完成|超额|超过|超出|超支|超收|超计划|超目标|高出|高于|多于|突破|增加|[超多高]";
const below = "未完成|少于|低于|不及|短收|短少|节约|节省|节支|结余|减少|尚欠|还欠|尚差|还差|相差|[少低欠差缺]";
const owner = `[^，。；\\d]{0,10}?(?:${goalWord})[^，。；\\d]{0,8}?`;
/** 超出年度目标480人; 比目标少40家次; 欠完成286人. */
const patterns = [
  new RegExp(`(?:比|较|与|同)${owner}(?:(?<up>${above})|(?<down>${below}))[^，。；\\d]{0,4}$`),
  new RegExp(`(?:(?<up>${above})|(?<down>${below}))${owner}$`),
  new RegExp(
    `^(?:仍|还|尚|已|共){0,2}(?:(?<up>超额完成|超额|超收|超支)|(?<down>欠完成|欠收|欠|短收|未完成))[^，。；\\d]{0,4}$`,
  ),
];

export function* goalGaps(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length === 0 || !/目标|任务|计划|预算|概算|指标|合同|限额|超|欠|短收/.test(passage.plain))
      continue;
    for (const fact of facts) yield* ofGap(fact, text);
  }
}

interface Told {
  fact: Fact;
  sign: 1 | -1;
  word: string;
}

function toldBy(fact: Fact): Told | null {
  if (fact.base <= 0 || fact.hedge || !["change", "level", "target"].includes(fact.role)) return null;
  if (fact.unit && ["percent", "point", "times"].includes(fact.unit.dimension)) return null;
  if (/^\s*的/.test(fact.tail)) return null;
  for (const pattern of patterns) {
    const { up, down } = pattern.exec(fact.lead.trimStart())?.groups ?? {};
    const word = up ?? down;
    if (word) return { fact, word, sign: up ? 1 : -1 };
  }
  return null;
}

function* ofGap(fact: Fact, text: Text): Generator<Observation> {
  const told = toldBy(fact);
  if (!told) return;
  const level = levelOf(fact, text);
  // 超过目标4500人: the goal itself, for versus.ts.
  if (!level || fact.base > level.base * 0.5) return;
  const goals = goalsOf(text).filter(
    (each) => each.fact !== level && each.fact !== fact && sameUnit(each.fact, level) && each.fact.base !== level.base,
  );
  const differs = (goal: Fact): boolean =>
    Math.abs(Math.abs(level.base - goal.base) - fact.base) <= fact.half + level.half + goal.half + 1e-9;
  const isRight = (goal: Fact): boolean => Math.sign(level.base - goal.base) === told.sign;
  const near = goals.filter((goal) => isNear(goal.fact, level)).map((goal) => goal.fact);
  const alike = goals
    .filter(({ words }) => likenessOf(nameOf(level), words) >= 0.5 || likenessOf(words.slice(-8), level.lead) >= 0.6)
    .map((goal) => goal.fact);
  const meant = [...near, ...alike].filter(differs);
  const goal = meant.find(isRight) ?? meant[0];
  if (goal) yield isRight(goal) ? matched(told, level, goal) : wrongWay(told, level, goal);
  else {
    const own = near.filter((each) => each.index < fact.index && level.index - each.index < 6);
    const [only] = own;
    const due = only ? Math.abs(level.base - only.base) : 0;
    if (only && own.length === 1 && due > fact.base * 0.3 && due < fact.base * 3)
      yield claim("difference", fact, gap(level, only), "与目标、计划之差和前后两数不符", false);
  }
}

const nameOf = ({ lead, noun }: Fact): string =>
  (lead + noun).replaceAll(/\s|全年|全市|全县|全区|实际|完成|实现|累计|[为共达到已的]/g, "").slice(-8);

/** What was done: the nearest of the kind before it in its sentence, else in the one before. */
function levelOf(fact: Fact, { facts }: Text): Fact | undefined {
  return facts
    .slice(Math.max(0, fact.index - 6), fact.index)
    .findLast(
      (each) =>
        each.passage === fact.passage &&
        each.sentence >= fact.sentence - 1 &&
        each.role === "level" &&
        !each.hedge &&
        sameUnit(each, fact) &&
        !isGoal(each) &&
        !toldBy(each),
    );
}

const sameUnit = (a: Fact, b: Fact): boolean =>
  a.unit && b.unit
    ? a.unit.dimension === b.unit.dimension && areKin(a.unit, b.unit)
    : a.unit === b.unit && a.tail[0] === b.tail[0] && /^[一-龥]/.test(a.tail);

/** In the same paragraph or the one right before. */
const isNear = (goal: Fact, level: Fact): boolean =>
  !goal.passage.cell &&
  Math.abs(goal.passage.index - level.passage.index) <= 1 &&
  Math.abs(goal.index - level.index) < 12;

const matched = ({ fact }: Told, level: Fact, goal: Fact): Observation => ({
  kind: "match",
  rule: "comparison",
  at: stretchOf(fact),
  because: `${printed(level)} ${level.base > goal.base ? ">" : "<"} ${printed(goal)}`,
  operands: [stretchOf(level), stretchOf(goal)],
});

const wrongWay = ({ fact, sign, word }: Told, level: Fact, goal: Fact): Observation => ({
  kind: "slip",
  rule: "comparison",
  severity: "warning",
  at: stretchOf(fact),
  stated: word,
  expected: sign > 0 ? "低于（少于）" : "超过（多于）",
  because: `${printed(level)} ${level.base > goal.base ? ">" : "<"} ${printed(goal)}`,
  operands: [stretchOf(level), stretchOf(goal)],
  message: "与目标、计划相比的方向与两数不符，请核对",
});
