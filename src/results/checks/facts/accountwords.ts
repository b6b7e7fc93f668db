/*
 * 决算用语: what the words before a figure call it in the accounts: which money (财政拨款, 政府性基金), which line (本年支出合计,
 * 公务接待费), which column (年初预算, 上年). The line is the last one named, and only words that say nothing of their own may
 * stand between it and the figure: “公务接待费支出决算为 4.28” is one, “公务接待费主要用于考察，涉及 12” is none.
 */
import type { Column, Item, Scope } from "./accountmodel.ts";
import { matchesOf } from "./matches.ts";

const scopes: readonly [Scope, RegExp][] = [
  ["own", /^非/],
  ["general", /^一般公共/],
  ["fund", /^政府性/],
  ["capital", /^国有/],
  ["fiscal", /^财政/],
];
const scopeWord =
  /非(?:同级)?财政(?:拨款|性?资金)|一般公共预算(?:财政)?(?:拨款)?|政府性基金(?:预算)?(?:财政)?(?:拨款)?|国有资本经营(?:预算)?(?:财政)?(?:拨款)?|财政拨款/g;

const items: readonly [Item, string][] = [
  ["reserve", "使用(?:非财政拨款|专用)结余(?:[(（][^()（）]{1,12}[)）])?"],
  ["distribution", "结余分配"],
  ["carPurchase", "(?:公务用车|车辆)购置(?!及|和|[、,，])(?:支出|经费|费)?|(?<![一-龥])购置费|其中购置费"],
  ["car", "公务用车购置(?:及|和|、)(?:公务用车)?运行(?:维护)?(?:费用?|支出)?"],
  ["carRunning", "(?:公务用车|公车)(?:运行维护|运行|维护)费?|(?<![一-龥])运行(?:维护)?费|其中运行(?:维护)?费"],
  ["abroad", "因公出国(?:[(（]境[)）])?(?:费用?|支出|经费)?"],
  ["hospitality", "(?<![内外宾事])公务接待(?:费用?|支出)?"],
  ["three", '[“"]?三公[”"]?经费'],
  ["superior", "上级补助收入"],
  ["business", "(?<![一-龥])事业收入"],
  ["operating", "(?<!资本)经营收入"],
  ["affiliate", "附属单位(?:上缴)?收入"],
  ["otherIncome", "其他收入"],
  ["upward", "上缴上级支出"],
  ["operatingCost", "(?<!资本)经营支出"],
  ["toAffiliates", "对附属单位补助支出"],
  ["wages", "工资福利支出"],
  ["family", "对个人和家庭的?补助(?:支出)?"],
  ["goods", "商品和服务支出"],
  ["assets", "(?<!其他)资本性支出"],
  ["staff", "人员(?:经费|支出)"],
  ["running", "(?:日常)?公用(?:经费|支出)"],
  ["basic", "基本支出"],
  ["project", "项目支出"],
  [
    "opening",
    "(?:年初|上年)(?:财政拨款|非财政拨款|政府性基金)?(?:财政拨款)?(?:结转|结余)(?:[和及、](?:结余|结转))?(?:资金)?",
  ],
  [
    "closing",
    "(?:年末|期末)(?:财政拨款|非财政拨款|政府性基金)?(?:财政拨款)?(?:结转|结余)(?:[和及、](?:结余|结转))?(?:资金)?|结转下年(?:支出)?",
  ],
  [
    "incomeTotal",
    "(?<!采购)收入?[和及与]?、?支出?(?:决算)?总[计额]|收入(?:决算)?总[计额]|部门收入预算|(?<=拨款|收支)总计",
  ],
  ["spendingTotal", "(?<!采购)支出(?:决算)?总[计额]|部门支出预算"],
  ["income", "[本上去]年(?:度)?收入(?:合计)?|收入合计|收入(?:决算|预算)?"],
  ["spending", "[本上去]年(?:度)?支出(?:合计)?|支出合计|支出(?:决算|预算)?"],
];
const itemWord = new RegExp(items.map(([, words], index) => `(?<i${index}>${words})`).join("|"), "g");

/** What may stand between the name of a line and its figure. */
const neutral =
  /^(?:[，,：:。；;、\s“”"的为是共各均计数额由从与较比同了]|相比|20\d\d年度?|[本上去今当]年度?|[本我]?部门|[本我]单位|年初|全年|调整后?|预算|决算|支出|收入|总额|合计|总计|资金|经费|费用|财政拨款|实际|安排|发生|批复|完成|变动|分别|其中|主要|全部|使用|公开|情况|说明|具体|\(含[^()]{1,10}\))*$/;

/** The words before a figure, with brackets and digits in half width and no white space. */
export interface Named {
  item: Item | null;
  /** 收、支总计: one figure for both sides. */
  isBoth: boolean;
  scope: Scope | null;
}

/** A line and the money it is of, so far as the words say. Null where they say something else, or nothing. */
export function namedIn(words: string): Named | null {
  let found: { item: Item; from: number; to: number } | null = null;
  for (const match of matchesOf(words, itemWord)) {
    const index = items.findIndex((_, at) => match.groups?.[`i${at}`] !== undefined);
    const item = items[index]?.[0];
    // 收入 and 支出 alone are only the last word of another line, unless money is named: 财政拨款收入.
    if (item && !(found && isBare(match[0]) && neutral.test(words.slice(found.to, match.index))))
      found = { item, from: match.index, to: match.index + match[0].length };
  }
  const money = matchesOf(words, scopeWord).filter(
    ({ index }) => !found || found.item === "reserve" || index < found.to,
  );
  const last = found?.item === "reserve" ? undefined : money.at(-1);
  const scope = last ? (scopes.find(([, pattern]) => pattern.test(last[0]))?.[0] ?? null) : null;
  if (found && isBare(words.slice(found.from, found.to)) && (!last || found.from - (last.index + last[0].length) > 2))
    found = null;
  const end = Math.max(found?.to ?? 0, last ? last.index + last[0].length : 0);
  if (!found && !scope) return null;
  // 其中财政拨款结转 41.10: what is carried over was named before.
  if (!found && neutral.test(words.slice(end).replace(/^(?:性?资金)?(?:结转|结余)?(?:[和及、]结余)?/, "")))
    return { item: null, scope, isBoth: false };
  const isBoth = found?.item === "incomeTotal" && /收入?[和及与]?、?支|^总计/.test(words.slice(found.from, found.to));
  return neutral.test(words.slice(end)) ? { item: found?.item ?? null, scope, isBoth } : null;
}

const isBare = (word: string): boolean => /^(?:收入|支出)(?:决算|预算)?$/.test(word);

export const isNeutral = (words: string): boolean => neutral.test(words);

/** Words that go on about the line before: 比上年, 决算, 与年初预算数. */
export const goesOn = (words: string): boolean =>
  neutral.test(words) && /[比较与同]|预算|决算|[上去]年|20\d\d年|^[，,]?[为由从]?$/.test(words);

/** Which column the words right before the figure name; null where they name a year that is no column. */
export function columnIn(words: string, { year, isBudget }: { year: number | null; isBudget: boolean }): Column | null {
  const told = words.slice(-40);
  const [, written] = /(20\d\d)年(?!.*20\d\d年)/.exec(told) ?? [];
  const named = written === undefined || year === null ? null : Number(written) - year;
  if (/(?:全年|调整后?|变动)(?:的)?预算(?:数|为|是|安排)*$/.test(told)) return "adjusted";
  const former = named === -1 || (named === null && /[上去]年(?:度|末|同期)?(?!结转)[^，。；]{0,12}$/.test(told));
  if (named !== null && named !== 0 && named !== -1) return null;
  if (former) return "last";
  if (
    !isBudget &&
    /年初(?:部门)?预算(?:批复|安排)?(?:数|为|是|安排)*$|(?<!公共|基金|经营)预算(?:数|为|是|安排)*$/.test(told)
  )
    return "budget";
  return "actual";
}
