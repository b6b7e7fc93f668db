import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sqlState } from "#kit/server/serve.ts";
import { openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { enterLead, refusal, talkReady } from "#tests/support/projects.ts";
import { projectOperations } from "../contract.ts";
import { stageOperations } from "../stages/contract.ts";
import { standingOperations } from "../standing/contract.ts";
import { reportOperations } from "./contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const sheet = "talks";
const january = { sheet, fromOn: "2026-01-01", toOn: "2026-01-31" };
const february = { sheet, fromOn: "2026-02-01", toOn: "2026-02-28" };

async function talking(name: string, totalInvestment: string, happenedOn: string) {
  const { officer } = shop.jia.people;
  const { id: projectId } = await enterLead(shop.say, officer, {
    ...talkReady,
    name,
    totalInvestment,
    receivedOn: "2026-01-05",
  });
  await shop.say(officer, stageOperations.move, { projectId, stage: "negotiating", happenedOn });
  return projectId;
}

describe("项目上报", () => {
  test("上报、再报看出变化、更正成为另一版：报过的不变；表格读回与快照一致", async () => {
    const { head, officer, chief, other, performance } = shop.jia.people;
    const { say } = shop;
    const first = await talking("上报一号", "120000000", "2026-01-10");
    const second = await talking("上报二号", "50000000", "2026-01-12");
    await talking("上报三号", "80000000", "2026-02-10");

    const preview = await say(performance, reportOperations.preview, january);
    expect(preview.counts).toEqual({ rows: 2, added: 2, changed: 0, gone: 0, same: 0 });
    const sent = { ...january, digest: preview.digest };
    expect((await refusal(say(officer, reportOperations.report, sent))).kind).toBe("forbidden");
    expect((await refusal(say(chief, reportOperations.report, sent))).kind).toBe("forbidden");
    expect((await say(chief, reportOperations.preview, january)).may.report).not.toBeNull();
    const stale = await refusal(say(performance, reportOperations.report, { ...sent, digest: "0".repeat(64) }));
    expect(stale.code).toBe("projectReports.send.changed");
    const report = await say(performance, reportOperations.report, sent);
    expect(report).toMatchObject({ rowCount: 2, addedCount: 2, previousId: null, digest: preview.digest });
    expect((await refusal(say(head, reportOperations.report, sent))).code).toBe("projectReports.report.twice");

    // 一号改了金额，二号流失，三号新到在谈。
    const { project } = await say(officer, projectOperations.get, { id: first });
    const changes = { totalInvestment: "150000000" };
    await say(officer, projectOperations.update, { id: first, version: project.version, changes });
    await say(officer, standingOperations.change, {
      projectId: second,
      version: (await say(officer, projectOperations.get, { id: second })).project.version,
      standing: "lost",
      happenedOn: "2026-02-15",
      reason: "落户其他地区",
      wentTo: "示例丁市",
    });
    const next = await say(head, reportOperations.preview, february);
    expect(next.counts).toEqual({ rows: 2, added: 1, changed: 1, gone: 1, same: 0 });
    const told = next.rows.map(({ name, change, changes: cells, reason }) => [name, change, reason, cells]);
    expect(told[0]?.slice(0, 2)).toEqual(["上报二号", "gone"]);
    expect(told[0]?.[2]).toBe("流失：落户其他地区");
    expect(told[1]?.slice(0, 2)).toEqual(["上报三号", "added"]);
    expect(told[2]?.[3]).toContainEqual({ heading: "意向投资额", before: "12000", after: "15000" });
    const again = await say(head, reportOperations.report, { ...february, digest: next.digest });
    expect(again).toMatchObject({ rowCount: 2, addedCount: 1, changedCount: 1, goneCount: 1, previousId: report.id });

    // 更正一月：二号当时还在，金额按今天的记录。
    const correcting = await say(head, reportOperations.preview, { ...january, correctsId: report.id });
    expect(correcting.counts).toMatchObject({ rows: 2, changed: 1, gone: 0 });
    const corrected = await say(head, reportOperations.correct, {
      id: report.id,
      digest: correcting.digest,
      reason: "一号金额报少了",
    });
    const page = await say(officer, reportOperations.get, { id: report.id });
    expect(page.versions.map(({ id }) => id)).toEqual([report.id, corrected.id]);
    expect([page.isIntact, page.report.digest, page.report.correctedById, page.hidden]).toEqual([
      true,
      preview.digest,
      corrected.id,
      0,
    ]);
    const kept = await say(officer, reportOperations.rows, { id: report.id });
    expect(kept.rows.map(({ cells }) => cells[4])).toEqual(["12000", "5000"]);
    const over = { id: report.id, digest: correcting.digest, reason: "再改" };
    expect((await refusal(say(head, reportOperations.correct, over))).code).toBe("projectReports.correct.done");
    const same = await say(head, reportOperations.preview, { ...january, correctsId: corrected.id });
    const nothing = { id: corrected.id, digest: same.digest, reason: "再改" };
    expect((await refusal(say(head, reportOperations.correct, nothing))).code).toBe("projectReports.correct.same");

    // 别的科室看得到报过，看不到不在范围内的行；别的机构什么也没有。
    const seen = await say(other, reportOperations.get, { id: again.id });
    expect(seen.hidden).toBe(3);
    expect((await say(other, reportOperations.rows, { id: again.id })).rows).toEqual([]);
    expect((await say(shop.yi.people.head, reportOperations.list, {})).total).toBe(0);
    expect((await refusal(say(shop.yi.people.head, reportOperations.get, { id: again.id }))).kind).toBe("missing");

    // 写出再读回：每一格都是快照里的那一格。
    const { jobId } = await say(head, reportOperations.write, { id: again.id });
    const made = await shop.finished(head, jobId);
    expect(made).toMatchObject({ state: "done", result: { rows: 2 } });
    const table = await shop.fetched(head, String(made.result?.fileId));
    const columns = seen.columns.map(({ heading }) => heading);
    expect(table[3]?.slice(1).map((heading) => heading.replace(/（万元）$/, ""))).toEqual(columns);
    const { rows } = await say(head, reportOperations.rows, { id: again.id });
    const cells = rows.filter(({ change }) => change !== "gone").map((row) => row.cells.map((cell) => cell ?? ""));
    const width = columns.length;
    const read = table.slice(4, 6).map((row) => Array.from({ length: width }, (_, at) => row[at + 1] ?? ""));
    expect(read).toEqual(cells);
    expect(table[6]?.[columns.indexOf("意向投资额") + 1]).toBe("23000");

    // 已上报的不能改，也不能删。
    const touch = shop.house.database.transaction({ role: "owner" }, (db) =>
      db.execute(sql`update project_report_row set name = '改' where report_id = ${report.id}`),
    );
    expect(await touch.then(() => null, sqlState)).toBe("23000");
  }, 180_000);
});
