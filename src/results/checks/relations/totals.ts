/*
 * 总数与分项: parts make up their whole.
 *
 * Which figure is the whole, and where a list ends, is not always said. So every plausible reading is tried (each figure before
 * the list that is of its kind, each beginning of the list); if one holds, that is what was meant. Only when none holds is the
 * natural reading reported: as an error where the list claims to be complete (分别为, 由…组成, 其他…, 内资/外资), as a matter to
 * look at where it may leave something out (其中, 包括), and not at all where it says that it does (主要, 等) and stays below.
 *
 * 例：事业编制 28 人，其中主任 1 人，副主任 2 人，科长 5 人，副科长 2 人，其他 17 人 → 27，相差 1。
 * 反例：项目 33 个，其中亿元以上 20 个、外资 15 个（两种分法，不相加）；接待 40 批，其中省外 12 批（只说一部分）。
 */
import type { Fact } from "../facts/fact.ts";
import { type Item, type Listing, listingsOf } from "../facts/listings.ts";
import type { Text } from "../facts/text.ts";
import { areKin, isAdded } from "../facts/units.ts";
import { type Claim, claim, type Observation, same, stretchOf, total } from "../judgement/claim.ts";
import { judge } from "../judgement/judge.ts";
import { numberOf, printed } from "../judgement/print.ts";

export function* totals(text: Text): Generator<Observation> {
  for (const listing of listingsOf(text)) yield* ofListing(listing);
}

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
    else
      yield* breach(
        listing,
        wholes.find((fact) => (fact.role === "level" || fact.role === "target") && isSaidHere(fact, listing)),
        parts,
      );
  }
}

/** The figures of the items that belong together: the first of each item that is of the kind of the first item's. */
function columnsOf(items: Item[]): Fact[][] {
  const isPart = (fact: Fact) => fact.role === "level" || fact.role === "target";
  const kinds = (items[0]?.facts ?? []).filter(isPart).slice(0, 3);
  const seen: Fact[] = [];
  return kinds
    .filter((kind) => !seen.some((fact) => areKin(fact.unit, kind.unit)) && seen.push(kind) > 0)
    .map((kind) =>
      items.flatMap(({ facts }) => facts.find((fact) => isPart(fact) && areKin(fact.unit, kind.unit)) ?? []),
    )
    .filter((column) => column.length > 0);
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
  isAdded(fact.unit);

/** Whole and parts that agree, however far the list reaches. */
function readingThatHolds(wholes: Fact[], parts: Fact[]): Claim | null {
  if (parts.length < 2) return null;
  for (const whole of wholes)
    for (let count = parts.length; count >= 2; count--) {
      if (!mayEndAt(parts, count)) continue;
      const meant = claim("total-parts", whole, total(parts.slice(0, count)), "总数与分项之和不符");
      const { verdict } = judge(meant);
      if (verdict === "holds" || verdict === "note") return meant;
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
  const sum = parts.reduce((all, part) => all + part.base, 0);
  const over = parts.find(
    (part) => part.low > whole.high && part.unit?.dimension === whole.unit?.dimension && isNextTo(listing, part),
  );
  if (over && listing.opener.includes("其中") && isSameThing(whole, over)) {
    yield { ...claim("total-parts", over, same(whole), "其中的一部分大于总数"), relation: "≤" };
    return;
  }
  if (parts.length < 2) return;
  if (new Set(parts.map(({ unit }) => unit?.title)).size > 1) {
    yield* oddUnit(whole, parts);
    return;
  }
  const missing = (whole.base - sum) / Math.abs(whole.base || 1);
  const isComplete = claimsAll(listing, parts);
  const isNear = Math.abs(missing) <= (listing.isOpen ? 0.1 : 0.4);
  if (!isComplete && (!isNear || overlaps(listing, parts))) return;
  yield claim("total-parts", whole, total(parts), "总数与分项之和不符", isComplete && isSameThing(whole, ...parts));
}

/** 出口 267.3 万元、进口 152.9 亿元, together 420.2 亿元: the sum is right as soon as all are of one unit. */
function* oddUnit(whole: Fact, parts: Fact[]): Generator<Observation> {
  const odd = parts.filter((part) => part.unit?.title !== whole.unit?.title);
  const [first] = odd;
  const sum = parts.reduce((all, part) => all + part.value, 0);
  const isRight = Math.abs(sum - whole.value) <= 0.005 * parts.length && parts.every((part) => part.unit?.dimension === whole.unit?.dimension);
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

/** Said right behind the opener, before any semicolon: what stands later may speak of something else. */
function isNextTo({ introduction }: Listing, { passage, from }: Fact): boolean {
  const between = passage.plain.slice(introduction.to, from);
  return passage !== introduction.passage || (between.length < 40 && !/[；;]/.test(between));
}

const isAverage = (fact: Fact): boolean => /平均|均|最高|最低|每/.test(fact.lead);

/** 个 and 家 may be added, yet only one unit leaves no doubt that the same things are counted. */
const isSameThing = (whole: Fact, ...parts: Fact[]): boolean =>
  parts.every((part) => part.unit?.dimension === whole.unit?.dimension);

const complements = [
  ["内资", "外资"],
  ["基本支出", "项目支出"],
  ["货物", "服务"],
  ["省内", "省外"],
  ["市内", "市外"],
  ["境内", "境外"],
  ["新建", "续建"],
  ["男", "女"],
  ["已", "未"],
  ["人员经费", "公用经费"],
  ["国有", "民营"],
  ["上半年", "下半年"],
  ["线上", "线下"],
];

function claimsAll({ opener, isOpen, items }: Listing, parts: Fact[]): boolean {
  if (isOpen) return false;
  if (/分别|分为|组成|构成|依次/.test(opener)) return parts.length === items.length;
  const words = parts.map((part) => part.lead);
  if (/其他|其它|其余|剩余/.test(words.at(-1) ?? "")) return true;
  return complements.some(
    ([a = "", b = ""]) => words.some((word) => word.includes(a)) && words.some((word) => word.includes(b)),
  );
}

/** 亿元以上、10亿元以上, 重点, 其中…: one thing may stand in two of the items. */
const overlaps = ({ items }: Listing, parts: Fact[]): boolean =>
  parts.filter((part) => /以上|重点|重大|百强|500强|超过|高新|专精特新|上市/.test(part.lead + part.tail.slice(0, 8)))
    .length > 0 || items.length > parts.length + 1;
