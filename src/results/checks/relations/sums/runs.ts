/*
 * 并列数之和: figures side by side that divide a whole without saying so: “全年 60 场。推介会 24 场，恳谈会 17 场，展会 8 场，云招商
 * 11 场。”, “一至四季度分别执行 266.40、352.75、318.63 和 424.40 万元”, “甲 210、乙 165、丙 225，合计 600”.
 *
 * A whole that makes the sum right is looked for behind the run, then among the figures of its kind before it. A breach is told
 * only where words say that a whole is divided (合计 behind, 分别, 按…分, 分…看 before) and one candidate is close.
 *
 * 反例：受理 214 件、办结 206 件（不是并列的分项）；签约 33 个、开工 20 个、投产 12 个（同一批项目的三个阶段）。
 */
import { areDivision } from "../../facts/divisions.ts";
import { countedSum } from "../../facts/countedsums.ts";
import type { Fact } from "../../facts/fact.ts";
import type { Reading } from "../../facts/quantities.ts";
import { type Run, runsOf } from "../../facts/runs.ts";
import { once } from "../../facts/once.ts";
import type { Text } from "../../facts/text.ts";
import { isAdded } from "../../facts/units.ts";
import { type Claim, claim, given, type Observation, total } from "../../judgement/claim.ts";
import { judge } from "../../judgement/judge.ts";
import { allBefore, isListed, quarters, summed, uncut } from "./runreadings.ts";

const message = "总数与各项之和不符";

export const runs = once((text: Text): Observation[] => [...foundRuns(text)]);

function* foundRuns(text: Text): Generator<Observation> {
  const found = text.readings
    .filter(({ passage, facts }) => !passage.cell && facts.length > 2)
    .flatMap((reading) =>
      runsOf(reading).map((each) => {
        const run = uncut(each);
        const before = wholesBefore(run, text);
        return {
          run,
          before,
          reading,
          held: firstHeld(run, before, reading) ?? farHeld(run, text),
          facts: reading.facts,
        };
      }),
    );
  const proven = found.flatMap(({ held }) => held?.stated ?? []);
  for (const { run, before, reading, held, facts } of found) {
    const told = held ? [held] : [...breach(run, before, reading)];
    yield* told.length > 0 ? told : ofProven(run, proven, before);
    yield* quarters(run, facts);
  }
}

/** 按产业分…, 从来源地看…: a division of what the report has counted somewhere. */
const divides = /(?:按|从|分)[^，。；]{1,16}(?:分|看|划分|统计|来看)\s*[，,：:]/;

/** Several parts that make up a figure said far above to the last digit. */
function farHeld({ parts, opening }: Run, { facts }: Text): Claim | null {
  const [first] = parts;
  if (!first || parts.length < 3 || !divides.test(opening)) return null;
  const sum = Number(parts.reduce((all, { base }) => all + base, 0).toPrecision(15));
  const whole = facts.find(
    (fact) =>
      fact.base === sum &&
      fact.index < first.index &&
      fact.unit?.title === first.unit?.title &&
      fact.role === "level" &&
      !fact.passage.cell,
  );
  return whole && sum > 20 ? claim("total-parts", whole, total(parts), message) : null;
}

/**
 * Another division of the report made up that whole; or the words of the division name it (一至四季度分别支出…, 全年支出 in the paragraph
 * before), and it is near.
 */
const classed = /\d[百千]?[万亿]元?(?:\(含\))?(?:及?以[上下])?的?[一-龥]{0,4}$/;

function* ofProven(run: Run, proven: readonly Fact[], before: readonly Fact[]): Generator<Claim> {
  const { parts, opening, after } = run;
  const [first] = parts;
  const isClassed = parts.every(({ passage: { plain }, from }) => classed.test(plain.slice(from - 20, from)));
  const isDivided = isClassed || divides.test(opening) || /季度[^，。；]{0,8}分别/.test(opening);
  if (!first || after || parts.length < 3 || !isDivided || !isAdded(first.unit)) return;
  const isOfKind = (whole: Fact): boolean =>
    whole.unit?.title === first.unit?.title && !parts.includes(whole) && !isFormer(whole);
  const name = (whole: Fact): string => (whole.noun.length > 1 ? whole.noun : whole.subject).slice(-2);
  const [nearest] = [
    ...proven.filter((whole) => isOfKind(whole) && offBy(whole, parts) <= (isClassed ? 0.1 : 0.3)),
    ...before.filter((whole) => name(whole).length > 1 && opening.includes(name(whole)) && offBy(whole, parts) <= 0.15),
  ].toSorted((a, b) => offBy(a, parts) - offBy(b, parts));
  if (nearest) yield claim("total-parts", nearest, total(parts), message, false);
}

function firstHeld({ parts, after, opening }: Run, before: Fact[], reading: Reading): Claim | null {
  const [first] = parts;
  // A sum said right behind is meant; that a part is the sum of the others is then chance.
  const some = after ? someOf(parts, after) : null;
  if (some) return some;
  // 按类型分，甲6个，乙3个，丙3个: behind such words the first is a part, and none is left out.
  const isDivided = justDivided.test(opening);
  const inside =
    first && parts.length > 2 && !after && !isDivided && isApart(first, parts[1])
      ? [{ whole: first, rest: parts.slice(1) }]
      : [];
  // 完成11个、基本完成4个、推进1个, behind …中期5个…: two small numbers make up one of another list by chance.
  const sum = parts.reduce((all, { base }) => all + base, 0);
  const wholes = parts.length > 2 || sum > 20 ? before : before.filter((whole) => !isListed(whole));
  const all = after ? allBefore(after, reading) : [];
  const readings = [
    ...(after && all.length > parts.length ? [{ whole: after, rest: all }] : []),
    ...[after, ...wholes].flatMap((whole) => (whole ? [{ whole, rest: parts }] : [])),
    ...inside,
    // A sum said right behind is of all of them; one said before may be of some.
    ...(parts.length > 2 && !after && !isDivided
      ? before.flatMap((whole) =>
          whole
            ? [
                ...(isApart(parts[0], parts[1]) ? [{ whole, rest: parts.slice(1) }] : []),
                ...(isApart(parts.at(-2), parts.at(-1)) ? [{ whole, rest: parts.slice(0, -1) }] : []),
              ]
            : [],
        )
      : []),
  ];
  for (const { whole, rest } of readings) {
    // Points that can be had are set, not measured: 15 分 is no rounded 12.75 + 2.52.
    const stated = whole.unit?.dimension === "score" ? given(whole) : whole;
    const meant = claim("total-parts", stated, total(rest), message);
    if (judge(meant).verdict === "holds") return meant;
  }
  return null;
}

const justDivided = /(?:按|从|分)[^，。；]{1,16}(?:分|看|划分|统计|来看)\s*[，,：:][^，,：:]*$/;

/** 四个季度分别…，下半年合计…; 其中东区和西区合计…: a sum right behind may be of some of them, those it names or one end of the list. */
function someOf(parts: Fact[], after: Fact): Claim | null {
  // 分别奖励300万元、200万元和100万元，共计600万元: nothing said between, so all of them are meant.
  const isBare = /^\s*[，,；;]?\s*(?:[合共总]计|一共|总共|共)(?:为|达)?\s*$/.test(
    after.passage.plain.slice(parts.at(-1)?.to, after.from),
  );
  const isOfSome = /前|后|上|下|首|头|其中|以上|[一二两三四五六]|\d/.test(
    after.passage.plain.slice(parts.at(-1)?.to, after.from),
  );
  const made = [parts, ...(isBare ? [] : ends(parts, isOfSome)), namedIn(parts, after)]
    .filter((some) => some.length > 1)
    .map((some) => claim("total-parts", after, total(some), message));
  const held = made.findIndex((each) => judge(each).verdict === "holds");
  return held > 0 ? (made[held] ?? null) : null;
}

/** The last of a list are summed by any words behind it; the first only where those words say so (上半年, 前三名). */
const ends = (parts: Fact[], isOfSome: boolean): Fact[][] =>
  parts.slice(2).flatMap((_, index) => [...(isOfSome ? [parts.slice(0, index + 2)] : []), parts.slice(-index - 2)]);

/** The parts that the words between the list and its sum name. */
function namedIn(parts: Fact[], after: Fact): Fact[] {
  const words = after.passage.plain.slice(parts.at(-1)?.to, after.from);
  return parts.filter(({ subject }) => {
    const name = subject.replace(/^(?:评[为定]|认定为?|获得?|属于|来自)/, "").replace(/的$/, "");
    return name.length > 1 && words.includes(name);
  });
}

/** Not joined by 、: the sentence may have come to another thing between the two. */
const isApart = (a: Fact | undefined, b: Fact | undefined): boolean =>
  a !== undefined && b !== undefined && /[，,]/.test(a.passage.plain.slice(a.to, b.from));

/** Figures of the run's unit before it: in its passage and at the end of the one before, nearest first. */
function wholesBefore({ parts }: Run, text: Text): Fact[] {
  const [first] = parts;
  const found: Fact[] = [];
  for (let index = (first?.index ?? 0) - 1; index >= 0 && found.length < 12; index--) {
    const fact = text.facts[index];
    if (!fact || !first || fact.passage.index < first.passage.index - 3 || fact.passage.cell) break;
    const isSame =
      fact.unit?.title === first.unit?.title || (fact.unit?.dimension === "yuan" && first.unit?.dimension === "yuan");
    if (isSame && (fact.role === "level" || fact.role === "target") && fact.base > 0) found.push(fact);
  }
  return found;
}

const dividing =
  /分别|按[^，。；]{1,16}(?:分|看|划分|统计)|(?:^|[，。：])(?:从|分)[^，。；]{1,16}(?:看|来看|分)|季度|构成|包括|一共|共有?\d|合计/;
/** The stages of one and the same thing follow each other; they never add up. */
const stages = /签约|开工|投产|办结|受理|回收|收回|发放|有效|落地|注册|竣工|履约|执行|支出|通过|审核|未/;

/** 从产业看，签约项目中…: the opening names again what an earlier paragraph counted. */
function isNamedIn(whole: Fact, opening: string): boolean {
  const name = (whole.noun.length > 1 ? whole.noun : whole.subject).slice(-4);
  return name.length > 2 && opening.includes(name) && whole.base > 1;
}

/** 结转612,400元（园区配套312,400元、数字平台300,000元）: a bracket right behind a figure says what it is made of. */
function inBracket(parts: Fact[], before: Fact[]): Fact | null {
  const [first] = parts;
  const [whole] = before;
  if (!first || !whole || whole.passage !== first.passage || (first.passage.depths[first.from] ?? 0) === 0) return null;
  const between = first.passage.plain.slice(whole.to, first.from);
  return /^[^，。；（(]{0,4}\([^()，。；]{1,16}$/.test(between) && !/其中|含|上年|去年/.test(between) ? whole : null;
}

function* breach({ parts, after, opening }: Run, before: Fact[], reading: Reading): Generator<Observation> {
  // 90（含）—100分有15个，80—90分有0个: bounds of grades are no parts; points are added only to a total behind them.
  const arePoints = parts[0]?.unit?.dimension === "score";
  // Points that could be had stand among those that were: what is far off is no sum of all.
  if (arePoints && (!after || parts.length < 3 || !isClose(after, parts))) return;
  const bracketed = inBracket(parts, before);
  if (bracketed && isClose(bracketed, parts)) {
    yield claim("total-parts", bracketed, total(parts), message, parts.length > 2);
    return;
  }
  const named = after ? namedIn(parts, after) : [];
  if (after && named.length > 1 && named.length < parts.length) {
    if (isClose(after, named)) yield claim("total-parts", after, total(named), message, false);
    return;
  }
  if (after && /[上下]半年|其中|前[一-龥\d]/.test(after.lead)) return;
  const all = after ? allBefore(after, reading) : [];
  const isBroken =
    after &&
    all.length > parts.length &&
    reading.facts.some(
      (fact) =>
        fact.index < after.index &&
        fact.sentence === after.sentence &&
        fact.unit?.title === after.unit?.title &&
        summed.test(fact.lead),
    );
  if (isBroken && /全年|总共|总计|累计|共/.test(after.lead)) {
    if (isClose(after, all)) yield claim("total-parts", after, total(all), message, false);
    return;
  }
  // 前三位合计, 四个重点区域合计: not of all that stand before (countedsums.ts).
  if (after && (countedSum(after)?.count ?? parts.length) !== parts.length) return;
  if (after && parts.every((part) => part.lead.trim() !== "" || parts.length > 2)) {
    // 抽查30个，A级12个、B级14个、C级4个，A级和B级合计26个: of some of those that make up the first.
    const [first, ...others] = parts;
    const isNamed = /[、和及与]/.test(after.lead);
    if (
      first &&
      isNamed &&
      others.length > 1 &&
      Math.abs(others.reduce((sum, { base }) => sum + base, 0) - first.base) <= 1e-9
    )
      return;
    const isAlone = !before.some((each) => each.passage === after.passage && each.sentence === after.sentence);
    if (isClose(after, parts) || (isAlone && !/累计/.test(after.lead)))
      yield claim(
        "total-parts",
        after,
        total(parts),
        message,
        parts.length > 2 && !arePoints && !isNamed && summed.test(after.lead),
      );
    return;
  }
  const [first, second] = parts;
  // 9个项目中，优6个、良2个、中1个; 媒体报道75篇，国家级8篇、省级22篇、市级45篇
  const gap = first && second ? first.passage.plain.slice(first.to, second.from) : "";
  if (
    first &&
    parts.length > 2 &&
    !divides.test(opening) &&
    (/中[，,：:]|分别/.test(gap) || (/[，,]/.test(gap) && areDivision(parts.slice(1))))
  ) {
    const isStaged = parts.slice(1).some(({ lead }) => stages.test(lead)) && !areDivision(parts.slice(1));
    if (isClose(first, parts.slice(1)) && !isStaged)
      yield claim("total-parts", first, total(parts.slice(1)), message, false);
    return;
  }
  if (
    parts.length < 3 &&
    !/分别|季度看|按[^，。；]{1,16}(?:分|统计|划分)[，,]/.test(opening) &&
    !(areDivision(parts) && /^[^，。；]{2,12}中[，,]/.test(opening))
  )
    return;
  const isDivided = dividing.test(opening) || areDivision(parts);
  const isBare =
    before[0] !== undefined && opening.replace(/[，,、\s]/g, "").length <= 12 && /共|总|全年|累计/.test(before[0].lead);
  if (!isDivided && !(isBare && !parts.some((part) => stages.test(part.lead)))) return;
  if (!isAdded(first?.unit ?? null) || (opening.match(/分别/g)?.length ?? 0) > 1) return;
  const here = before.filter(
    (whole) => !isFormer(whole) && (isBare || whole.passage === first?.passage || isNamedIn(whole, opening)),
  );
  const [nearest] = here
    .filter((whole) => isClose(whole, parts))
    .slice(0, 4)
    .sort((a, b) => offBy(a, parts) - offBy(b, parts));
  if (nearest) yield claim("total-parts", nearest, total(parts), message, false);
}

/** 上年同期49个 is no whole of this year's parts. */
const isFormer = ({ lead }: Fact): boolean => /(?:上年|去年|同期|上期)[^，。；]{0,8}$/.test(lead);

const offBy = (whole: Fact, parts: Fact[]): number =>
  Math.abs(whole.base - parts.reduce((sum, part) => sum + part.base, 0)) / Math.abs(whole.base);
const isClose = (whole: Fact, parts: Fact[]): boolean => offBy(whole, parts) <= 0.5;
