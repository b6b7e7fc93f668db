/*
 * 支出功能分类的“类”: how a text writes them: 一般公共服务支出、“卫生健康支出”（类）、住房保障（类）支出、（201类）. Names that are everyday
 * words (教育, 金融, 其他) count only with 支出 or 类 behind them.
 */
import { matchesOf } from "./matches.ts";

const names = [
  "一般公共服务",
  "外交",
  "国防",
  "公共安全",
  "教育",
  "科学技术",
  "文化旅游体育与传媒",
  "文化体育与传媒",
  "社会保障和就业",
  "卫生健康",
  "医疗卫生与计划生育",
  "节能环保",
  "城乡社区",
  "农林水",
  "交通运输",
  "资源勘探工业信息等",
  "资源勘探工业信息",
  "资源勘探信息等",
  "商业服务业等",
  "商业服务业",
  "金融",
  "援助其他地区",
  "自然资源海洋气象等",
  "国土海洋气象等",
  "住房保障",
  "粮油物资储备",
  "国有资本经营预算",
  "灾害防治及应急管理",
  "债务还本",
  "债务付息",
  "债务发行费用",
  "抗疫特别国债安排的",
];
const mark = "[(（](?:\\d{3})?类[^()（）]{0,6}[)）]";
const known = [...names].sort((a, b) => b.length - a.length).join("|");
const pattern = new RegExp(
  `[“"‘]?(?:(?<name>${known})(?:支出[”"’]?(?:${mark})?|[”"’]?${mark}(?:支出)?)|(?<other>[一-龥]{2,16}?)(?:支出)?[”"’]?${mark}(?:支出)?)`,
  "g",
);

export interface ClassName {
  name: string;
  from: number;
  to: number;
}

/** Behind these words a class may begin; 其他社会保障和就业支出 is a 款 of its own. */
const boundary = /(?:^|[^一-龥]|其中|用于|包括|主要|分别|[为是即的中及和与]|拨款|预算)$/;

/** Every class a text names; one without a known name needs its mark （类）. */
export const classesNamed = (words: string): ClassName[] =>
  matchesOf(words, pattern).flatMap((match) => {
    const { name, other = "" } = match.groups ?? {};
    if (!match[0].includes("类") && !boundary.test(words.slice(Math.max(0, match.index - 4), match.index))) return [];
    return [{ name: (name ?? other).replace(/等$/, ""), from: match.index, to: match.index + match[0].length }];
  });
