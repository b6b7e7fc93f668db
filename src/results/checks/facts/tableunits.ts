/*
 * 表格里的单位: of each figure, from its own cell, the head of its column, a column 计量单位, the title of its row, the line
 * “单位：万元” above, or the words of the head (执行率 is a percentage, 得分 are points).
 */
import { matchesOf } from "./matches.ts";
import { onceForWords } from "./once.ts";
import { measuredIn } from "./quantities.ts";
import type { Table } from "./table.ts";
import { type Unit, unitNamed } from "./units.ts";

const unitLine = /(?:金额|货币|计量)?单位\s*[:：]?\s*(?:均?为|是)?\s*([^\s，。；）)]{1,16})/;

/** The units a table's caption names, nearest first: 单位：家次、万元 */
function sharedUnits(lines: readonly string[]): Unit[] {
  for (const line of lines) {
    const [, written] = unitLine.exec(line) ?? /[(（]\s*([^()（）]{1,12})\s*[)）]\s*$/.exec(line) ?? [];
    const units = (written ?? "")
      .split(/[、,，/]/)
      .flatMap((title) => unitNamed(title.trim().replace(/人民币$/, "")) ?? []);
    if (units.length > 0) return units;
  }
  return [];
}

/** A unit in brackets, or at the end behind a comma or slash: 预算数（万元）, 面积/亩, 占比%, 投资强度（万元/亩）. */
function unitInTitle(title: string): Unit | null {
  for (const match of matchesOf(title, /[(（,，/:：]\s*(?:单位[:：]?)?([^()（）,，:：]{1,12})\s*[)）]?/g)) {
    // 决策（20分）: what is given to the column, in the unit of its figures.
    const written = (match[1] ?? "").trim().replace(/^\d+(?:\.\d+)?(?=分$)/, "");
    const unit = unitNamed(written) ?? rateUnit(written) ?? unitNamed(written.split("/")[0] ?? "");
    if (unit) return unit;
  }
  return title.endsWith("%") ? unitNamed("%") : null;
}

/** 吨标准煤/万元: what is measured per what, where the second has a scale. */
function rateUnit(written: string): Unit | null {
  const [one = "", per = "", more] = written.split("/");
  const unit = unitNamed(one);
  return unit && unitNamed(per) && more === undefined
    ? { ...unit, title: written, dimension: `${unit.dimension}/${per}` }
    : null;
}

/** Columns whose figures name or number something. */
export const isNaming = onceForWords(
  (title) =>
    /序号|行次|编码|代码|编号|年份|电话|手机|邮编|排名|位次|名次|排序|备注|说明|日期|时间|文号|账号|^栏次|^No\.?$/i.test(
      title,
    ) || /^(?:年度|号|类|款|项)$/.test(title),
);

const counted: readonly [RegExp, string][] = [
  [/百分点/, "个百分点"],
  [/率(?:[(（]|$)|比重|占比|比例|增幅|增速|降幅|同比|环比|进度$|增长(?:[(（]|$)|覆盖面$/, "%"],
  [/得分|分值|扣分|权重|总分|满分|评分|自评分|加分/, "分"],
  [/项目数|个数|项目个/, "个"],
  [/企业数|家数|户数/, "家"],
  [/人数|从业人员$|在职人员$|就业人员$/, "人"],
];
const money =
  /金额|资金|预算|决算|支出|收入|投资|税收|补[助贴]|奖励|经费|拨款|执行|产值|营收|利润|结余|结转|余额|到位|兑现|到资|外资/;
const thing = /数(?:量)?$|企业|项目|户|家|人|批|次|件/;

function byWords(title: string): Unit | null {
  const found = counted.find(([words]) => words.test(title));
  return found ? unitNamed(found[1]) : null;
}

function fromShared(title: string, shared: Unit[]): Unit | null {
  if (shared.length < 2) return shared[0] ?? null;
  const plain = title.replaceAll(/\([^()]*\)/g, "");
  const isMoney = (unit: Unit) => ["yuan", "usd", "eur", "hkd"].includes(unit.dimension);
  if (/(?:企业|项目|[户家人批次件]|个|数|数量)$/.test(plain)) return shared.find((unit) => !isMoney(unit)) ?? null;
  if (money.test(title)) return shared.find(isMoney) ?? null;
  return thing.test(title) ? (shared.find((unit) => !isMoney(unit)) ?? null) : (shared.find(isMoney) ?? null);
}

const withoutSpaces = (text: string): string => text.replaceAll(/\s+/g, "");

export function giveUnits(table: Table, above: readonly string[]): void {
  const titles = Array.from({ length: table.columns }, (_, column) => table.columnTitle(column));
  const units = titles.findIndex((title) => /^(?:计量|度量)?单位$/.test(title));
  const shared = sharedUnits(above.map(withoutSpaces));
  titles.forEach((title, column) => {
    if (isNaming(title)) return;
    const named = unitInTitle(title) ?? byWords(title);
    const plain = plainColumn(table, column);
    // Under 2023年, 完成值 the rows say what is measured; under 满意, 一般 they are only things.
    const isGeneric = /^$|年|[值数]$|完成|目标|实际|本期|上期|情况|指标|金额/.test(title);
    for (let row = table.body; row < table.rows; row++) {
      const fact = table.figure(row, column);
      if (!fact || fact.unit) continue;
      const name = table.labels(row).at(-1) ?? "";
      const unit =
        (named?.dimension === "percent" || named?.dimension === "point" ? named : null) ??
        (units >= 0 ? unitNamed(table.text(row, units)) : null) ??
        unitInTitle(name) ??
        named ??
        (isGeneric ? byWords(name) : null) ??
        fromShared(title, shared) ??
        plain;
      if (unit) Object.assign(fact, measuredIn(fact, unit, fact.hedge));
    }
  });
}

/** Small whole numbers without any unit are counts of things. */
function plainColumn(table: Table, column: number): Unit | null {
  for (let row = table.body; row < table.rows; row++) {
    const fact = table.figure(row, column);
    if (fact && (fact.unit || fact.places > 0 || Math.abs(fact.value) >= 10_000)) return null;
  }
  return { title: "", dimension: "个", factor: 1 };
}
