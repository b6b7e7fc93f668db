/*
 * 括号里的对照数: what is compared with is named, and its figure stands in a bracket behind the name: 高于承诺值（16分钟）5分钟; 比平均水平（500公斤）高出12%;
 * 比邻县多4家（邻县为9家）; 与排第四位的某区（870亿元）还差45亿元.
 *
 * Name and bracket are grammar enough: what is compared is the last figure of its kind before, what follows is by how much, and the verb says which way.
 * Of several figures before, one that makes it right was meant; else the nearest, asked about.
 *
 * 例：用时21分钟，低于承诺值（16分钟）5分钟 → 21 > 16。 反例：低于平均水平（61%）的5个（挑出几个，不是相差）；比上年增加5家（含2家新设）。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { claim, gap, growth, type Observation, stretchOf, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { printed } from "../../judgement/print.ts";

const more = "[高多快大长]于|超过|超出|领先(?:于)?|优于";
const less = "[低少慢小短]于|落后(?:于)?|不及|未达到?|未达";
const named = new RegExp(
  `(?:(?<more>${more})|(?<less>${less})|(?<!占)(?:比|较|与|距|同|和))(?<name>[^，。；\\d()]{2,18})\\s*$`,
);
const up = "[高多快大长]出?|超出?|领先|提高|增加|增长|上升";
const down = "[低少慢小短]|还?差|尚差|相差|落后|降低|减少|下降";
const step = new RegExp(
  `^\\s*\\)\\s*(?:的水平)?[，,]?\\s*(?:仍|还|尚|高达|要)?(?:(?<up>${up})|(?<down>${down}))?(?:了|出|于|近|约)?\\s*$`,
);
const beforehand = new RegExp(
  `(?<!占)(?:比|较)(?<name>[^，。；\\d()]{2,14}?)(?:(?<up>[高多快]|增加|提高)|(?<down>[低少慢]|减少|降低))(?:了|出)?\\s*$`,
);

export function* bracketBases(text: Text): Generator<Observation> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3 || !passage.plain.includes("(")) continue;
    for (const [index, base] of facts.entries()) {
      const { plain } = passage;
      const open = plain.lastIndexOf("(", base.from);
      if (
        (passage.depths[base.from] ?? 0) === 0 ||
        open < 0 ||
        base.from - open > 18 ||
        plain.slice(open, base.from).includes(")")
      )
        continue;
      const words = plain.slice(Math.max(0, open - 30), open);
      yield* byName(base, words, index, facts);
      yield* byStep(base, open, index, facts);
    }
  }
}

const isLevel = (fact: Fact, base: Fact): boolean =>
  areKin(fact.unit, base.unit) &&
  fact.unit?.dimension === base.unit?.dimension &&
  !["change", "growth", "point", "base"].includes(fact.role) &&
  !fact.hedge &&
  fact.passage.depths[fact.from] !== 1;

const levelsBefore = (index: number, base: Fact, facts: readonly Fact[]): Fact[] =>
  facts
    .slice(Math.max(0, index - 8), index)
    .filter((fact) => fact.sentence >= base.sentence - 1 && isLevel(fact, base))
    .reverse();

/** 高于承诺值（16分钟）5分钟 */
function* byName(base: Fact, words: string, index: number, facts: readonly Fact[]): Generator<Observation> {
  const told = named.exec(words);
  const by = facts[index + 1];
  if (!told?.groups || !by || by.sentence !== base.sentence || by.hedge || base.hedge) return;
  const said = step.exec(base.passage.plain.slice(base.to, by.from));
  if (!said || /^\s*的/.test(by.tail)) return;
  const sign = told.groups.more || said.groups?.up ? 1 : told.groups.less || said.groups?.down ? -1 : 0;
  if (sign !== 0) yield* judged(levelsBefore(index, base, facts), base, by, sign);
}

/** 比邻县多4家（邻县为9家） */
function* byStep(base: Fact, open: number, index: number, facts: readonly Fact[]): Generator<Observation> {
  const by = facts[index - 1];
  const { plain } = base.passage;
  if (!by || by.hedge || base.hedge || by.to > open || !/^\s*$/.test(plain.slice(by.to, open))) return;
  const {
    name = "",
    up: rose,
    down: fell,
  } = beforehand.exec(plain.slice(Math.max(0, by.from - 24), by.from))?.groups ?? {};
  const inside = plain.slice(open + 1, base.from);
  if (name === "" || !(rose ?? fell) || !/^\s*[一-龥]{0,12}[为是有]?\s*$/.test(inside)) return;
  if (inside.trim() !== "" && !inside.includes(name.slice(-2)) && !name.includes(inside.trim().slice(0, 2))) return;
  yield* judged(levelsBefore(index - 1, base, facts), base, by, rose ? 1 : -1);
}

function* judged(levels: Fact[], base: Fact, by: Fact, sign: 1 | -1): Generator<Observation> {
  const sumOf = (level: Fact): { sum: Sum; rule: "difference" | "growth-rate" | "percent-point" } | null => {
    if (by.unit?.dimension === "point" && base.unit?.dimension === "percent")
      return { sum: gap(level, base), rule: "percent-point" };
    if (by.unit?.dimension === "percent" && base.unit?.dimension !== "percent")
      return { sum: growth(level, base), rule: "growth-rate" };
    return by.unit && areKin(by.unit, base.unit) ? { sum: gap(level, base), rule: "difference" } : null;
  };
  const made = levels.flatMap((level) => {
    const found = sumOf(level);
    return found ? [{ level, claim: claim(found.rule, by, found.sum, "差额与所比两数不符", false) }] : [];
  });
  const meant = made.find((each) => isSound(each.claim)) ?? made[0];
  if (!meant) return;
  yield meant.claim;
  const rose = meant.level.base > base.base ? 1 : -1;
  if (!isSound(meant.claim) || rose === sign || meant.level.base === base.base) return;
  yield {
    kind: "slip",
    rule: "comparison",
    severity: "warning",
    at: stretchOf(by),
    stated: sign > 0 ? "高于" : "低于",
    expected: rose > 0 ? "高于" : "低于",
    because: `${printed(meant.level)} ${rose > 0 ? ">" : "<"} ${printed(base)}`,
    operands: [meant.level, base].map(stretchOf),
    message: "比较词与前后两数不符，请核对",
  };
}
