import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openWorkshop, type Workshop } from "./support/workshop.ts";
import { enterLead, paper, refusal, talkReady } from "./support/projects.ts";
import { metricOperations } from "#results/metrics/contract.ts";
import { arrivalOperations } from "#records/projects/arrivals/contract.ts";
import { signingOperations } from "#records/projects/signings/contract.ts";
import { stageOperations } from "#records/projects/stages/contract.ts";
import { standingOperations } from "#records/projects/standing/contract.ts";
import { supportOperations } from "#records/projects/supports/contract.ts";
import { sheetOperations } from "#records/projects/sheets/contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const week = { kind: "week", onDay: "2026-03-05" } as const;

describe("周报月报", () => {
  test("各数从记录得来，打开就是那些行；签约按种类和币种，不相加；别科的行算在数里而不给看", async () => {
    const { head, officer, chief, other } = shop.jia.people;
    const { say } = shop;
    const lead = (name: string, more: object = {}) =>
      enterLead(say, officer, { ...talkReady, name, receivedOn: "2026-03-03", totalInvestment: "100000000", ...more });
    const { id: one } = await lead("周报一号");
    await say(officer, stageOperations.move, { projectId: one, stage: "negotiating", happenedOn: "2026-03-04" });
    const { id: two } = await lead("周报二号", { receivedOn: "2026-01-20" });
    await say(officer, stageOperations.move, { projectId: two, stage: "negotiating", happenedOn: "2026-01-25" });
    const { id: three, version } = await lead("周报三号", { receivedOn: "2026-01-20" });
    await say(officer, stageOperations.move, { projectId: three, stage: "negotiating", happenedOn: "2026-01-25" });
    await say(officer, standingOperations.change, {
      projectId: three,
      version: version + 1,
      standing: "lost",
      happenedOn: "2026-03-02",
      reason: "落户其他地区",
      wentTo: "示例丁市",
    });
    await enterLead(say, other, { name: "二科线索", receivedOn: "2026-03-05", totalInvestment: "50000000" });
    const sign = (more: object) =>
      say(officer, signingOperations.create, {
        projectId: one,
        happenedOn: "2026-03-04",
        counterpart: "甲",
        ...more,
      } as never);
    await sign({ amount: "90000000" });
    await sign({
      currency: "USD",
      amount: "1000000",
      exchangeRate: "7",
      ratedOn: "2026-03-04",
      rateSource: "中国外汇交易中心",
      kind: "framework",
    });
    const arrived = await say(officer, arrivalOperations.create, {
      projectId: one,
      kind: "registeredCapital",
      happenedOn: "2026-03-05",
      amount: "20000000",
      proofKind: "bankReceipt",
      proofNumber: "示例1",
      files: [await paper(shop.house, officer, "进账单.pdf")],
    });
    await say(chief, arrivalOperations.verify, { projectId: one, id: arrived.id });
    await say(officer, supportOperations.raise, {
      projectId: one,
      kind: "labor",
      need: "招工",
      department: "人社局",
      raisedOn: "2026-03-03",
      workdays: 1,
    });

    const sheet = await say(officer, sheetOperations.show, week);
    expect(sheet.title).toBe("招商工作周报（2026年3月2日至3月8日）");
    const line = (figure: string) => sheet.lines.find((each) => each.figure === figure);
    expect([line("leads")?.period, line("leads")?.yearToDate]).toEqual([
      { count: "2", amount: "150000000.00" },
      { count: "4", amount: "350000000.00" },
    ]);
    expect([line("newTalks")?.period.count, line("newTalks")?.yearToDate?.count]).toEqual(["1", "3"]);
    // 三号三月二日已流失，期末在谈的是一号和二号。
    expect([line("inTalks")?.period, line("inTalks")?.yearToDate]).toEqual([
      { count: "2", amount: "200000000.00" },
      null,
    ]);
    expect(line("funds")?.period).toEqual({ count: "1", amount: "20000000.00" });
    expect(sheet.funds).toEqual([
      { currency: "CNY", count: "1", amount: "20000000.00", yearCount: "1", yearAmount: "20000000.00" },
    ]);
    expect(
      sheet.signings.map(({ kind, currency, count, original, amount }) => [kind, currency, count, original, amount]),
    ).toEqual([
      ["formal", "CNY", "1", "90000000.00", "90000000.00"],
      ["framework", "USD", "1", "1000000.00", "7000000.00"],
    ]);
    const registered = await say(officer, metricOperations.figure, {
      metric: "projects.reached",
      year: 2026,
      from: "2026-03-02",
      to: "2026-03-08",
      params: { stage: "lead" },
    });
    expect(line("leads")?.period.count).toBe(registered.value);

    const opened = await say(officer, sheetOperations.evidence, { ...week, figure: "leads", asOf: sheet.asOf });
    expect(opened.rows.map(({ name }) => name)).toEqual(["周报一号"]);
    expect([opened.total, opened.hidden.count]).toEqual([2, 1]);
    const talks = await say(head, sheetOperations.evidence, { ...week, figure: "inTalks", isAmount: true });
    expect([talks.rows.map(({ name }) => name), talks.value]).toEqual([["周报一号", "周报二号"], "200000000.00"]);
    const framework = { figure: "signings", signingKind: "framework", currency: "USD" } as const;
    expect((await say(head, sheetOperations.evidence, { ...week, ...framework })).total).toBe(1);
    const cut = await refusal(say(head, sheetOperations.evidence, { ...week, figure: "leads", signingKind: "formal" }));
    expect(cut.message).toContain("不能按种类或币种筛选");

    const progress = await say(officer, sheetOperations.progress, { ...week, sort: "name" });
    expect(progress.rows.map(({ name }) => name).toSorted()).toEqual(["周报一号", "周报三号"].toSorted());
    expect(progress.rows.find(({ name }) => name === "周报三号")?.told).toContain("转为流失");
    const problem = sheet.problems.find((each) => each.problem === "lateSupports");
    expect(problem).toMatchObject({ count: 1, opens: { to: "projects/supports", search: { isOverdue: true } } });
    const future = await refusal(say(officer, sheetOperations.show, { kind: "month", onDay: "2026-04-01" }));
    expect(future.message).toContain("还没有开始");
    expect((await say(shop.yi.people.head, sheetOperations.show, week)).lines[0]?.period.count).toBe("0");

    for (const format of ["docx", "xlsx"] as const) {
      const { jobId } = await say(head, sheetOperations.write, { ...week, format });
      const made = await shop.finished(head, jobId);
      expect(made).toMatchObject({ state: "done", result: { fileName: `${sheet.title}.${format}` } });
      if (format === "docx") continue;
      const table = await shop.fetched(head, String(made.result?.fileId));
      expect(table[0]).toEqual(["项目", "单位", "本期", "本期金额（万元）", "本年累计", "累计金额（万元）"]);
      expect(table[1]).toEqual(["新增线索", "个", "2", "15000", "4", "35000"]);
    }
  }, 180_000);
});
