/*
 * 决算说明: which figure of the text is which line of the accounts.
 *
 * The words before a figure name its line (accountwords.ts); what they leave out is said by the heading it stands under (政府性基金
 * …收支情况: 本年收入) or by the figure before (…预算 52.00，决算 40.37，比上年 33.29). Under a heading that is none of the accounts
 * nothing is read but what names its money itself.
 */
import type { Column, Item, Scope } from "./accountmodel.ts";
import { columnIn, goesOn, namedIn } from "./accountwords.ts";
import type { Fact } from "./fact.ts";
import type { Passage } from "./passages.ts";
import type { Text } from "./text.ts";

export interface Mention {
  scope: Scope;
  item: Item;
  column: Column;
  fact: Fact;
}

/** What a heading says of the figures under it. */
interface Topic {
  scope: Scope | null;
  /** Under 基本支出 and 三公 the lines of that part are meant. */
  isBasic: boolean;
}

const none: Topic = { scope: null, isBasic: false };
const topics: readonly [RegExp, Topic][] = [
  [/采购|运行经费|国有资产|资产占用|购买服务|名词|绩效|会议费|培训费|机构|人员(?:构成|情况)|职[责能]/, none],
  [/三公/, { scope: "fiscal", isBasic: false }],
  [/基本支出/, { scope: "general", isBasic: true }],
  [/政府性基金/, { scope: "fund", isBasic: false }],
  [/国有资本经营/, { scope: "capital", isBasic: false }],
  [/一般公共预算/, { scope: "general", isBasic: false }],
  [/财政拨款/, { scope: "fiscal", isBasic: false }],
  [/收入支出|收支|收入(?:决算|预算|情况|说明)|支出(?:决算|预算|情况|说明)|^部门决算/, { scope: "all", isBasic: false }],
];

/** 部门预算 has one column of its own; 预算 there names no other. */
export const isBudgetDocument = ({ passages }: Text): boolean => {
  const opening = passages
    .slice(0, 4)
    .map(({ plain }) => plain.slice(0, 80))
    .join("");
  return /预算(?:编制|公开|说明|草案|安排)|部门预算/.test(opening) && !/决算|执行|绩效/.test(opening);
};

export function mentionsIn(text: Text): Mention[] {
  const reading = { year: text.year, isBudget: isBudgetDocument(text) };
  const topicAt = topicsOf(text);
  return text.readings.flatMap(({ passage, facts }) =>
    passage.cell || facts.length === 0 ? [] : inPassage(facts, topicAt[passage.index] ?? none, reading),
  );
}

/** Which money each passage speaks of, by the headings above it. */
export const scopesOf = (text: Text): (Scope | null)[] => topicsOf(text).map(({ scope }) => scope);

function topicsOf(text: Text): Topic[] {
  let [outer, inner]: [Topic, Topic | null] = [none, null];
  return text.passages.map((passage) => {
    const title = passage.cell ? null : titleOf(passage, text);
    if (title?.isOuter) [outer, inner] = [title.topic ?? none, null];
    else if (title) inner = title.topic;
    return inner ?? outer;
  });
}

/** A heading, or the first words of a paragraph that begins with its heading: （一）收入预算。2025年… */
function titleOf(passage: Passage, text: Text): { topic: Topic | null; isOuter: boolean } | null {
  const mark = text.heads[passage.index];
  const isMarked = mark?.style === "chinese" || mark?.style === "chineseBracket" || mark?.style === "part";
  const isHeading = passage.kind === "heading" || passage.kind === "title";
  if (!isMarked && !isHeading) return null;
  const words = passage.plain.slice(mark?.to ?? 0).replaceAll(/\s/g, "");
  const title = words.length <= 45 ? words : (/^[^，。；：:]{2,24}[。：:]/.exec(words)?.[0] ?? "");
  if (title === "" && !isHeading) return null;
  const topic = topics.find(([pattern]) => pattern.test(title))?.[1] ?? null;
  const isOuter = mark ? mark.style !== "chineseBracket" : passage.level <= 2;
  return { topic, isOuter };
}

const farthest = 120;

function inPassage(
  facts: readonly Fact[],
  topic: Topic,
  reading: { year: number | null; isBudget: boolean },
): Mention[] {
  const found: Mention[] = [];
  let before = 0;
  let last: Mention | null = null;
  for (const fact of facts) {
    const words = wordsBefore(fact, before);
    before = fact.to;
    // 某类（类）某项（项）。用于…项目支出。年初预算为…: figures of one item, whatever its uses are called.
    const isOfLine = /\(项\)/.test(fact.passage.plain.slice(Math.max(0, fact.from - farthest), fact.from));
    if (fact.unit?.dimension !== "yuan" || isOfLine) continue;
    if (fact.role === "change") {
      if (last && threeItems.has(last.item) && last.fact.sentence === fact.sentence)
        found.push({ ...last, column: "change", fact });
      continue;
    }
    const line = lineOf(words, fact, last, topic);
    if (!line) {
      if (!/占[^，。；]{0,24}$/.test(words)) last = null;
      continue;
    }
    const isPlain = fact.role === "level" || fact.role === "base" || fact.role === "origin";
    if (!isPlain || fact.hedge) continue;
    const column = columnIn(words, reading);
    // 其中 under a figure of another year speaks of that year.
    const isUnder: boolean =
      line.isNamed &&
      last !== null &&
      last.column === "last" &&
      last.fact.sentence === fact.sentence &&
      last.fact.role === "level" &&
      !/年/.test(words);
    if (!column) {
      last = null;
      continue;
    }
    const mention: Mention = {
      scope: line.scope,
      item: line.item,
      column: isUnder && last ? last.column : column,
      fact,
    };
    if (mention.column === "actual" && fact.role !== "level") continue;
    found.push(mention);
    if (line.isBoth) found.push({ ...mention, item: "spendingTotal" });
    if (/^[，,]\s*与(?:20\d\d年度?|上年)(?:预算|决算)?(?:数)?持平/.test(fact.tail) && /上年|20\d\d/.test(fact.tail))
      found.push({ ...mention, column: "last" });
    last = mention;
  }
  return found;
}

function wordsBefore({ passage, from }: Fact, before: number): string {
  return passage.plain
    .slice(Math.max(before, from - farthest), from)
    .replaceAll(/\s/g, "")
    .replaceAll(/\((?:不?含|不包括|已扣除|剔除)[^()]{0,16}\)/g, "")
    .replace(/(?:全部|均|都)为[^，。；]{2,10}[，,](?=[比较与])/, "");
}

const threeItems = new Set<Item>(["three", "abroad", "car", "carPurchase", "carRunning", "hospitality"]);
const partsOfBasic = new Set<Item>(["staff", "running", "wages", "family", "goods", "assets"]);
const onlyAll = new Set<Item>([
  "superior",
  "business",
  "operating",
  "affiliate",
  "otherIncome",
  "upward",
  "operatingCost",
  "toAffiliates",
  "reserve",
  "distribution",
]);

interface Line {
  scope: Scope;
  item: Item;
  isNamed: boolean;
  isBoth?: boolean;
}

function lineOf(words: string, fact: Fact, last: Mention | null, topic: Topic): Line | null {
  if (last && /^\s*(?:万元|元)?由非财政(?:拨款|性?资金)/.test(fact.tail))
    return { scope: "own", item: "spending", isNamed: true };
  if (/占[^，。；]{0,24}$/.test(words) || /(?:本级|机关|所属|下属|其他单位)[^，。；]{0,16}$/.test(words)) return null;
  const named = namedIn(words);
  if (!named) return last && goesOn(words) ? { scope: last.scope, item: last.item, isNamed: false } : null;
  const { item } = named;
  // 其中财政拨款 45.72，非财政拨款 7.20: the line before, of other money. 一般公共预算财政拨款年初预算: spending is meant.
  if (!item) {
    if (last && named.scope) return { scope: named.scope, item: last.item, isNamed: true };
    return named.scope && /预算数?为?$|决算数?为?$/.test(words)
      ? { scope: named.scope, item: "spending", isNamed: true }
      : null;
  }
  if (threeItems.has(item)) return { scope: "fiscal", item, isNamed: true };
  if (onlyAll.has(item)) return topic.scope && topic.scope !== "all" ? null : { scope: "all", item, isNamed: true };
  if (partsOfBasic.has(item)) {
    const scope =
      last && (last.item === "basic" || partsOfBasic.has(last.item)) ? last.scope : topic.isBasic ? "general" : null;
    return scope ? { scope, item, isNamed: true } : null;
  }
  const isWhole = (item === "income" || item === "spending") && /合计/.test(words.slice(-12));
  // Under a heading of appropriations 本年支出合计 is only told to be shared: 占本年支出合计 1210 万元的 91.74%.
  if (isWhole && !named.scope && (topic.scope === "general" || topic.scope === "fiscal")) return null;
  const scope = named.scope ?? topic.scope ?? (last && ["basic", "project"].includes(item) ? last.scope : null);
  if (!scope) return null;
  if (item === "basic" || item === "project")
    return { scope: scope === "fiscal" ? "general" : scope, item, isNamed: true };
  return { scope, item, isNamed: true, isBoth: named.isBoth };
}
