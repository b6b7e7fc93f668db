/*
 * What an average is taken over, as its words say: 户均、车均、亩均、平均每批次、单个项目平均、月均.
 */
import type { Fact } from "../../facts/fact.ts";
import { type Step, spansIn } from "../../facts/spans.ts";
import { readUnit } from "../../facts/units.ts";

export interface Over {
  dimensions: string[];
  titles: string[];
  /** Base units in one of what the average is over: a 亩 has 666.67 square metres. */
  factor: number;
  /** What is shared out, where the average names it: 人均公用经费 → 公用经费. */
  name: string;
  /** What it is over, where its words call it more than 户 or 家: 参展企业. */
  among: string;
  /** Few figures of a report are of this kind, so one said far above may be meant. */
  isRare: boolean;
  /** 每辆2.50万元: a price as likely as an average. */
  isLoose: boolean;
  /** Over a time: how many months, days or years it may be. */
  times: number[] | null;
  /** One time was said, and no other. */
  isTimeSaid: boolean;
}

const over = (dimensions: string, rest: Partial<Over> = {}): Over => ({
  dimensions: dimensions.split(" "),
  titles: [],
  factor: 1,
  name: "",
  among: "",
  isRare: false,
  isLoose: false,
  times: null,
  isTimeSaid: false,
  ...rest,
});

const acre = 2000 / 3;
const firms = "家 户 visit 个";
const people = "person attendance";

const kinds: readonly [RegExp, Over][] = [
  [/人次均/, over("attendance")],
  [/(?:户均|家均|企均|企业平均)/, over(firms)],
  [/(?:车均|辆均|台均|单车)/, over("vehicle", { isRare: true })],
  [/(?:人均|每人)/, over(people)],
  [/(?:亩均|每亩|亩产|单产|投资强度|税收强度)/, over("squareMeter", { factor: acre, isRare: true })],
  [/(?:场均|单场)/, over("session", { isRare: true })],
  [/(?:次均|单次)/, over("occasion session 次", { isRare: true })],
  [/(?:批均|单批)/, over("batch", { isRare: true })],
  [/(?:期均|单期)/, over("edition", { isRare: true })],
  [/(?:件均|单件|笔均|单笔|宗均)/, over("件 笔 宗 项 个")],
  [/(?:项均|单项|单体|单个|项目平均|个均|项目均)/, over("个 项 家 宗")],
  [/(?:村均|镇均|校均|店均|园均|班均|县均)/, over("个 家 所 村")],
  [/(?:均价|单价|单位面积)/, over("squareMeter", { isRare: true })],
];

/** 月均、年均…, and behind a mark what stands between it and the figure. */
const averageWord =
  /(?<kind>人次均|[户家企车辆台人亩场次批期件笔宗项个村镇校店园班县生床桩岗队]均|均价|投资强度|单位面积|单价|[月季年日周天]均|平均每?)(?<name>[^，。；、：:\d]{0,14})$/;
const never =
  /平均(?:年龄|水平|汇率|用时|时长|周期|办理|增速|增长|增幅|得分|分|工期|速度)|(?:均|平均)(?:已|为|在|未|不|可|按|有|能|无|超|高于|低于|提高|下降|增长)|[零〇一二三四五六七八九十]均/;

export function overOf(fact: Fact): Over | null {
  const { lead, unit } = fact;
  if (unit?.dimension.includes("/")) return perUnit(fact);
  const isSaid = /均|每|单|强度|面积/.test(lead);
  if ((!isSaid && lead.length > 20) || !isShared(fact)) return null;
  if (!isSaid) return perOne(fact);
  const each = /(?<!不)每(?<what>[^，。；、：:\d]{1,8}?)(?:平均|对应)?(?<name>[^，。；、：:\d]{0,12})$/.exec(lead);
  const match = averageWord.exec(lead);
  const isEach =
    /平均每|每[^，。；]{1,10}平均|单[个场次批件项体][^，。；]{0,4}平均|单体规模|单[车台场次批桩床](?![^，。；]{0,8}最)[^，。；]{1,6}/.test(
      lead,
    );
  const isPrice = /每(?:[一-龥]|批次|平方米)(?![一-龥]{0,8}[每均补奖按给])[一-龥]{0,8}\s*$/.test(lead);
  const timely = /每(?<unit>个?月|年|日|天|个?季度|周)(?:平均)?(?<name>[^，。；、：:\d]{0,8})$/.exec(lead);
  if (!match && !isEach && !isPrice && !timely) return null;
  const name = (match?.groups?.name ?? each?.groups?.name ?? "").replaceAll(
    /约|为|达到?|近|超过?|单体|单个|规模|投资额|支出|每.*$|\s/g,
    "",
  );
  const time = /(?<unit>[月季年日周天])均/.exec(match?.groups?.kind ?? "") ?? timely;
  if (time?.groups?.unit) return timeOver(time.groups.unit, fact, name);
  const among = amongOf(fact);
  const told = eachOver(lead);
  if (told) return { ...told, name, among, isLoose: isPrice && !match };
  const kind = kinds.find(([words]) => words.test(lead.slice(-24)));
  if (kind) return { ...kind[1], name, among };
  // 生均, 每队, 单桩: over what has that character in its name.
  const [, one = ""] = /([生床桩岗队])均[^，。；]{0,8}$|[每单]([一-龥])[一-龥]{0,8}$/.exec(lead)?.filter(Boolean) ?? [];
  if (one && match?.groups?.kind !== "平均") return over("", { name, among: one, isLoose: !match });
  return match?.groups?.kind === "平均" && among.length > 1 && !never.test(lead.slice(-14))
    ? over(/项目|企业|单位/.test(lead.slice(-20)) ? "个 项 家 宗" : "", { name, among })
    : null;
}

/** Points, rates, times that things take, and what two things share (人均每天) are no quotient of two figures. */
const isShared = ({ lead, tail, unit }: Fact): boolean =>
  !/年龄|水平|汇率|用时|时长|周期|时限|增速|增长率|得分|工期|^\s*岁/.test(lead.slice(-14) + tail.slice(0, 1)) &&
  !/[人户家]均每|每[人户家]每/.test(lead) &&
  unit?.dimension !== "percent" &&
  unit?.dimension !== "score";

/** 每投入1万元财政资金带动社会投资…, 每新增1个岗位投入…: what the one is. */
function perOne({ passage, from }: Fact): Over | null {
  const words = passage.plain.slice(Math.max(0, from - 40), from);
  if (!words.includes("每")) return null;
  const match =
    /(?<!不)每[一-龥]{0,6}?(?<!\d)[1一](?<unit>[千百]?[万亿]?元|[个家户项亩吨])(?<name>[^，。；、：:\d]{0,20})$/.exec(
      words,
    );
  const { unit } = match ? readUnit(match.groups?.unit ?? "", 0) : { unit: null };
  if (!unit) return null;
  const dimensions =
    unit.dimension === "家" || unit.dimension === "户" ? firms : unit.dimension === "项" ? "项 个" : unit.dimension;
  return over(dimensions, { factor: unit.factor, name: match?.groups?.name?.slice(-4) ?? "", isLoose: true });
}

/** What the average is over, as its own words call it: 参展企业平均, 每家参展企业平均, 按展览总面积计算，每平方米. */
function amongOf({ passage, from, lead }: Fact): string {
  const [, counted] =
    /按([^，。；、\d]{3,12})计算?[，,][^，。；]{0,12}$/.exec(passage.plain.slice(Math.max(0, from - 30), from)) ?? [];
  if (counted) return counted;
  const [, before, behind] =
    /(?:^|[，；。的])?([一-龥]{2,8}?)平均(?!每)[^，。；每]{0,14}$|(?:每|平均单)[一-龥]?([一-龥]{2,6}?)平均[^，。；]{0,12}$/.exec(
      lead.slice(-24),
    ) ?? [];
  return (before ?? behind ?? "").replace(/^每[一-龥]/, "").replace(/(?:单个|每个|的)$/, "");
}

/** 平均每批次, 每促成一个签约项目平均, 平均每个专班: the unit behind 每. */
function eachOver(lead: string): Over | null {
  const match = /每(?:[举办促成带动投入服务吸引接待组织一-龥]{0,6}[一1])?(?<what>[一-龥]{1,6})/.exec(lead.slice(-30));
  const what = match?.groups?.what ?? "";
  if (!what) return null;
  const { unit } = readUnit(what, 0);
  if (!unit) return what.startsWith("组") ? over("组 个", { titles: ["组"] }) : null;
  const wider: Record<string, string> = {
    家: firms,
    户: firms,
    person: people,
    attendance: people,
    个: "个 项 家 宗 处",
    项: "项 个",
    vehicle: "vehicle",
    squareMeter: "squareMeter",
  };
  return over(wider[unit.dimension] ?? unit.dimension, {
    factor: unit.factor,
    isRare: !wider[unit.dimension],
  });
}

/** 421.6万元/亩 */
function perUnit({ unit, lead, tail }: Fact): Over | null {
  const per = readUnit(/\/(.+)$/.exec(unit?.title ?? "")?.[1] ?? "", 0).unit;
  if (!per || !/均|强度|单价|单位/.test(lead) || /^\s*(?:的|以上|以下)/.test(tail)) return null;
  const dimensions =
    per.dimension === "家" || per.dimension === "户" ? firms : per.dimension === "person" ? people : per.dimension;
  return over(dimensions, { factor: per.factor, isRare: true });
}

const steps: Record<string, Step> = { 日: "day", 天: "day", 周: "week", 月: "month", 季: "quarter", 年: "year" };

function timeOver(unit: string, { passage, from }: Fact, name: string): Over | null {
  const step = steps[unit.replace(/^个/, "").slice(0, 1)];
  if (!step) return null;
  const words = passage.plain.slice(Math.max(0, from - 200), from);
  const times = spansIn(words, step);
  const own = spansIn(words.slice(words.lastIndexOf("。") + 1), step);
  // 今年以来24次，平均每月3次，1—8月…: which months is said behind it, or not at all.
  const rest = passage.plain.slice(from, from + 60).split("。", 1)[0] ?? "";
  const isOpen = /以来|截至/.test(words.slice(words.lastIndexOf("。") + 1)) || spansIn(rest, step).length > 0;
  // A 月均 of which no time is said is of a year.
  const usual = { month: [12], quarter: [4] }[step as string] ?? [];
  return times.length + usual.length === 0
    ? null
    : over("", {
        times: [...new Set([...times, ...usual])],
        isTimeSaid: !isOpen && (own.length > 0 ? own : times).length === 1,
        name,
      });
}

const former = /上年|去年|同期|上期/;

/** 由4.15亿元降至4.02亿元, 上年同期为830家: what there was before is no mean of what there is now. */
export function isOfOneTime({ top, bottom }: { top: Fact; bottom: Fact }, stated: Fact): boolean {
  if (stated.role === "origin" || /(?:由|从)[^，。；\d]{0,10}$/.test(stated.lead)) return false;
  // 平均每走访2.6家企业获得1条线索: so many of the one for one of the other.
  if (/^[^，。；\d]{0,8}(?:获得|引进|促成|产生|带来)/.test(stated.tail)) return false;
  return former.test(stated.lead) || !(former.test(bottom.lead) && !former.test(top.lead));
}
