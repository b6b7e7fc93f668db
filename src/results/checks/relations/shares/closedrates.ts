/*
 * 一句之内的比率: a share, a rate or a growth whose sentence has just the two or three amounts it can be of: 教育投入84亿元，其中义务教育占五成，计42亿元.
 *
 * Looked for last, where no relation has settled the percentage. Nothing is asked about names: among so few amounts of one unit in the sentence one quotient, one share of their sum or one growth is meant, or the percentage is of something unsaid. So it is told only
 * where its words say that it is of two figures, none of the few makes it right, and the nearest comes within reach.
 *
 * 例：合计1920人，占样本2400人的70%。反例：增速高于全市；占地区生产总值的12%（没有总数）；力争占比达到六成（目标）。
 */
import type { Fact } from "../../facts/fact.ts";
import { likenessOf } from "../../facts/likeness.ts";
import { once } from "../../facts/once.ts";
import { nameOf } from "../../facts/sharewholes.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, growth, percentage, type Sum } from "../../judgement/claim.ts";
import { isSound, judge } from "../../judgement/judge.ts";

export function* closedRates(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3) continue;
    for (const [at, stated] of facts.entries()) {
      if (!isRate(stated) || isSettled(stated)) continue;
      const made = claimOf(stated, at, facts) ?? ofNamedWhole(stated, at, facts, text);
      if (made) yield made;
    }
  }
}

const asked = new Set<Fact["role"]>(["share", "growth", "level"]);

const isRate = (fact: Fact): boolean =>
  fact.unit?.dimension === "percent" &&
  fact.base > 0 &&
  asked.has(fact.role) &&
  (/占|比[重例]/.test(fact.lead) || /[比较][^，。；]{1,12}[高低多少贵]出?$/.test(fact.lead)) &&
  !/力争|目标|不低于|不超过|要求|规定|计划|确保|全[国省市]/.test(fact.lead) &&
  !/^\s*(?:以上|以下|以内|的(?:目标|标准|要求|比例|股))/.test(fact.tail);

const isAmount = ({ unit, role, base, isChinese }: Fact): boolean =>
  unit !== null &&
  !["percent", "point", "times", "score", "day", "month"].includes(unit.dimension) &&
  ["level", "target", "base", "origin"].includes(role) &&
  base > 0 &&
  !(isChinese && base < 10);

const most = 4;

function poolOf(stated: Fact, facts: readonly Fact[]): Fact[] {
  const own = facts.filter((fact) => isAmount(fact) && fact.sentence === stated.sentence);
  const nearest = own.findLast(({ index }) => index < stated.index) ?? own[0];
  return nearest ? own.filter(({ unit }) => areKin(unit, nearest.unit)) : [];
}

const share = (part: Fact, all: Fact[]): Sum => ({
  operands: all,
  compute: (values) => ((values[all.indexOf(part)] ?? 0) / values.reduce((sum, value) => sum + value, 0)) * 100,
  show: (texts) => `${texts[all.indexOf(part)]} ÷ (${texts.join(" + ")})`,
  isAdditive: false,
});

function claimOf(stated: Fact, at: number, facts: readonly Fact[]): Claim | null {
  const pool = poolOf(stated, facts);
  if (pool.length < 2 || pool.length > most) return null;
  const isGrowth = stated.role === "growth" || /[比较](?![重例])/.test(stated.lead);
  const rule = isGrowth ? "growth-rate" : "share";
  const of = (sum: Sum): Claim => claim(rule, stated, sum, "与本句各数的算式不符", false);
  const pairs = pool.flatMap((one) => pool.filter((other) => other !== one).map((other) => [one, other] as const));
  const any = [
    ...pairs.flatMap(([one, other]) => [percentage(one, other), growth(one, other)]),
    ...pool.map((part) => share(part, pool)),
  ];
  if (any.some((sum) => isSound(of(sum)))) return null;
  const behind = facts[at + 1];
  // 占可用资金的一成, 占全部意向的一半: the whole is called otherwise than any figure of the sentence.
  const called = nameOf(stated);
  const isCalled = called.length < 3 || pool.some((fact) => likenessOf(called, fact.lead + fact.noun) >= 0.3);
  if (!isCalled) return null;
  const isTold =
    behind &&
    isAmount(behind) &&
    /^[，,]?\s*(?:计|为|即|共|有|也就是)\s*$/.test(stated.passage.plain.slice(stated.to, behind.from));
  const part = isTold ? behind : pool.findLast(({ index }) => index < stated.index);
  if (!part) return null;
  const [whole, ...more] = pool.filter((fact) => fact !== part && (isGrowth || fact.base > part.base));
  if (!whole && !isGrowth) return listed(stated, pool, of);
  if (!whole || more.length > 0) return null;
  const made = of(isGrowth ? growth(part, whole) : percentage(part, whole));
  const { expected } = judge(made);
  return expected > stated.base * 0.4 && expected < stated.base * 2.5 ? made : null;
}

/** 公办186所、民办94所，公办园占64.6%: of a list without a whole the one that is called so. */
function listed(stated: Fact, pool: Fact[], of: (sum: Sum) => Claim): Claim | null {
  const name = /([一-龥]{2,8}?)占/.exec(stated.lead)?.[1]?.slice(0, 2) ?? "";
  const [part, ...others] = name === "" ? [] : pool.filter(({ lead, noun }) => (lead + noun).includes(name));
  return part && others.length === 0 ? of(share(part, pool)) : null;
}

/** Figures by the last two characters of what stands before them. */
const calledOf = once((text: Text): Map<string, Fact[]> => {
  const called = new Map<string, Fact[]>();
  for (const fact of text.facts) {
    if (fact.passage.cell || !isAmount(fact)) continue;
    const key = endOf(fact.lead);
    const group = called.get(key);
    if (!group) called.set(key, [fact]);
    else if (group.length < 60) group.push(fact);
  }
  return called;
});
const endOf = (lead: string): string => lead.replace(/(?:共|为|达到?|约|计|是|完成|合计)+$/, "").slice(-2);

/** 合计275.8亿元，占总投资的46.4%: the greatest that was called so anywhere is the whole. */
function ofNamedWhole(stated: Fact, at: number, facts: readonly Fact[], text: Text): Claim | null {
  const name = /占([一-龥]{2,10}?)的?$/.exec(stated.lead)?.[1];
  const part = facts[at - 1];
  if (!name || !part || !isAmount(part) || part.sentence !== stated.sentence || stated.from - part.to > 14) return null;
  const wholes = (calledOf(text).get(name.slice(-2)) ?? []).filter(
    (fact) =>
      fact.base > part.base &&
      fact.unit?.dimension === part.unit?.dimension &&
      !/上年|去年|目标|计划/.test(fact.lead) &&
      fact.lead.includes(name.slice(-3)),
  );
  const of = (whole: Fact): Claim => claim("share", stated, percentage(part, whole), "占比与所说的总数不符", false);
  if (wholes.some((whole) => isSound(of(whole)))) return null;
  const [whole] = wholes.toSorted((a, b) => b.base - a.base);
  if (!whole) return null;
  const { expected } = judge(of(whole));
  return expected > stated.base * 0.5 && expected < stated.base * 2 ? of(whole) : null;
}
