/*
 * 所指之名的占比: X占比最大，超过四成; X、Y合计N，占全部的三分之二; X占55.7%: the figures of the names stand in a list or column, whose sum or 合计 is the whole.
 *
 * Figures that stand in the clause itself are for shares.ts. A list that may be a part of its whole proves nothing where the share does not come out, so it
 * must be set out as whole: by 合计, by a figure that is its sum, or by three names and no 等. Always a 疑点.
 *
 * 例：电话热线982件、网络平台534件…，电话热线最多，超过六成。反例：占全省的三分之一；主要有…等，X占一半。
 */
import type { Fact } from "../../facts/fact.ts";
import { type Bounds, clauseAt, clauseBefore, sentenceStart } from "../../facts/namedclauses.ts";
import { type Group, valueOf } from "../../facts/namedvalues.ts";
import { mentionsIn } from "../../facts/namedindex.ts";
import type { Reading } from "../../facts/quantities.ts";
import { longestShared } from "../../facts/rowpairs.ts";
import type { Text } from "../../facts/text.ts";
import { type Claim, claim, type Observation, type Sum } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { chosen, distanceTo } from "./choice.ts";
import { type Party, subjectBefore } from "./parties.ts";

export function* namedShares(text: Text): Generator<Observation> {
  for (const reading of text.readings)
    if (!reading.passage.cell && /[占成半]|分之|比重/.test(reading.passage.plain)) yield* inPassage(reading, text);
}

const takes =
  /(?:^|[一-龥）)])(?:约|仅|只|就|也|已|一家就|贡献了)?(?:占|贡献)(?:比)?(?:了|到|据|全部|为)?(?<of>[^，。；\d占]{0,10}?)(?:的)?(?:比重|比例)?(?:约|近|超过?|超|不足|不到|将近|接近|逾|达|为|高达|仅)*\s*$/;
const bare = /^(?:就|已|仍|均|也|占比|比重)*(?:超过|不足|不到|接近|将近|近|约|超|逾|达到?|为|高达|仅)*\s*$/;
const elsewhere = /全国|全省|上年|去年|同期|计划|目标|任务|预算|时间|容|GDP|生产总值|其|该|这|当/;

function* inPassage({ passage, facts }: Reading, text: Text): Generator<Observation> {
  const { plain } = passage;
  for (const fact of facts) {
    if (fact.unit?.dimension !== "percent" || fact.role === "growth") continue;
    const clause = clauseAt(plain, fact.from);
    const lead = plain.slice(clause.from, fact.from);
    const match = takes.exec(lead);
    const isBare = !match && bare.test(lead) && isRanked(plain, clause);
    const of = match?.groups?.of ?? "";
    const isWord = fact.isChinese || fact.unit.title === "成";
    if (isBare && !isWord && !/占比最|比重最/.test(plain.slice(Math.max(0, clause.from - 24), clause.from))) continue;
    if (/分别/.test(lead) || /^、\s*\d/.test(plain.slice(fact.to, fact.to + 3))) continue;
    if ((!match && !isBare) || elsewhere.test(of) || /\d/.test(lead)) continue;
    const mentions = mentionsIn(text, passage);
    if (mentions.length === 0) return;
    const at = match ? clause.from + match.index + 1 : fact.from;
    const parties = subjectBefore(mentions, clause, at, plain).filter(
      ({ from, values }) => values.length > 1 || !/[和与及、]$/.test(plain.slice(0, from)),
    );
    const former = clauseBefore(plain, clause);
    const said = former ? plain.slice(former.from, former.to).replaceAll(/占比|比重/g, "") : "";
    const measure = of.replaceAll(/全[市县区州部体]?|总[盘子量数]*|的|部/g, "");
    const start = sentenceStart(plain, fact.from);
    const wanted = { passage, measure, context: plain.slice(start, clause.from) + said, unit: null };
    const shared = parties.flatMap((party) => (isUntold(party, fact, facts) ? (shareOf(party, fact) ?? []) : []));
    const fitting = chosen(
      shared.map(({ party: { group } }) => group),
      wanted,
      text,
    ).filter(({ score }) => score >= 1.8);
    const made = fitting.flatMap(({ group }) => shared.filter((each) => each.party.group === group));
    const sound = made.find((each) => isSound(each.made));
    // 占已开工项目的25%: of another whole.
    const isOfAll = measure === "" || /^[全总]/.test(of) || /^(?:量|数|额|计|支出|收入|签约|数量)*$/.test(measure);
    const due =
      sound ??
      made.find(
        ({ party: { group } }) =>
          isWholeSaid(group, fact, text) && (isOfAll || longestShared(measure, group.measure) > 1),
      );
    if (due) yield due.made;
  }
}

/** No figure stands between the names and the share but the sum of what is named: else the share is of that. */
function isUntold({ from, values }: Party, fact: Fact, facts: readonly Fact[]): boolean {
  const between = facts.filter((each) => each.from >= from && each.to <= fact.from && each.unit !== null);
  const sum = values.reduce((all, { base }) => all + base, 0);
  // 两类合计: how many they are.
  return between.every(
    (each) => (each.isChinese && each.base === values.length) || (values.length > 1 && each.base === sum),
  );
}

/** …最多，超过一半 */
function isRanked(plain: string, clause: Bounds): boolean {
  const former = clauseBefore(plain, clause);
  return former !== null && /占比最|比重最|最[多大少小高低]$/.test(plain.slice(former.from, former.to));
}

interface Share {
  party: Party;
  made: Claim;
}

function shareOf(party: Party, fact: Fact): Share | null {
  const { group, values } = party;
  const all = group.members.flatMap((member) => [...member.values]);
  if (values.some(({ base }) => base <= 0) || all.some((each) => each.base < 0)) return null;
  if (group.unit.dimension === "percent") {
    if (group.table === null || !/占比|比重|占.{0,8}%|占总/.test(group.measure)) return null;
    return { party, made: claim("share", fact, sumOfShares(values), "占比与所指各数不符", false) };
  }
  if (group.members.length < 2 || values.length >= all.length) return null;
  const wholes = group.whole ? [group.whole] : all;
  return { party, made: claim("share", fact, partOf(values, wholes), "占比与所指各数不符", false) };
}

const sumOfShares = (values: readonly Fact[]): Sum => ({
  operands: [...values],
  compute: (each) => each.reduce((sum, value) => sum + value, 0),
  show: (texts) => texts.join(" + "),
  isAdditive: true,
});

const partOf = (values: readonly Fact[], wholes: readonly Fact[]): Sum => ({
  operands: [...values, ...wholes],
  compute: (each) => {
    const add = (from: number, to: number) => each.slice(from, to).reduce((sum, value) => sum + value, 0);
    return (add(0, values.length) / add(values.length, each.length)) * 100;
  },
  show: (texts) => `(${texts.slice(0, values.length).join(" + ")}) ÷ (${texts.slice(values.length).join(" + ")})`,
  isAdditive: false,
});

/** Do its members make all there is? */
function isWholeSaid(group: Group, { passage }: Fact, text: Text): boolean {
  if (group.whole || group.unit.dimension === "percent") return true;
  if (group.table || group.members.length < 3 || Math.abs(distanceTo(group, passage, text)) > 1) return false;
  const sum = group.members.reduce((all, member) => all + valueOf(member), 0);
  const { facts, passage: own } = text.readings[group.from] as Reading;
  const last = group.members.at(-1)?.values[0];
  return (
    facts.some(({ base, half }) => Math.abs(base - sum) <= half * 4 + 1e-6) ||
    !/等|主要/.test(own.plain.slice(last?.to ?? 0, (last?.to ?? 0) + 6))
  );
}
