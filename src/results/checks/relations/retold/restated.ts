/*
 * 前后不一: the same thing said twice must be said alike.
 *
 * Three signs that two figures are the same thing, from strong to weak:
 *   · their sentences are alike to the letter but for the figures, and most figures agree (a paragraph repeated in a second part);
 *   · a long name stands before both (示例甲公司装修补贴 90 万元 … 示例甲公司装修补贴 95 万元), of one year, and the name is not
 *     that of a column said of many things (全年预算 of fifteen programs has fifteen values);
 *   · a counted kind is named in words (三大主导产业 … 两大主导产业).
 * A name that has more than two values is a column, not a fact. All of it is asked, never asserted: a scope may differ unsaid.
 */
import type { Fact } from "../../facts/fact.ts";
import { classesNamed } from "../../facts/functionclasses.ts";
import { plansOf } from "../../facts/plans.ts";
import type { Text } from "../../facts/text.ts";
import { isTypo, significant } from "../../facts/typos.ts";
import { claim, type Observation, same } from "../../judgement/claim.ts";
import { numberOf } from "../../judgement/print.ts";

const message = "同一事项前后数字不一";

export function* restated(text: Text): Generator<Observation> {
  const said = new Set<Fact>();
  const plans = plansOf(text);
  yield* alikeSentences(text, said);
  yield* grouped(
    text.facts.filter((fact) => fact.base > 0 && !said.has(fact)),
    (fact) => nameOf(fact, plans.has(fact.passage.index) || isTask(fact)),
  );
  yield* grouped(text.facts, kindOf);
}

/** 下达五项硬任务：一是新签约项目120个；二是…: what is to be done, in a list of its own. */
const isTask = ({ passage: { plain }, from }: Fact): boolean =>
  /(?:任务|目标|指标|计划)[^，。；：]{0,8}：[^。]*$/.test(plain.slice(Math.max(0, from - 160), from));

/** Sentences by their words alone. */
function* alikeSentences(text: Text, said: Set<Fact>): Generator<Observation> {
  const known = new Map<string, Fact[]>();
  for (const sentence of sentencesOf(text)) {
    const words = wordsOf(sentence);
    if (words.length < 10) continue;
    const first = known.get(words);
    if (!first) {
      known.set(words, sentence);
      continue;
    }
    const differ = sentence.filter((fact, index) => fact.base !== first[index]?.base);
    const most = sentence.length === 1 ? (words.length >= 18 ? 1 : 0) : Math.floor(sentence.length / 2);
    if (first.length !== sentence.length || differ.length > most) continue;
    for (const [index, fact] of sentence.entries()) {
      const other = first[index];
      if (!other) continue;
      said.add(fact);
      yield claim("restated", fact, same(other), message, false);
    }
  }
}

function* sentencesOf({ readings }: Text): Generator<Fact[]> {
  for (const { passage, facts } of readings) {
    if (passage.cell) continue;
    let sentence: Fact[] = [];
    for (const fact of facts) {
      const last = sentence.at(-1);
      if (last && (last.sentence !== fact.sentence || /[；;]/.test(passage.plain.slice(last.to, fact.from)))) {
        yield sentence;
        sentence = [];
      }
      sentence.push(fact);
    }
    if (sentence.length > 0) yield sentence;
  }
}

const wordsOf = (sentence: Fact[]): string =>
  `${openingOf(sentence)}${sentence.map((fact) => `${fact.lead}#${fact.unit?.title ?? ""}`).join("")}`.replaceAll(
    /\s/g,
    "",
  );

/** What the sentence says before the clause of its first figure: “招商引资（项）：支出决算为…” is not “行政运行（项）：…”. */
function openingOf([first]: Fact[]): string {
  if (!first) return "";
  const { passage, from, lead } = first;
  const to = from - lead.length;
  return passage.plain
    .slice(Math.max(0, to - 80), to)
    .replace(/^.*[。；;！？\n]/s, "")
    .replace(/^\s*(?:\d{1,2}[.、]|\([^()]{1,3}\))/, "");
}

function* grouped(facts: Fact[], keyOf: (fact: Fact) => string | null): Generator<Observation> {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = keyOf(fact);
    if (key) groups.set(key, [...(groups.get(key) ?? []), fact]);
  }
  for (const group of groups.values()) {
    const [first] = group;
    const values = new Set(group.map((fact) => fact.base));
    if (!first || group.length < 2 || values.size > 2) continue;
    if (isShort(first) && !areTypos(group) && !isRecalled(group)) continue;
    const usual = group.length > 2 ? mostSaid(group) : first;
    if (
      values.size === 2 &&
      group.length > 2 &&
      group.filter((fact) => fact.base === usual.base).length < group.length - 1
    )
      continue;
    for (const fact of group) if (fact !== usual) yield claim("restated", fact, same(usual), message, false);
  }
}

/** A short name (实际利用外资) is often said of several things; then only one figure mistyped is told. */
const isShort = (fact: Fact): boolean => !fact.isChinese && fact.subject.length < 7;

/** 百亿元项目1个 … 百亿元项目仅1个: what is said to be few or left was counted before. */
const isRecalled = ([first, ...rest]: Fact[]): boolean =>
  rest.length > 0 &&
  !/仅|只有/.test(first?.lead ?? "") &&
  rest.every(({ lead, unit }) => /(?:仅有?|只有|仍有|尚有)\s*$/.test(lead) && unit?.title === first?.unit?.title);

const areTypos = (group: Fact[]): boolean => {
  const [a, b] = [...new Map(group.map((fact) => [fact.base, fact])).values()];
  if (!a || !b) return true;
  return a.unit?.title === b.unit?.title && significant(numberOf(a)) > 3 && isTypo(numberOf(a), numberOf(b), false);
};

function mostSaid(group: Fact[]): Fact {
  const count = (fact: Fact) => group.filter((other) => other.base === fact.base).length;
  return group.reduce((best, fact) => (count(fact) > count(best) ? fact : best));
}

/** Words that head a column: said of many things, each with a value of its own. */
const columns =
  /^(?:其中)?(?:年初|全年|本年|当年|决算|预算|执行|支出|收入|总投资|投资|资金|金额|项目|企业|得分|分值|目标|完成|实际|指标|合计|总额|协议|到位|财政|累计|计划)*(?:数|值|额|为|总额|情况)?$/;

/** A name of seven characters or more right before a plain figure. */
function nameOf(fact: Fact, isPlanned: boolean): string | null {
  if (fact.passage.cell || fact.role !== "level" || !fact.unit || fact.hedge || fact.unit.dimension === "percent")
    return null;
  const name = fact.subject
    .replaceAll(/[“”"‘’《》()（）—\-\s]/g, "")
    .replace(/^(?:兑现|拨付|支付|安排|落实|完成|实现|累计|收到|用于|给予)+/, "");
  // Classes of spending are told of more than one money (classtellings.ts).
  if (classesNamed(fact.subject).length > 0) return null;
  if (name.length < 5 || columns.test(name) || /平均|人均|每|比|较|新增|增加|其余|其他|逾期|时限|截至/.test(name))
    return null;
  return `${name}|${fact.unit.dimension}|${fact.year ?? ""}|${/(?:月|季|半年)/.test(fact.period) ? fact.period : ""}|${isPlanned ? "planned" : ""}`;
}

/** 三大主导产业, 五个专班: a numeral in words before a kind of three characters or more. */
function kindOf(fact: Fact): string | null {
  if (!fact.isChinese || fact.base < 2 || fact.noun.length < 3 || fact.lead.endsWith("第")) return null;
  return fact.unit?.title === "大" || /专班|体系|平台|产业|园区|行动|工程|机制|清单|台账/.test(fact.noun)
    ? `${fact.unit?.title}${fact.noun.slice(0, 4)}`
    : null;
}
