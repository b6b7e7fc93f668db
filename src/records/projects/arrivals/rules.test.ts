import { describe, expect, test } from "vitest";
import type { ArrivalsPack } from "./pack.ts";
import {
  askedAmount,
  countedIn,
  resembled,
  whyNotArrived,
  whyNotProof,
  whyNotStatistic,
  whyNotVerifyArrival,
  yearsOf,
} from "./rules.ts";

const pack: ArrivalsPack = {
  kinds: [
    { kind: "registeredCapital", proofs: ["capitalVerification", "bankReceipt"], isCounted: true },
    { kind: "land", proofs: ["landPayment"], isCounted: false },
  ],
};
const codeOf = (told: object | null) => (told && "code" in told ? told.code : null);

describe("登记到位资金", () => {
  test.each([
    ["还没到的", { fromOn: null, happenedOn: "2026-03-06" }, "arrivals.future"],
    ["早于接到线索的", { fromOn: null, happenedOn: "2025-12-31" }, "arrivals.order"],
    ["期间倒着的", { fromOn: "2026-03-04", happenedOn: "2026-03-01" }, "arrivals.period"],
    ["跨年度的", { fromOn: "2025-12-20", happenedOn: "2026-01-10" }, "arrivals.years"],
    ["今天到的", { fromOn: "2026-01-01", happenedOn: "2026-03-05" }, undefined],
  ])("%s", (_, typed, code) => {
    expect(whyNotArrived(typed, { receivedOn: "2026-01-01" }, "2026-03-05")?.code).toBe(code);
  });

  test("凭证要能证明这一类到位，规则包没有的类型不收，说清可用哪几种", () => {
    expect(whyNotProof("registeredCapital", "bankReceipt", pack)).toBeNull();
    expect(whyNotProof("registeredCapital", "invoice", pack)?.message).toBe(
      "发票不能证明“注册资本”到位，可用：验资报告、银行进账凭证",
    );
    expect(whyNotProof("equipment", "invoice", pack)?.code).toBe("arrivals.kind");
  });

  test.each([
    ["不填即全额", null, "", { countedAmount: "100.00", countedReason: "" }],
    ["少计写明原因", "60.00", "外币部分尚未结汇", { countedAmount: "60.00", countedReason: "外币部分尚未结汇" }],
    ["少计不写原因", "60.00", " ", "arrivals.counted.reason"],
    ["多计", "100.01", "凑整", "arrivals.counted.more"],
  ])("计入金额：%s", (_, countedAmount, countedReason, wanted) => {
    const told = countedIn({ kind: "registeredCapital", countedAmount, countedReason }, "100.00", pack);
    expect(typeof wanted === "string" ? codeOf(told) : told).toEqual(wanted);
  });

  test("按口径不计的类型照样登记，计入为 0；要计入的拒绝", () => {
    const land = { kind: "land", countedReason: "" } as const;
    expect(countedIn({ ...land, countedAmount: null }, "100.00", pack)).toEqual({
      countedAmount: "0.00",
      countedReason: "按现行口径不计入",
    });
    expect(codeOf(countedIn({ ...land, countedAmount: "100.00" }, "100.00", pack))).toBe("arrivals.counted.kind");
  });

  test("一笔超过计划总投资的先问", () => {
    expect(askedAmount("100000000.01", "100000000.00")).toContain("请核对单位");
    expect([askedAmount("1.00", "100000000.00"), askedAmount("1.00", null)]).toEqual([null, null]);
  });
});

describe("疑似重复", () => {
  const other = {
    id: "1",
    projectId: "p",
    happenedOn: "2026-02-01",
    originalAmount: "100.00",
    currency: "CNY",
    proofNumber: "AB12",
    projectName: null,
  };
  const typed = { projectId: "p", happenedOn: "2026-02-02", originalAmount: "50.00", currency: "CNY", proofNumber: "" };
  test.each([
    ["凭证号相同，空格大小写不论", { ...typed, proofNumber: " ab 12" }, "已用在本项目2026年2月1日的一笔上"],
    ["同日同额", { ...typed, happenedOn: "2026-02-01", originalAmount: "100" }, "已登记过同样金额的一笔"],
    ["同日同额而币种不同", { ...typed, happenedOn: "2026-02-01", originalAmount: "100", currency: "USD" }, "没有问"],
    ["都没有凭证号", typed, "没有问"],
  ])("%s", (_, row, said) => {
    const message = resembled(row, [{ ...other }, { ...other, id: "2", proofNumber: "" }])?.message;
    expect(message ?? "没有问").toContain(said);
  });

  test("别的项目用过的凭证号：看得到的说出项目，看不到的只说另一个项目；别的项目同日同额不算", () => {
    const elsewhere = { ...other, projectId: "q" };
    const same = { ...typed, proofNumber: "AB12" };
    expect(resembled(same, [{ ...elsewhere, projectName: "示例项目" }])?.message).toContain("项目“示例项目”");
    expect(resembled(same, [elsewhere])?.message).toContain("另一个项目");
    expect(resembled({ ...typed, happenedOn: "2026-02-01", originalAmount: "100" }, [elsewhere])).toBeNull();
  });
});

test("核验：一次，由另一人", () => {
  const row = { verifiedAt: null, byId: "a" };
  expect(whyNotVerifyArrival(row, "b")).toBeNull();
  expect(whyNotVerifyArrival(row, "a")?.code).toBe("arrivals.verify.self");
  expect(whyNotVerifyArrival({ ...row, verifiedAt: "2026" }, "b")?.code).toBe("arrivals.verify.done");
});

test("分年度：只合计已核验的；统计数并列，取最后出的一个，不并入", () => {
  const row = (happenedOn: string, countedAmount: string, verifiedAt: string | null) => ({
    happenedOn,
    countedAmount,
    verifiedAt,
  });
  const rows = [row("2025-06-01", "10.00", "x"), row("2025-12-31", "5.50", null), row("2026-01-01", "7.00", "x")];
  const statistics = [
    { year: 2025, amount: "8.00", issuedOn: "2026-01-20" },
    { year: 2025, amount: "12.00", issuedOn: "2026-03-01" },
  ];
  expect(yearsOf(rows, statistics)).toEqual([
    { year: 2026, counted: "7.00", waiting: "0.00", statistic: null, difference: null },
    { year: 2025, counted: "10.00", waiting: "5.50", statistic: "12.00", difference: "-2.00" },
  ]);
});

test("统计数：出数日期不能在年度之前，也不能晚于今天", () => {
  expect(whyNotStatistic({ year: 2025, issuedOn: "2026-02-01" }, "2026-03-05")).toBeNull();
  expect(whyNotStatistic({ year: 2026, issuedOn: "2025-12-31" }, "2026-03-05")?.code).toBe("projectStatistics.order");
  expect(whyNotStatistic({ year: 2026, issuedOn: "2026-03-06" }, "2026-03-05")?.code).toBe("projectStatistics.future");
});
