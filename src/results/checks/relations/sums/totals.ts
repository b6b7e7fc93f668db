/*
 * 总数与分项: parts make up their whole.
 *
 * Which figure is the whole, and where a list ends, is not always said. So every plausible reading is tried (each figure before
 * the list that is of its kind, each beginning of the list); if one holds, that is what was meant. Only when none holds is the
 * natural reading reported: as an error where the list claims to be complete (分别为, 由…组成, 其他…, 内资/外资), as a matter to
 * look at where it may leave something out (其中, 包括), and not at all where it says that it does (主要, 等) and stays below.
 *
 * 例：事业编制 28 人，其中主任 1 人，副主任 2 人，科长 5 人，副科长 2 人，其他 17 人 → 27，相差 1。
 * 反例：项目 33 个，其中亿元以上 20 个、外资 15 个（两种分法）；接待 40 批，其中省外 12 批（一部分）。
 */
import { areDivision, eitherUnit, ofFull, overlapping, repeatName } from "../../facts/divisions.ts";
import type { Fact } from "../../facts/fact.ts";
import { type Item, type Listing, listingsOf } from "../../facts/listings.ts";
import { isSummedBehind } from "../../facts/partlists.ts";
import { once } from "../../facts/once.ts";
import type { Text } from "../../facts/text.ts";
import { areKin, isAdded } from "../../facts/units.ts";
import { type Claim, claim, type Observation, same, stretchOf, total } from "../../judgement/claim.ts";
import { isSound } from "../../judgement/judge.ts";
import { isMistypedSum } from "../../judgement/oneslip.ts";
import { numberOf, printed } from "../../judgement/print.ts";
import { labelled } from "./labelledparts.ts";

export const totals = once((text: Text): Observation[] => [...foundTotals(text)]);

function* foundTotals(text: Text): Generator<Observation> {
  const found = listingsOf(text).flatMap((listing) => [...ofListing(listing), ...labelled(listing)]);
  const held = found.flatMap((each) => (each.kind === "claim" && isSound(each) ? [each] : []));
  const isMeant = (each: Claim): boolean => isExplained(each, held) || isSummedBehind(each.sum.operands, text);
  for (const each of found) if (each.kind !== "claim" || held.includes(each) || !isMeant(each)) yield each;
}

/** 其中，三季度142、一、二季度分别115和137: parts that add up with others were meant so, whatever stands before 分别. */
const isExplained = ({ sum: { operands } }: Claim, held: readonly Claim[]): boolean =>
  held.some(
    ({ sum: { operands: known } }) => known.length > operands.length && operands.every((part) => known.includes(part)),
  );

function* ofListing(listing: Listing): Generator<Observation> {
  const { items, wider } = listing;
  // 其中甲 98、乙 19，满意度 93.6%；其余 8: a list may go on behind its first semicolon in either way.
  const readings = [items, [...items, ...wider.slice(1)], wider].flatMap(columnsOf);
  const kinds = new Set<string>();
  for (const parts of readings) {
    const [first] = parts;
    const wholes = listing.wholes.filter((fact) => isWholeFor(fact, first));
    const kind = first?.unit?.title ?? "";
    if (!first || kinds.has(kind)) continue;
    const meant = readings
      .filter((column) => areKin(column[0]?.unit ?? null, first.unit))
      .map((column) => readingThatHolds(wholes, column))
      .find((each) => each !== null);
    kinds.add(kind);
    if (meant) yield meant;
    else {
      const whole = wholes.find((fact) => isNatural(fact, listing));
      const isPlain = wider.every(({ facts }) => facts.filter(({ unit }) => areKin(unit, first.unit)).length < 2);
      const columns = isPlain ? readings.filter((column) => areKin(column[0]?.unit ?? null, first.unit)) : [parts];
      yield* breach(listing, whole, whole ? fullest(whole, parts, columns) : parts);
    }
  }
}

/** The figures of the items that belong together: the first of each item that is of the kind of the first item's. */
function columnsOf(items: Item[]): Fact[][] {
  const isPart = (fact: Fact) => fact.role === "level" || fact.role === "target";
  // Clause by clause an item has one figure: 境外24批、288人次，境内162批、1944人次.
  const heads =
    items[0]?.facts.length === 1 ? items.slice(0, 2).flatMap(({ facts }) => facts) : (items[0]?.facts ?? []);
  const kinds = heads.filter(isPart).slice(0, 3);
  const seen: Fact[] = [];
  return kinds
    .filter((kind) => !seen.some((fact) => areKin(fact.unit, kind.unit)) && seen.push(kind) > 0)
    .map((kind) => {
      const column = items.flatMap(
        ({ facts }) => facts.find((fact) => isPart(fact) && areKin(fact.unit, kind.unit)) ?? [],
      );
      // 城区2所、乡镇3所，新增学位1620个: what is counted otherwise behind two of a kind is no part any more.
      const end = column.findIndex((fact) => fact.unit?.dimension !== kind.unit?.dimension);
      return end > 1 ? column.slice(0, end) : column;
    })
    .filter((column) => column.length > 0);
}

/** The figure a reader takes for the whole: said here, of this year, and no aside. */
function isNatural(fact: Fact, listing: Listing): boolean {
  if ((fact.role !== "level" && fact.role !== "target") || isAverage(fact) || !isSaidHere(fact, listing)) return false;
  // 发放240份，四个项目分别为80份、…: how many there are is no whole of what each has.
  if (fact.isChinese && fact.base <= 20 && !listing.items.some(({ facts }) => facts.some((part) => part.isChinese)))
    return false;
  const { introduction } = listing;
  const depth = fact.passage.depths;
  const isAside = fact.passage === introduction.passage && (depth[fact.from] ?? 0) > (depth[introduction.to] ?? 0);
  return !isAside && !/(?:上年|去年|同期|上期)[^，。；]{0,8}$/.test(fact.lead);
}

/**
 * The reading that is reported where none holds: the list as it stands, or, where its first clause has one part only, as it goes on
 * behind the semicolon (其中城镇 25.93，城镇化率 55.4%；乡村 20.89); where all of it is far off, a beginning of it that is near
 * (其中出口 6.42，进口 2.18，顺差 4.24).
 */
function fullest(whole: Fact, parts: Fact[], columns: Fact[][]): Fact[] {
  const side = sideBySide(parts);
  if (side.length > 2 && side.length < parts.length) return side;
  const off = (column: Fact[]) =>
    Math.abs(whole.base - column.reduce((all, part) => all + part.base, 0)) / Math.abs(whole.base || 1);
  const full =
    parts.length > 1 && off(parts) <= 0.4
      ? parts
      : columns.filter((column) => column.length > 1).toSorted((a, b) => off(a) - off(b))[0];
  if (!full) return parts;
  const beginnings = full
    .map((_, index) => full.slice(0, index + 1))
    .filter((some) => some.length > 1 && mayEndAt(full, some.length));
  const [near] = beginnings.toSorted((a, b) => off(a) - off(b));
  const goesOn = near && full.slice(near.length).some(({ lead }) => /顺差|逆差|差额|净|余额|结余/.test(lead));
  if (off(full) <= 0.4 && !goesOn) return full;
  return near && off(near) <= 0.15 ? near : parts;
}

/** 融资类87件、用地类64件、其他73件，办结310件: a list set out by 、 ends where the marks do. */
function sideBySide(parts: Fact[]): Fact[] {
  const end = parts.findIndex(
    ({ passage, to }, index) =>
      index + 1 === parts.length ||
      !/^[^，,；;。]*[、和及][^，,；;。]*$/.test(passage.plain.slice(to, parts[index + 1]?.from)),
  );
  return parts.slice(0, end + 1);
}

/** The whole is said where the list begins, or right before a list that begins its sentence. */
function isSaidHere(fact: Fact, { introduction, style }: Listing): boolean {
  const { passage, from, to } = introduction;
  if (fact.passage !== passage)
    return style !== "clauses" ? fact.passage.index === passage.index : /^\s*其中/.test(passage.plain);
  const words = passage.plain.slice(from, to);
  return (
    fact.from >= from || (/^\s*(?:其中|具体|分别)/.test(words) && fact.from > passage.plain.lastIndexOf("。", from - 2))
  );
}

const isWholeFor = (fact: Fact, part: Fact | undefined): boolean =>
  areKin(fact.unit, part?.unit ?? null) &&
  ["level", "target", "change", "base"].includes(fact.role) &&
  // 评价历时40天，其中前期准备7天: days add up only where they were one course of time.
  (isAdded(fact.unit) || (fact.unit?.dimension === "day" && /历时|为期|[用耗]时/.test(fact.lead)));

/** Whole and parts that agree, however far the list reaches. */
function readingThatHolds(wholes: Fact[], parts: Fact[]): Claim | null {
  if (parts.length < 2) return null;
  for (const whole of wholes)
    for (let count = parts.length; count >= 2; count--) {
      if (!mayEndAt(parts, count)) continue;
      const meant = claim("total-parts", whole, total(parts.slice(0, count)), "总数与分项之和不符");
      if (isSound(meant)) return meant;
    }
  return null;
}

/** A list set out by 、 goes on as long as the marks do: 甲120、乙100、丙80、丁40 does not end before 丁. */
function mayEndAt(parts: Fact[], count: number): boolean {
  const [last, next] = [parts[count - 1], parts[count]];
  if (!last || !next || last.passage !== next.passage) return true;
  return !/^[^，,；;。]*[、和及][^，,；;。]*$/.test(last.passage.plain.slice(last.to, next.from));
}

function* breach(listing: Listing, whole: Fact | undefined, parts: Fact[]): Generator<Observation> {
  if (!whole || (whole.role !== "level" && whole.role !== "target") || isAverage(whole)) return;
  // 合计88.5分；四个方面的满分分别是15分…: no part of what was earned.
  if (ofFull.test(introductionOf(listing).slice(-20)) && !ofFull.test(whole.lead)) return;
  // 46台(件): the parts are told in either unit.
  if (eitherUnit.test(whole.tail)) return;
  const sum = parts.reduce((all, part) => all + part.base, 0);
  // 其中干管 200 公里，改造道路 1900 公里: behind the first part the sentence may have gone on to something else.
  const over = parts
    .slice(0, 1)
    .find(
      (part) =>
        part.low > whole.high &&
        !/合计|共计|总计/.test(part.lead) &&
        part.unit?.dimension === whole.unit?.dimension &&
        isNextTo(listing, part),
    );
  if (
    over &&
    listing.opener.includes("其中") &&
    introducesItems(listing) &&
    isOnePlan(whole, over) &&
    isSameThing(whole, over)
  ) {
    // 优7个、良2个。其中3个重点项目…: behind a full stop 其中 may be of anything said in the paragraph.
    const isHere = whole.passage === over.passage && whole.sentence === over.sentence;
    // 逆差额2亿元，其余均为顺差，其中对欧盟38亿元: 其中 is of what the clause between says.
    if (isHere && /其余|其他|其它|另外?有/.test(over.passage.plain.slice(whole.to, over.from))) return;
    if (/(?:超出?|超过|超额|多于|高于|高出)[^，。；\d]{0,8}$/.test(whole.lead)) return;
    const isMost = !listing.wholes.some((fact) => fact.high >= over.low && isWholeFor(fact, over));
    if (isHere || isMost)
      yield { ...claim("total-parts", over, same(whole), "其中的一部分大于总数", isHere && isMost), relation: "≤" };
    return;
  }
  if (parts.length < 2 || isInOther(listing, parts)) return;
  // 其他类4项；涉及制造业19家、服务业10家: behind a semicolon what is counted otherwise is another thing.
  if (!isSameThing(whole, ...parts) && /[；;]/.test(whole.passage.plain.slice(whole.to, listing.introduction.to)))
    return;
  if (new Set(parts.map(({ unit }) => unit?.title)).size > 1) {
    yield* oddUnit(whole, parts);
    return;
  }
  const missing = (whole.base - sum) / Math.abs(whole.base || 1);
  const isComplete = claimsAll(listing, parts);
  const isNear = missing >= -0.5 && missing <= lack(listing, whole, parts);
  // 分别 alone may speak of something new: 共建研究院9家，省级、市级平台分别达到25家、140家。
  const made = claim("total-parts", whole, total(parts), "总数与分项之和不符", false);
  const isTyped = !listing.isOpen && isMistypedSum(made);
  if ((!isComplete || /分别/.test(listing.opener)) && !isNear && !isTyped) return;
  if (!isComplete && (overlaps(listing, parts) || parts.some((part) => part.hedge !== null))) return;
  const isCertain = isComplete && isNear && isSameThing(whole, ...parts);
  yield { ...made, isCertain };
}

/** How much may be missing before a list is taken to name some of its parts only. */
function lack({ isOpen }: Listing, whole: Fact, parts: Fact[]): number {
  if (isOpen) return 0;
  return areDivision(parts) || repeatName(parts, whole) ? 0.5 : parts.length > 2 ? 0.4 : 0.3;
}

/** 其中三季度142亿元，一、二季度分别115亿元和137亿元: the second list stands inside the first, whose parts are these and more. */
function isInOther({ opener, wholes, introduction }: Listing, [first]: Fact[]): boolean {
  const words = introductionOf({ introduction });
  const at = words.lastIndexOf("其中");
  if (at < 0 || !opener.startsWith("分别") || /[；;]/.test(words.slice(at))) return false;
  return wholes.some(
    (fact) =>
      fact.passage === introduction.passage &&
      fact.from > introduction.from + at &&
      areKin(fact.unit, first?.unit ?? null),
  );
}

/** 出口 267.3 万元、进口 152.9 亿元, together 420.2 亿元: the sum is right as soon as all are of one unit. */
function* oddUnit(whole: Fact, parts: Fact[]): Generator<Observation> {
  const odd = parts.filter((part) => part.unit?.title !== whole.unit?.title);
  const [first] = odd;
  const sum = parts.reduce((all, part) => all + part.value, 0);
  const isRight =
    Math.abs(sum - whole.value) <= 0.005 * parts.length &&
    parts.every((part) => part.unit?.dimension === whole.unit?.dimension);
  if (!first || !isRight) return;
  yield {
    kind: "slip",
    rule: "unit-slip",
    severity: "error",
    at: stretchOf(first),
    stated: printed(first),
    expected: numberOf(first) + (whole.unit?.title ?? ""),
    because: `${parts.map(numberOf).join(" + ")} = ${printed(whole)}，单位须一致`,
    operands: [stretchOf(whole), ...parts.filter((part) => part !== first).map(stretchOf)],
    message: "分项与总数的计量单位不一致，请核对",
  };
}

/** A numbered paragraph is a part of what stands above only where that says so: 其中：. */
const introducesItems = (listing: Listing): boolean =>
  listing.style !== "passages" || /其中[^。；]{0,12}[:：]?\s*$/.test(introductionOf(listing));

/** A budget is no part of what was spent, nor a goal of what was reached. */
const isOnePlan = (whole: Fact, part: Fact): boolean => {
  const planned = /预算|计划|目标|任务|指标|拟/;
  return planned.test(whole.lead) || !planned.test(part.lead);
};

const introductionOf = ({ introduction: { passage, from, to } }: Pick<Listing, "introduction">): string =>
  passage.plain.slice(from, to);

/** Said right behind the opener, before any semicolon: what stands later may speak of something else. */
function isNextTo({ introduction }: Listing, { passage, from }: Fact): boolean {
  const between = passage.plain.slice(introduction.to, from);
  return passage !== introduction.passage || (between.length < 40 && !/[；;]/.test(between));
}

const isAverage = (fact: Fact): boolean => /平均|均|最高|最低|每/.test(fact.lead);

/** 个 and 家 may be added, yet only one unit leaves no doubt that the same things are counted. */
const isSameThing = (whole: Fact, ...parts: Fact[]): boolean =>
  parts.every((part) => part.unit?.dimension === whole.unit?.dimension);

function claimsAll({ opener, isOpen, items }: Listing, parts: Fact[]): boolean {
  if (isOpen) return false;
  if (/分别|分为|组成|构成|依次/.test(opener)) return parts.length === items.length;
  return areDivision(parts);
}

/** 亿元以上、10亿元以上, 重点, 其中…: one thing may stand in two of the items. */
function overlaps({ items }: Listing, parts: Fact[]): boolean {
  const last = items.findLastIndex(({ facts }) => facts.some((fact) => parts.includes(fact)));
  const words = parts.map((part) => part.lead + (/^[^，,；;。、]{0,8}/.exec(part.tail)?.[0] ?? ""));
  const kin = items
    .slice(0, last + 1)
    .filter(({ facts }) => facts.some(({ unit }) => areKin(unit, parts[0]?.unit ?? null)));
  return words.some((word) => overlapping.test(word)) || kin.length > parts.length + 1;
}
