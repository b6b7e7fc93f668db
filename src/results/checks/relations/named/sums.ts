/*
 * 几名合计: X、Y两区合计N, X加上Y一共N, 四个组共N: named figures of one list or column added up, wherever it stands, and the share they or one of them have (占P%,
 * 超过四成 right behind).
 *
 * 例：东盟32.6亿元、欧盟24.1亿元…，东盟与欧盟合计56.7亿元；北片区加上南片区十五个。反例：合计数含未列出的；X、Y、Z三家中只列出两家。
 */
import type { Fact } from "../../facts/fact.ts";
import { parseNumeral } from "#kit/base/numerals.ts";
import { matchesOf } from "../../facts/matches.ts";
import { clauseAt } from "../../facts/namedclauses.ts";
import type { Group } from "../../facts/namedvalues.ts";
import { type Mention, mentionsIn } from "../../facts/namedindex.ts";
import type { Passage } from "../../facts/passages.ts";
import type { Reading } from "../../facts/quantities.ts";
import type { Text } from "../../facts/text.ts";
import { type Claim, claim, type Observation, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { chosen, isBeside } from "./choice.ts";
import { joinedBefore, type Party } from "./parties.ts";

export function* namedSums(text: Text): Generator<Observation> {
  for (const reading of text.readings)
    if (!reading.passage.cell && /合计|共|加起来|加上|相加|之和|合起来|累计/.test(reading.passage.plain))
      yield* inPassage(reading, text);
}

const sumWord =
  /(?:(?<=加上?[^，。；、\d]{2,12})(?=[\d一二两三四五六七八九十百千]+[^，。；、]{0,2}?[个家项件人万亿元户吨次期篇名])|合计|一共|共计|总共|加起来|合起来|相加|之和|共)(?:仅|就|约|完成|签约?|达到?|有|为|是|接件|到位)*/g;

function* inPassage({ passage, facts }: Reading, text: Text): Generator<Observation> {
  const { plain } = passage;
  const mentions = mentionsIn(text, passage);
  for (const { index, 0: word } of matchesOf(plain, sumWord)) {
    if (plain.slice(0, index).endsWith("公") || /^[同性享建]/.test(plain.slice(index + 1, index + 2))) continue;
    const clause = clauseAt(plain, index);
    const to = index + word.length;
    const fact = facts.find(({ from }) => from >= to);
    if (!fact?.unit || fact.from > clause.to || !/^[一-龥\s]{0,8}$/.test(plain.slice(to, fact.from))) continue;
    if (/占|比|平均/.test(plain.slice(to, fact.from)) || ["percent", "times"].includes(fact.unit.dimension)) continue;
    const named = joinedBefore(mentions, clause.from, index, plain);
    const parties = named.length > 0 ? named : wholeGroups(mentions, clause.from, index, passage, text);
    const last = Math.max(clause.from, ...parties.map((party) => party.to));
    const measure = plain
      .slice(last, index)
      .replace(
        /^[^一-龥]*|^[两三四五六七八九十]个?[一-龥]{0,2}?(?:区|类|县|市|镇|乡|家|项|组|片区|街道|专班)?(?:的)?/g,
        "",
      );
    const wanted = {
      passage,
      measure: measure + plain.slice(to, fact.from),
      context: plain.slice(Math.max(0, clause.from - 30), clause.from),
      unit: fact.unit,
    };
    const fitting = chosen(
      parties.map(({ group }) => group),
      wanted,
      text,
    ).filter(({ score }) => score >= 1.8);
    const claims = fitting.flatMap(({ group }) => {
      const party = parties.find((each) => each.group === group);
      return party ? [sumClaim(party, fact, text, fitting.length === 1)] : [];
    });
    const sound = claims.find(isSound) ?? claims[0];
    if (sound) yield sound;
  }
}

const sumClaim = ({ group, values }: Party, fact: Fact, text: Text, isOnly: boolean): Claim =>
  claim(
    "total-parts",
    fact,
    total([...values]),
    "合计与所指各数之和不符",
    isOnly && isBeside(group, fact.passage, text) && group.unit.title === fact.unit?.title && !group.table,
  );

const everyOne =
  /(?:^|[，])(?:以上|上述|这|全部)?(?<count>[两三四五六七八九十]{1,2}|\d{1,2})(?:个|支|类|家|所|人|项|者|地)[一-龥]{0,6}$/;

/** 四个组共N: all of the nearest list that has so many. */
function wholeGroups(mentions: readonly Mention[], from: number, to: number, passage: Passage, text: Text): Party[] {
  const said = everyOne.exec(`，${passage.plain.slice(from, to)}`)?.groups?.count;
  const count = said ? parseNumeral(said) : null;
  if (!count) return [];
  // 上述三类: those said last, which may be fewer than a list has.
  if (/上述|以上|这/.test(passage.plain.slice(from, to))) return [];
  const near = new Set<Group>(mentions.map(({ group }) => group));
  return [...near].flatMap((group) =>
    group.members.length === count &&
    !group.table &&
    isBeside(group, passage, text) &&
    group.unit.dimension !== "percent"
      ? [{ group, values: group.members.flatMap(({ values }) => values), from, to }]
      : [],
  );
}
