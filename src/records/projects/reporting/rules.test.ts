import { describe, expect, test } from "vitest";
import { cellsOf, headingOf, isReported, type Reportable, type ReportColumn } from "../reportables/rules.ts";
import { ReportingPack } from "../reportables/pack.ts";
import {
  compared,
  countsOf,
  goneReason,
  goneRows,
  totalOf,
  whyNotCorrect,
  whyNotGone,
  whyNotPeriod,
  whyNotReport,
  whyNotSame,
  whyNotSend,
} from "./rules.ts";

const column = (field: ReportColumn["field"], heading: string, more: Partial<ReportColumn> = {}): ReportColumn => ({
  field,
  heading,
  unit: null,
  precision: null,
  ...more,
});
const columns = [
  column("name", "项目"),
  column("totalInvestment", "总投资", { unit: "yi", precision: 2 }),
  column("stage", "进度"),
];
const project = (more: Partial<Reportable> = {}): Reportable => ({
  projectId: "a",
  code: "P2026-0001",
  name: "示例甲",
  investorName: "示例集团",
  creditCode: null,
  track: "service",
  capital: "domestic",
  investorKind: null,
  sourcePlace: "",
  industry: "C",
  regionName: null,
  brief: "",
  totalInvestment: "125000000.00",
  fixedAssetInvestment: null,
  agreedInvestment: null,
  arrivedTotal: "0",
  arrivedThisYear: "0",
  arrivedInPeriod: "0",
  standing: "ongoing",
  receivedOn: "2026-01-01",
  expectedOn: null,
  landedOn: null,
  divisionName: null,
  progress: null,
  days: { lead: "2026-01-01", negotiating: "2026-01-09", signed: "2026-02-01" },
  ...more,
});
const sent = (projectId: string, ...cells: (string | null)[]) => ({ projectId, name: `项目${projectId}`, cells });

describe("上报的规则", () => {
  test("格子按列的单位和小数位数四舍五入，没有填的留空，阶段是期末到的最后一个", () => {
    expect(cellsOf(columns, project())).toEqual(["示例甲", "1.25", "签约"]);
    expect(cellsOf(columns, project({ totalInvestment: "125500000", days: { lead: "2026-01-01" } }))).toEqual([
      "示例甲",
      "1.26",
      "线索",
    ]);
    expect(cellsOf(columns, project({ totalInvestment: null }))[1]).toBeNull();
    expect(headingOf(column("totalInvestment", "总投资", { unit: "yi" }))).toBe("总投资（亿元）");
    expect(headingOf(column("totalInvestment", "总投资（亿元）", { unit: "yi" }))).toBe("总投资（亿元）");
  });

  test.each([
    ["已签约、推进中", {}, true],
    ["还在谈", { days: { lead: "2026-01-01", negotiating: "2026-01-09" } }, false],
    ["越过签约已注册", { days: { lead: "2026-01-01", registered: "2026-02-02" } }, true],
    ["已流失", { standing: "lost" as const }, false],
    ["金额不到", { totalInvestment: "9999" }, false],
    ["金额未定", { totalInvestment: null }, false],
  ])("上报范围：%s", (_, more, wanted) => {
    const rows = { reached: "signed", standings: ["ongoing"], atLeast: "10000" } as const;
    const reach = () => ["signed", "registered"] as const;
    expect(isReported({ ...rows, standings: [...rows.standings] }, project(more), reach)).toBe(wanted);
    const until = { ...rows, standings: [...rows.standings], before: "registered" as const };
    expect(isReported(until, project(more), reach)).toBe(wanted && !("registered" in project(more).days));
  });

  test("逐行比对：新增、变化的格旧 → 新、没有变化、不再上报；列按字段认，新加的列不算变化", () => {
    const before = {
      columns: [column("stage", "进度"), column("name", "项目名称")],
      rows: [sent("a", "签约", "甲"), sent("b", "注册", "乙"), sent("c", "注册", "丙")],
    };
    const now = {
      columns,
      rows: [sent("a", "甲", "1.00", "注册"), sent("b", "乙", "2.00", "注册"), sent("d", "丁", null, "签约")],
    };
    const { rows, gone } = compared(now, before);
    expect(rows.map(({ change, changes }) => [change, changes])).toEqual([
      ["changed", [{ heading: "进度", before: "签约", after: "注册" }]],
      ["same", []],
      ["added", []],
    ]);
    expect(gone.map(({ projectId }) => projectId)).toEqual(["c"]);
    const left = goneRows(gone, new Map([["c", "流失：落户外地"]]), 4);
    expect(left.rows).toMatchObject([
      { projectId: "c", change: "gone", position: 4, reason: "流失：落户外地", cells: [] },
    ]);
    expect(countsOf([...rows, ...left.rows])).toEqual({ rows: 3, added: 1, changed: 1, gone: 1, same: 1 });
    expect(compared(now, null).rows.every(({ change }) => change === "added")).toBe(true);
    expect(totalOf(now.rows, 1)).toBe("3.00");
  });

  test("不再上报的原因：记录说得出的自动写，说不出的由人写", () => {
    const rows = { reached: "signed", standings: ["ongoing" as const] } as never;
    const now = { standing: "lost", standingReason: "落户外地", isRemoved: false, days: {} } as const;
    expect(goneReason(rows, now)).toBe("流失：落户外地");
    expect(goneReason(rows, { ...now, standing: "ongoing" })).toBeNull();
    const until = { reached: "negotiating", before: "signed", standings: ["ongoing" as const] } as never;
    const signed = { ...now, standing: "ongoing", days: { lead: "2026-01-01", registered: "2026-02-01" } } as const;
    expect(goneReason(until, signed)).toBe("已到注册");
    expect(goneReason(rows, { ...now, isRemoved: true })).toBe("登记已随导入撤销");
    expect(whyNotGone([{ name: "示例" }])?.message).toContain("“示例”上次报过、这次没有，请写明不再上报的原因");
    expect(whyNotGone([])).toBeNull();
  });

  test.each([
    ["同一期", "2026-01-01", "2026-01-31", "projectReports.report.twice"],
    ["更早的一期", "2025-12-01", "2025-12-31", "projectReports.report.order"],
    ["重叠的期间", "2026-01-31", "2026-02-28", "projectReports.report.overlap"],
    ["下一期", "2026-02-01", "2026-02-28", undefined],
  ])("再报%s", (_, fromOn, toOn, code) => {
    expect(whyNotReport({ fromOn, toOn }, { fromOn: "2026-01-01", toOn: "2026-01-31" })?.code).toBe(code);
  });

  test("期间、预览与更正", () => {
    expect(whyNotPeriod({ fromOn: "2026-02-01", toOn: "2026-01-01" }, "2026-03-05")?.code).toContain("order");
    expect(whyNotPeriod({ fromOn: "2026-03-01", toOn: "2026-03-31" }, "2026-03-05")?.message).toContain("还没有到");
    expect(whyNotSend("a", "b")?.message).toContain("请重新预览核对");
    expect(whyNotSame([{ change: "same" }])?.message).toContain("没有可更正的");
    expect(whyNotSame([{ change: "same" }, { change: "gone" }])).toBeNull();
    expect(whyNotCorrect({ correctedById: "x" })?.message).toContain("最新的版本");
  });

  test("规则包：金额列要写单位和位数，表头和字段不重复", () => {
    const sheet = (all: object[]) => ({
      sheets: [
        {
          code: "a",
          title: "表",
          authority: "上级",
          document: "示例",
          rows: { reached: "signed", standings: ["ongoing"] },
          columns: all,
        },
      ],
    });
    const name = { field: "name", heading: "项目" };
    expect(ReportingPack.safeParse(sheet([name])).success).toBe(true);
    expect(ReportingPack.safeParse(sheet([name, { field: "totalInvestment", heading: "总投资" }])).success).toBe(false);
    expect(ReportingPack.safeParse(sheet([{ ...name, unit: "wan", precision: 2 }])).success).toBe(false);
    expect(ReportingPack.safeParse(sheet([name, { field: "code", heading: "项目" }])).success).toBe(false);
  });
});
