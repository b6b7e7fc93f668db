/*
 * 口语比率: a rate said in 成 or as a fraction behind its part: 完工36个，完工率六成; 已付1750万元，付款进度七成; 14个成交，成交率三分之一. The whole was said before, in
 * the sentence or the paragraph; what it is called is not asked, for no two writers call it alike.
 *
 * Looked for last, where no relation has settled the figure. Any pair of one unit in the paragraph that makes it right was meant; told only where none does and
 * the nearest part over a whole of its own unit is within reach of what is said.
 *
 * 反例：下降两成（增减）；力争覆盖率达到八成（目标）；三成左右的企业反映……（没有部分）。
 */
import type { Fact } from "../../facts/fact.ts";
import { likenessOf } from "../../facts/likeness.ts";
import type { Text } from "../../facts/text.ts";
import { areKin } from "../../facts/units.ts";
import { type Claim, claim, percentage } from "../../judgement/claim.ts";
import { isSound, judge } from "../../judgement/judge.ts";

const rateWords =
  /(?:率|进度|比例|比重|占比|占|占到|占了)(?:也|已|均|仅|只有|仅有|就|高|约|接近|将近|近|超过|超|突破|不足|不到|达到?|为|达成|是|了|正好|刚好|恰好|恰|正|整整)*\s*$/;

export function* saidRates(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 3) continue;
    for (const [at, stated] of facts.entries()) {
      if (!isSaidRate(stated) || isSettled(stated)) continue;
      const made = rateOf(stated, at, facts);
      if (made) yield made;
    }
  }
}

const isSaidRate = (fact: Fact): boolean =>
  fact.unit?.dimension === "percent" &&
  fact.isChinese &&
  fact.role !== "growth" &&
  fact.role !== "target" &&
  rateWords.test(fact.lead) &&
  !/增长|下降|提高|降低|力争|目标|不低于|不超过|要求|规定/.test(fact.lead.slice(-16)) &&
  !/^\s*(?:以上|以下|以内)的?(?:标准|要求|目标)/.test(fact.tail);

const isAmount = ({ unit, role, hedge, base, isChinese }: Fact): boolean =>
  unit !== null &&
  !["percent", "point", "times", "score", "day", "month"].includes(unit.dimension) &&
  ["level", "target", "base"].includes(role) &&
  hedge === null &&
  base > 0 &&
  !(isChinese && base < 10);

function rateOf(stated: Fact, at: number, facts: readonly Fact[]): Claim | null {
  const amounts = facts
    .slice(Math.max(0, at - 16), at)
    .filter(isAmount)
    .reverse();
  const behind = facts.slice(at + 1, at + 3).filter((fact) => isAmount(fact) && fact.sentence === stated.sentence);
  const of = (part: Fact, whole: Fact): Claim =>
    claim("share", stated, percentage(part, whole), "说法与部分、总数不符", false);
  const pairs = [...amounts, ...behind].flatMap((part) =>
    [...amounts, ...behind]
      .filter((whole) => whole !== part && whole.base > part.base && whole.unit?.dimension === part.unit?.dimension)
      .map((whole) => ({ part, whole })),
  );
  // 技改项目占比三成: the part that is called so; of none, the nearest.
  const name = (/([一-龥]{2,8}?)(?:占|率|进度|比[例重])[^占率]*$/.exec(stated.lead)?.[1] ?? "").slice(0, 4);
  const called = name.length < 2 ? [] : amounts.filter(({ lead, noun }) => likenessOf(name, lead + noun) >= 0.6);
  const meant = called.length > 0 ? called : [...amounts.slice(0, 1), ...behind];
  const held = pairs.find(
    ({ part, whole }) => meant.includes(part) && isSound(of(part, whole)) && part.base / whole.base > stated.base / 200,
  );
  if (held) return of(held.part, held.whole);
  const part = called[0] ?? amounts[0];
  if (!part || part.sentence !== stated.sentence || stated.clause - part.clause > 2) return null;
  const wholes = pairs.filter((pair) => pair.part === part && areKin(pair.whole.unit, part.unit));
  const likely = wholes
    .map(({ whole }) => of(part, whole))
    .filter((each) => {
      const { expected } = judge(each);
      return expected > stated.base * 0.4 && expected < stated.base * 2.5;
    });
  // Round in words: the whole that makes it nearly so many tenths or such a fraction.
  return likely.find((each) => isRound(judge(each).expected)) ?? (wholes.length === 1 ? (likely[0] ?? null) : null);
}

const isRound = (percent: number): boolean =>
  [10, 20, 25, 30, 100 / 3, 40, 50, 60, 200 / 3, 70, 75, 80, 90].some((round) => Math.abs(percent - round) < 1);
