/*
 * 等次比率: 评优率, 优秀率, 优良率, 合格率: so many of the best grades over all that were graded. “自评为‘优’的7个、‘良’的2个，评优率77.78%” is 7 ÷ (7 + 2).
 *
 * All that were graded are the grades together, or a figure said before them; of both, one that makes the rate right was meant.
 *
 * 例：优秀14家，良好22家，合格4家，优秀率35%。 反例：优良率比上年提高3个百分点；只说了优的个数。
 */
import type { Fact } from "../../facts/fact.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import type { Claim, Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";

const rateName =
  /(?:评优|优秀|优良|优等|良好以上|优)率?(?:以上)?(?:率|比例)[^，。；]{0,6}$|满意(?:率|度\([^()]*满意[^()]*\))为?\s*$/;
const best = /(?<!不)(?:优秀?|优等)[”"’]?(?:等次|等级|档次|档)?的?(?:项目|单位)?(?:有|共|为)?\s*$/;
const good = /良好?[”"’]?(?:等次|等级|档次|档)?的?(?:项目|单位)?(?:有|共|为)?\s*$/;
const rest = /(?:中|一般|(?:不)?合格|基本合格|差|较差)[”"’]?(?:等次|等级|档次|档)?的?(?:项目|单位)?(?:有|共|为)?\s*$/;
/** 9个为“优”: the grade behind its count. */
const behind =
  /^(?:项目|单位)?(?:(?:被?评定?为|为|获评?|是)[“"‘]?|[“"‘])(优秀?|良好?|中|一般|差|合格)[”"’]?(?=[，、；。和(]|$)/;

/** 满意322份、较满意92份、一般37份: answers are graded too. */
const answers: readonly [RegExp, "best" | "good" | "rest"][] = [
  [/(?:不太?满意|一般|不了解)[”"’]?的?\s*$/, "rest"],
  [/(?:较|比较|基本)(?:为)?满意[”"’]?的?\s*$/, "good"],
  [/满意[”"’]?的?\s*$/, "best"],
];

function gradeOf({ lead, tail, unit }: Fact): "best" | "good" | "rest" | null {
  if (!unit || unit.factor !== 1 || unit.dimension === "score" || unit.dimension === "percent") return null;
  const words = behind.exec(tail)?.[1] ?? lead.replaceAll(/\s/g, "");
  const answer = answers.find(([pattern]) => pattern.test(words))?.[1];
  if (answer) return answer;
  return best.test(words) ? "best" : good.test(words) ? "good" : rest.test(words) ? "rest" : null;
}

/** The claim that a rate of grades makes; null where too few grades are told. */
export function gradeRate(rate: Fact, { facts }: Text, of: (sum: Sum, isCertain: boolean) => Claim): Claim | null {
  if (!rateName.test(rate.lead)) return null;
  const near = facts
    .slice(Math.max(0, rate.index - 14), rate.index)
    .filter(({ passage, sentence }) => passage === rate.passage && sentence >= rate.sentence - 1);
  const graded = near.flatMap((fact) => {
    const grade = gradeOf(fact);
    return grade ? [{ fact, grade }] : [];
  });
  const tops = graded.filter(({ grade }) => grade === "best" || (/良|满意/.test(rate.lead) && grade === "good"));
  if (graded.length < 2 || tops.length === 0) return null;
  const all = graded.map(({ fact }) => fact);
  const upper = tops.map(({ fact }) => fact);
  const wholes = near.filter(
    (fact) => !all.includes(fact) && areKin(fact.unit, all[0]?.unit ?? null) && fact.role === "level",
  );
  const made = [all, ...wholes.map((whole) => [whole])].map((lower) => of(over(upper, lower), false));
  return made.find(isSound) ?? made[0] ?? null;
}

const over = (tops: Fact[], bottoms: Fact[]): Sum => ({
  operands: [...tops, ...bottoms],
  compute: (values) =>
    (100 * values.slice(0, tops.length).reduce((sum, value) => sum + value, 0)) /
    values.slice(tops.length).reduce((sum, value) => sum + value, 0),
  show: (texts) => `${bracketed(texts.slice(0, tops.length))} ÷ ${bracketed(texts.slice(tops.length))}`,
  isAdditive: false,
});

const bracketed = (texts: string[]): string => (texts.length > 1 ? `(${texts.join(" + ")})` : (texts[0] ?? ""));
