/*
 * What an average is taken over, as its words say: 户均、车均、亩均、平均每批次、单个项目平均、月均.
 */
import type { Fact } from "../facts/fact.ts";
import { matchesOf } from "../facts/matches.ts";
import { readUnit } from "../facts/units.ts";

export interface Over {
  dimensions: string[];
  titles: string[];
  /** Base units in one of what the average is over: a 亩 has 666.67 square metres. */
  factor: number;
  /** What is shared out, where the average names it: 人均公用经费 → 公用经费. */
  name: string;
  /** Few figures of a report are of this kind, so one said far above may be meant. */
  isRare: boolean;
  /** 每辆2.50万元: a price as likely as an average. */
  isLoose: boolean;
  /** Over a time: how many months, days or years it may be. */
  months: number[] | null;
}

const over = (dimensions: string, rest: Partial<Over> = {}): Over => ({
  dimensions: dimensions.split(" "),
  titles: [],
  factor: 1,
  name: "",
  isRare: false,
  isLoose: false,
  months: null,
  ...rest,
});

const acre = 2000 / 3;
const firms = "家 户 visit 个";
const people = "person attendance";

const kinds: readonly [RegExp, Over][] = [
  [/(?:户均|家均|企均|企业平均)/, over(firms)],
  [/(?:车均|辆均|台均|单车)/, over("vehicle", { isRare: true })],
  [/(?:人均|每人)/, over(people)],
  [/(?:亩均|每亩|投资强度|税收强度)/, over("squareMeter", { factor: acre, isRare: true })],
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
  /(?<kind>[户家企车辆台人亩场次批期件笔宗项个村镇校店园班县]均|均价|投资强度|单位面积|单价|[月季年日周天]均|平均每?)(?<name>[^，。；、：:\d]{0,14})$/;
const never =
  /平均(?:年龄|水平|汇率|用时|时长|周期|办理|增速|增长|增幅|得分|分|工期|速度)|(?:均|平均)(?:已|为|在|未|不|可|按|有|能|无|超|高于|低于|提高|下降|增长)|[零〇一二三四五六七八九十]均/;

export function overOf(fact: Fact): Over | null {
  const { lead, unit, tail } = fact;
  if (unit?.dimension.includes("/")) return perUnit(fact);
  const each = /(?<!不)每(?<what>[^，。；、：:\d]{1,8}?)(?:平均|对应)?(?<name>[^，。；、：:\d]{0,12})$/.exec(lead);
  const match = averageWord.exec(lead);
  const isEach =
    /平均每|每[^，。；]{1,10}平均|单[个场次批件项体][^，。；]{0,4}平均|单体规模|单[车台场次批](?![^，。；]{0,8}最)[^，。；]{1,6}/.test(
      lead,
    );
  const isPrice = /每(?:[辆家户人亩场次批期件宗台名]|平方米)\s*$/.test(lead);
  if (!match && !isEach && !isPrice) return null;
  if (
    /年龄|水平|汇率|用时|时长|周期|时限|增速|增长率|得分|工期|^\s*岁/.test(lead.slice(-14) + tail.slice(0, 1)) ||
    unit?.dimension === "percent" ||
    unit?.dimension === "score"
  )
    return null;
  const time =
    /(?<unit>[月季年日周天])均/.exec(match?.groups?.kind ?? "") ??
    /每(?<unit>个?月|年|日|天|个?季度|周)/.exec(match?.[0] ?? lead.slice(-12));
  const name = (match?.groups?.name ?? each?.groups?.name ?? "").replaceAll(
    /约|为|达到?|近|超过?|单体|单个|规模|投资额|支出|每.*$|\s/g,
    "",
  );
  if (time?.groups?.unit) return timeOver(time.groups.unit, fact, name);
  const told = eachOver(lead);
  if (told) return { ...told, name, isLoose: isPrice && !match };
  const kind = kinds.find(([words]) => words.test(lead.slice(-24)));
  if (kind) return { ...kind[1], name };
  return match?.groups?.kind === "平均" && /项目|企业|单位/.test(lead.slice(-20)) && !never.test(lead.slice(-14))
    ? over("个 项 家 宗", { name })
    : null;
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

const spans: readonly [RegExp, number][] = [
  [/(?:上半年|下半年|1\s*[-—–~至]+\s*6\s*月|7\s*[-—–~至]+\s*12\s*月)/, 6],
  [/(?:前三季度|1\s*[-—–~至]+\s*9\s*月)/, 9],
  [/(?:[一二三四]季度|第[一二三四]季度)/, 3],
  [/(?:全年|年度|(?:20\d\d|去|上|今|本)年)/, 12],
];

function timeOver(unit: string, fact: Fact, name: string): Over | null {
  const { passage, from } = fact;
  const words = passage.plain.slice(Math.max(0, from - 200), from);
  if (/年/.test(unit)) {
    const [, years = ""] = /(?:近|过去|这)?([二两三四五])年(?:累计|合计|共|间|来)/.exec(words) ?? [];
    const count = " 一二三四五".indexOf(years === "两" ? "二" : years);
    return count > 1 ? over("", { months: [count], name }) : null;
  }
  if (/[日天周]/.test(unit)) return null;
  const found = spans
    .filter(([word]) => word.test(words))
    .map(([word, count]) => ({ at: lastIndexOf(words, word), count }));
  const own = /1\s*[-—–~至]+\s*(?<last>\d{1,2})\s*月/.exec(words)?.groups?.last;
  const months = [
    ...new Set([...found.sort((a, b) => b.at - a.at).map(({ count }) => count), ...(own ? [Number(own)] : []), 12]),
  ];
  return over("", {
    months: /季/.test(unit) ? [...new Set(months.map((count) => count / 3))].filter((count) => count > 1) : months,
    name,
  });
}

const lastIndexOf = (words: string, pattern: RegExp): number =>
  matchesOf(words, new RegExp(pattern, "g")).at(-1)?.index ?? -1;
