import { eq, inArray } from "drizzle-orm";
import type { Metric } from "#kit/server/metric.ts";
import { siteSubject } from "./contract.ts";
import { siteMovements, sites } from "./tables.ts";
import { plannedUses, siteKinds, type SiteKind } from "./words.ts";

const floors: SiteKind[] = ["factorySpace", "officeSpace"];

type Column = "total" | "used" | "free";
const columnWords: Record<Column, string> = { total: "登记面积", used: "已使用面积", free: "可招商面积" };

const counted: Record<Column, string> = {
  total: "截至期末在册的面积之和，在建和已退出的不计",
  used: "截至期末已出租、出让和自用的面积之和，预留的不计",
  free: "截至期末状态为可招商或洽谈中、扣除已占用和预留后的面积之和",
};

/** 存量: what there is at the end of the period, as the sum of all movements until then. */
function stockOf(column: Column, land: boolean): Metric {
  const of = land ? "土地" : "楼宇厂房";
  return {
    code: `sites.${column}${land ? "Land" : "Floor"}`,
    title: `${of}${columnWords[column]}`,
    unit: land ? "亩" : "㎡",
    definition: `${land ? "地块" : "厂房和办公空间"}${counted[column]}；由逐笔面积变动累计，变动以发生日期计入。依据：机构空间资源管理办法。`,
    version: 1,
    permission: "metrics.read",
    facts: {
      table: siteMovements,
      only: land ? eq(siteMovements.kind, "landPlot") : inArray(siteMovements.kind, floors),
    },
    stock: true,
    groups: {
      kind: { title: "种类", column: siteMovements.kind, words: siteKinds },
      plannedUse: { title: "规划用途", column: siteMovements.plannedUse, words: plannedUses },
      region: { title: "行政区划", column: siteMovements.region },
    },
    measure: { kind: "sum", of: siteMovements[column] },
    evidence: [
      { key: "name", title: "名称", column: sites.name, shows: "link" },
      { key: "kind", title: "种类", column: siteMovements.kind, shows: "code", words: siteKinds },
      { key: "change", title: "面积变动", column: siteMovements[column], unit: land ? "亩" : "㎡" },
      { key: "reason", title: "事由", column: siteMovements.reason },
      { key: "happenedOn", title: "发生日期", column: siteMovements.happenedOn, shows: "date" },
      { key: "typedAt", title: "录入时间", column: siteMovements.typedAt, shows: "moment" },
    ],
    about: { table: sites, key: siteMovements.siteId, subject: siteSubject },
  };
}

export const freeLand = stockOf("free", true);
export const freeFloor = stockOf("free", false);

export const siteMetrics = [
  freeLand,
  stockOf("used", true),
  stockOf("total", true),
  freeFloor,
  stockOf("used", false),
  stockOf("total", false),
];
