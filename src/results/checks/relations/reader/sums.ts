/*
 * 合算所指: sums whose parts stand in another way than a list behind its whole: in brackets (42场（线上15场、线下27场）), with their signs (减少15万元、减少8万元、增加5万元，合计净减少18万元),
 * shares of one whole (两区合计超过三分之二; 70%用于…，20%用于…，15%用于…), and the three sides of a balance (资产总额、负债总额、净资产).
 *
 * Looked for where no relation has settled the whole. A breach is told where one wrong digit parts them, or where words that bound a share are passed.
 *
 * 例：活动42场（线上15场、线下29场）。 反例：企业120家（含外资15家、国企8家）（一部分）；项目20个（总投资5亿元）。
 */
import { areDivision } from "../../facts/divisions.ts";
import type { Fact } from "../../facts/fact.ts";
import { parseNumeral } from "#kit/base/numerals.ts";
import type { Text } from "../../facts/text.ts";
import { areKin, isAdded } from "../../facts/units.ts";
import { balance, type Claim, claim, total } from "../../judgement/claim.ts";
import { isSound, judge } from "../../judgement/judge.ts";
import { isMistypedSum } from "../../judgement/oneslip.ts";

export function* sums(text: Text, isSettled: (fact: Fact) => boolean): Generator<Claim> {
  for (const { passage, facts } of text.readings) {
    if (passage.cell || facts.length < 2) continue;
    for (const [at, fact] of facts.entries()) {
      if (!fact.unit) continue;
      // 15 + 8 + 5 makes 28 as well: the signs are told.
      const net = signed(at, facts);
      if (net && (isSound(net.claim) || net.isTold)) yield net.claim;
      if (net || isSettled(fact)) continue;
      const made = bracketed(at, facts) ?? ofShares(at, facts) ?? netAssets(at, facts) ?? wholeBehind(at, facts);
      if (made && isMeant(made)) yield made.claim;
    }
    yield* beyondWhole(facts);
  }
}

/** What rounding explains is left alone. */
const isMeant = ({ claim: made, isTold }: Made): boolean => (isSound(made) ? judge(made).verdict === "holds" : isTold);

interface Made {
  claim: Claim;
  isTold: boolean;
}

const of = (whole: Fact, parts: Fact[]): Claim =>
  claim("total-parts", whole, total(parts), "总数与所列各项之和不符", false);
const asked = (made: Claim): Made => ({ claim: made, isTold: isMistypedSum(made) });

/** 42场 | （线上15场、线下29场） */
function bracketed(at: number, facts: readonly Fact[]): Made | null {
  const whole = facts[at] as Fact;
  const { plain, depths } = whole.passage;
  if (!isAdded(whole.unit) || whole.hedge || whole.isChinese) return null;
  const open = plain.slice(whole.to, whole.to + 10).search(/^[一-龥]{0,8}\(/);
  if (open !== 0) return null;
  const from = plain.indexOf("(", whole.to);
  const depth = depths[from] ?? 0;
  let to = from + 1;
  while (to < plain.length && to < from + 160 && !(plain[to] === ")" && (depths[to] ?? 0) <= depth)) to++;
  const words = plain.slice(from + 1, to);
  if (
    /^(?:其中|含|包括|不含|另|同比|比|较|占|约|目标|上年|去年|年初|计划|任务|按|以|原)|比|较|每|均|其中|完成|等[)，。]|等$/.test(
      words,
    )
  )
    return null;
  const parts = facts.filter(
    (fact) =>
      fact.from > from &&
      fact.to <= to &&
      fact.unit?.title === whole.unit?.title &&
      fact.role === "level" &&
      !fact.hedge,
  );
  if (parts.length < 2 || parts.some(({ base }) => base >= whole.base * 10)) return null;
  const isClosed = parts.length > 2 || areDivision(parts) || /^[^，；]*[、，；和][^、，；]*$/.test(words);
  return isClosed ? asked(of(whole, parts)) : null;
}

const netWord = /(?:合计|共计|总计|累计|相抵|总体)[^，。；\d]{0,4}净?(?:减少|增加|减|增)\s*$/;

/** 减少15万元、减少8万元、增加5万元，三项合计净减少28万元 */
function signed(at: number, facts: readonly Fact[]): Made | null {
  const whole = facts[at] as Fact;
  if (whole.role !== "change" || whole.direction === 0 || !netWord.test(whole.lead)) return null;
  const parts = facts
    .slice(0, at)
    .filter(
      (fact) =>
        fact.sentence === whole.sentence &&
        fact.role === "change" &&
        fact.direction !== 0 &&
        areKin(fact.unit, whole.unit),
    );
  if (parts.length < 2) return null;
  const along = parts.filter(({ direction }) => direction === whole.direction);
  const against = parts.filter(({ direction }) => direction !== whole.direction);
  const made = claim("total-parts", whole, balance(along, against), "净增减额与各项增减之和不符", false);
  return along.length > 0 ? asked(made) : null;
}

const together =
  /([两二三四])[一-龥]{0,4}(?:合计|共计|共|之和|相加)(?:占比?)?(?:已)?(?:超过?|达到?|近|接近|不足|约|为|占|逾|突破)*\s*$/;

/** A占32%，B占28%，两区合计超过三分之二 */
function ofShares(at: number, facts: readonly Fact[]): Made | null {
  const whole = facts[at] as Fact;
  if (whole.unit?.dimension !== "percent") return null;
  const count = parseNumeral(
    together.exec(whole.passage.plain.slice(Math.max(0, whole.from - 20), whole.from))?.[1] ?? "",
  );
  if (!count) return null;
  const parts = facts
    .slice(0, at)
    .filter((fact) => fact.sentence === whole.sentence && fact.role === "share" && !fact.hedge)
    .slice(-count);
  if (parts.length !== count) return null;
  const made = claim("share", whole, total(parts), "占比之和与所说不符", false);
  return { claim: made, isTold: whole.hedge !== null || isMistypedSum(made) };
}

/** 资产总额2350万元，负债总额420万元，净资产1930万元 */
function netAssets(at: number, facts: readonly Fact[]): Made | null {
  const net = facts[at] as Fact;
  if (!/(?:净资产|所有者权益)(?:总额|合计|为)*\s*$/.test(net.lead)) return null;
  const own = facts.filter(
    (fact) => fact.sentence === net.sentence && areKin(fact.unit, net.unit) && fact.role === "level",
  );
  const assets = own.find(({ lead }) => /(?<!净|固定|流动|无形)资产(?:总额|总计|合计|总值|为)*\s*$/.test(lead));
  const debts = own.find(({ lead }) => /(?<!流动)负债(?:总额|总计|合计|为)*\s*$/.test(lead));
  return assets && debts
    ? asked(claim("difference", net, balance([assets], [debts]), "净资产与资产、负债之差不符", false))
    : null;
}

/** 一期占地120亩，二期占地180亩，项目总占地300亩: all of its kind in the sentence, and then the whole. */
function wholeBehind(at: number, facts: readonly Fact[]): Made | null {
  const whole = facts[at] as Fact;
  if (
    !isAdded(whole.unit) ||
    whole.hedge ||
    whole.role !== "level" ||
    !/总[一-龥]{1,5}(?:为|达到?)?\s*$/.test(whole.lead)
  )
    return null;
  const parts = facts.slice(0, at).filter((fact) => fact.sentence === whole.sentence && areKin(fact.unit, whole.unit));
  const isPlain = parts.every(
    ({ role, hedge, lead, unit }) =>
      role === "level" && !hedge && unit?.title === whole.unit?.title && !/总|共|合计|其中|累计|目标|计划/.test(lead),
  );
  if (!isPlain || parts.length < 2 || parts.length > 5) return null;
  const [first = "", second = ""] = parts.map(({ subject }) => subject.slice(-2));
  return first === second && first.length === 2 ? asked(of(whole, parts)) : null;
}

/** 专项资金的70%用于…，20%用于…，15%用于…: more than there is. */
function* beyondWhole(facts: readonly Fact[]): Generator<Claim> {
  const used = facts.filter(({ unit, tail, hedge }) => unit?.title === "%" && !hedge && tail.trim().startsWith("用于"));
  const [first, ...others] = used;
  if (!first || others.length < 1 || others.some(({ sentence }) => sentence !== first.sentence)) return;
  const all = used.reduce((sum, { base }) => sum + base, 0);
  if (all <= 100.5) return;
  const whole: Fact = { ...first, base: 100, low: 100, high: 100, half: 0 };
  yield {
    ...claim("shares-total", first, balance([whole], others), "各项用途的比例之和超过 100%", false),
    relation: "≤",
  };
}
