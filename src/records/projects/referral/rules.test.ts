import { describe, expect, test } from "vitest";
import {
  findingsFor,
  matchOf,
  referralLight,
  referralStateOn,
  termOf,
  whyNotExtend,
  whyNotFile,
  whyNotTransfer,
} from "./rules.ts";
import type { ReferralPack } from "./pack.ts";

const pack: ReferralPack = {
  protect: { least: 3, most: 6, usual: 6 },
  reportDays: 45,
  extendMonths: 3,
  extensions: 1,
  remindDays: 15,
  sameWithin: 24,
  samePercent: 10,
  document: "示范口径",
};
const dated = {
  expiresOn: "2026-09-05",
  reportDueOn: "2026-04-19",
  disputedOn: null,
  outcome: null,
  standing: "ongoing",
} as const;

describe("首谈首报的状态由日期说明", () => {
  test.each([
    ["2026-04-19", {}, "protected"],
    ["2026-04-20", {}, "lapsed"],
    ["2026-09-06", { reportDueOn: "2026-10-01" }, "expired"],
    ["2026-09-06", { disputedOn: "2026-04-01" }, "disputed"],
    ["2026-03-06", { standing: "lost" }, "released"],
    ["2026-03-06", { standing: "dormant" }, "protected"],
    ["2026-03-06", { outcome: "overruled", disputedOn: "2026-03-05" }, "overruled"],
  ] as const)("%s %j → %s", (day, more, state) => {
    expect(referralStateOn({ ...dated, ...more }, day)).toBe(state);
  });

  test("保护期按月、报告期限按日起算；灯照着近的那个亮", () => {
    expect(termOf("2026-03-05", 6, pack)).toEqual({ expiresOn: "2026-09-05", reportDueOn: "2026-04-19" });
    const light = (day: string, more: object = {}) =>
      referralLight({ state: "protected", ...dated, ...more }, day, pack.remindDays);
    expect(light("2026-03-05")).toMatchObject({ state: "green", text: "报进展还剩 45 天" });
    expect(light("2026-04-10")).toMatchObject({ state: "yellow" });
    expect(light("2026-04-19")).toMatchObject({ state: "red", text: "报进展就在今天" });
    expect(light("2026-09-01", { reportDueOn: "2026-10-01" })).toMatchObject({ state: "red", text: "到期还剩 4 天" });
    expect(light("2026-04-10", { state: "disputed" }).text).toBe("争议中，停止计时");
  });
});

describe("同一投资方", () => {
  const earlier = {
    investorId: null,
    creditCode: null,
    investorKey: "示例云帆",
    region: "110105",
    amount: "1000000000",
    happenedOn: "2025-01-05",
  };
  const later = { ...earlier };
  test.each([
    ["名称、落位相同，金额差一成", { amount: "1100000000" }, "sameProject"],
    ["金额差一成多一分", { amount: "1100000000.01" }, null],
    ["金额少一成", { amount: "900000000" }, "sameProject"],
    ["落位在另一个区县", { region: "110106" }, null],
    ["落位是它的下级", { region: "110105001" }, "sameProject"],
    ["金额未定", { amount: null }, null],
    ["落位未定", { region: null }, null],
    ["名称不同", { investorKey: "示例远山" }, null],
  ] as const)("%s → %s", (_title, more, match) => {
    expect(matchOf(earlier, { ...later, ...more }, "2026-03-05", pack)).toBe(match);
  });

  test("同一家企业、同一代码的，金额和落位不论；代码不同的就是两家", () => {
    const far = { ...later, region: "990101", amount: "1" };
    expect(matchOf({ ...earlier, investorId: "a" }, { ...far, investorId: "a" }, "2029-03-05", pack)).toBe(
      "sameInvestor",
    );
    expect(matchOf({ ...earlier, creditCode: "X" }, { ...far, creditCode: "X" }, "2029-03-05", pack)).toBe("sameCode");
    expect(matchOf({ ...earlier, creditCode: "X" }, { ...later, creditCode: "Y" }, "2026-03-05", pack)).toBeNull();
  });

  test("24 个月以前的备案不再算", () => {
    expect(matchOf(earlier, later, "2027-01-05", pack)).toBe("sameProject");
    expect(matchOf(earlier, later, "2027-01-06", pack)).toBeNull();
  });
});

describe("备案、延期、流转", () => {
  const project = { region: "110105", totalInvestment: "1" };
  const asked = { contactedOn: "2026-03-01", months: 6, files: ["a"] };
  const now = { today: "2026-03-05", isSigned: false, own: null, pack };
  test.each([
    ["都齐了", {}, {}, {}, null],
    ["已签约", {}, {}, { isSigned: true }, "referrals.file.signed"],
    ["已有保护中的备案", {}, {}, { own: "protected" }, "referrals.file.held"],
    ["上一份已失效", {}, {}, { own: "lapsed" }, null],
    ["没有落位", { region: null }, {}, {}, "referrals.file.missing"],
    ["洽谈日期在明天", {}, { contactedOn: "2026-03-06" }, {}, "referrals.file.future"],
    ["没有证明", {}, { files: [] }, {}, "referrals.file.files"],
    ["保护期两个月", {}, { months: 2 }, {}, "referrals.file.months"],
  ] as const)("备案：%s", (_title, field, more, moment, code) => {
    expect(whyNotFile({ ...project, ...field }, { ...asked, ...more }, { ...now, ...moment })?.code ?? null).toBe(code);
  });

  test.each([
    ["protected", 0, 3, null],
    ["protected", 1, 3, "referrals.extend.times"],
    ["protected", 0, 4, "referrals.extend.months"],
    ["disputed", 0, 3, "referrals.extend.disputed"],
    ["lapsed", 0, 3, "referrals.extend.state"],
  ] as const)("延期：%s，已延 %i 次，再延 %i 个月", (state, extensionCount, months, code) => {
    expect(whyNotExtend({ state, extensionCount }, months, pack)?.code ?? null).toBe(code);
  });

  const given = { giverId: "a", receiverId: "b", percent: 40, held: 60, files: ["a"] };
  test.each([
    ["照协议", "protected", {}, null],
    ["多于现任所持", "protected", { percent: 61 }, "referrals.transfer.percent"],
    ["一分不给", "protected", { percent: 0 }, "referrals.transfer.percent"],
    ["给自己", "protected", { receiverId: "a" }, "referrals.transfer.self"],
    ["没有协议", "protected", { files: [] }, "referrals.transfer.files"],
    ["争议中", "disputed", {}, "referrals.transfer.state"],
  ] as const)("流转：%s", (_title, state, more, code) => {
    expect(whyNotTransfer(state, { ...given, ...more })?.code ?? null).toBe(code);
  });
});

describe("签约关口", () => {
  test("签约关口：争议中不能签，他方保护中不能签，自己在保护中可以", () => {
    const find = (own: Parameters<typeof findingsFor>[1]["own"], elsewhere: (string | null)[]) =>
      findingsFor("signed", { id: "p", own, elsewhere }).map(({ message }) => message);
    expect(find("disputed", [])).toEqual(["首谈争议还没有裁定，裁定后才能签约"]);
    expect(find(null, ["项目一科"])[0]).toContain("请与项目一科商定流转");
    expect([find("protected", ["项目一科"]), find(null, [])]).toEqual([[], []]);
  });
});
