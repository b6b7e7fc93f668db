/*
 * 划分: names of which one knows that together they divide a whole: 内资、外资; 一至四季度; 省级、市级、县级; 优、良、中、差; 货物、工程、
 * 服务; names that all end alike (综合组、业务组、核查组); names that repeat the name of the whole (编制: 事业编制、工勤编制).
 */
import type { Fact } from "./fact.ts";

const divisions = [
  /一季度|二季度|三季度|四季度/,
  /上半年|下半年/,
  /中央|国家级|省级|市级|区级|区本级|县级|州级|乡镇级|自筹|配套/,
  /“?[优良中差]”?(?:的|等次)?$/,
  /优秀|良好|(?:不)?合格|达标/,
  /满意|一般/,
  /内资|外资/,
  /省内|省外|市内|市外|境内|境外|国内|国外|区内|区外|县内|县外/,
  /东部|西部|中部|东片|西片/,
  /基本支出|项目支出|经营支出|上缴/,
  /人员经费|公用经费|日常公用/,
  /货物|工程|服务/,
  /新建|续建|新增|延续|续签|改建|扩建|迁建/,
  /男|女/,
  /国有|民营|央企|外商|集体/,
  /线上|线下/,
  /第一产业|第二产业|第三产业|一产|二产|三产/,
  /工业|农业|服务业|制造业/,
  /行政|事业|参公|工勤|聘用/,
  /离休|退休/,
  /城区|乡镇|城镇|乡村|城市|农村/,
  /一般债|专项债/,
  /税收收入|非税收入/,
  /本金|利息/,
  /出口|进口/,
  /已(?!知)|未/,
];

export function areDivision(parts: readonly Fact[]): boolean {
  const names = parts.map(({ lead, subject }) => subject || lead);
  if (parts.length < 2) return false;
  if (/其他|其它|其余|剩余/.test(names.at(-1) ?? "")) return true;
  // 10亿元以上5个、1—10亿元20个、1亿元以下13个: classes from the highest to the lowest.
  if (
    names.filter((name) => /以上|超过?[\d亿千百]/.test(name)).length === 1 &&
    names.some((name) => /以下|不足|不到|低于/.test(name))
  )
    return true;
  if (parts.length > 2 && names.some((name) => /以上/.test(name)) && names.some((name) => /以下/.test(name)))
    return true;
  const isKnown = divisions.some((division) => {
    const words = names.flatMap((name) => division.exec(name)?.[0] ?? []);
    // 已签约、已开工 do not divide; 满意 and 基本满意 do.
    return words.length >= Math.max(2, names.length - 1) && (new Set(words).size > 1 || words[0] === "满意");
  });
  return isKnown || areOpposed(names) || (parts.length > 2 && endAlike(names));
}

const denied = /(?:不予|不能|尚未|没有|不|未|无|非|没)(?<what>[一-龥]{1,2})/;

/** 受理、不予受理; 一致、不一致; 存在问题、无问题: one of two is the other denied. */
export function areOpposed([a = "", b = "", ...others]: readonly string[]): boolean {
  if (others.length > 0) return false;
  return [
    [a, b],
    [b, a],
  ].some(([plain = "", other = ""]) => {
    const what = denied.exec(other)?.groups?.what;
    return what !== undefined && plain.includes(what) && !denied.test(plain);
  });
}

/** 综合组、业务组、核查组; a verb or a bare numeral at the end says nothing. */
function endAlike(names: readonly string[]): boolean {
  const [first = ""] = names;
  const end = first.slice(-1);
  return (
    /[组类级区县市州省园型式处科室档龄段款业批期]/.test(end) &&
    names.every((name) => name.length > 1 && name.endsWith(end))
  );
}

/** 事业编制 and 工勤编制 are 编制. */
export function repeatName(parts: readonly Fact[], whole: Fact): boolean {
  const name = whole.subject.slice(-2);
  return (
    name.length === 2 &&
    !/新增|增加|完成|实现|达到|净增/.test(name) &&
    parts.length > 1 &&
    parts.every((part) => part.subject.length > 2 && part.subject.endsWith(name))
  );
}

/** Words of parts that may stand in two items of one list. */
export const overlapping = /以上|重点|重大|百强|500强|超过|高新(?!区|开发区|园)|专精特新|上市|具有|拥有|曾|取得/;

/** What can be had, not what was earned. */
export const ofFull = /满分|分值|权重/;

/** 46台(件) */
export const eitherUnit = /^\s*[(/](?:台|件|套|个|辆|项|家|户|份|批|次|人)\)?/;
