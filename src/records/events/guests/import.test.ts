import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { companyOperations } from "#records/directory/contract.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { eventOperations } from "../contract.ts";
import { guestOperations } from "./contract.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const officer = () => shop.jia.people.officer;
const fair = { name: "示例推介会", kind: "outboundTrip" as const, fromOn: "2026-03-02", toOn: "2026-03-04" };
const titles = ["序号", "参会单位", "参会人", "职务", "签到", "合作意向", "场次"];
const preview = (rows: string[][]) => shop.preview(officer(), "签到表.csv", csvOf(titles, ...rows), {}, "attendance");

/** As the page of an event begins it. */
async function previewFor(aboutId: string, rows: string[][]) {
  const fileId = await shop.upload(officer(), "签到表.csv", csvOf(titles, ...rows));
  const { id } = await shop.say(officer(), importOperations.start, { kind: "attendance", fileId, aboutId });
  const [sheet] = (await shop.settled(officer(), id)).sheets;
  const { name = "", headerRow = 1, proposed: mapping = {} } = sheet ?? {};
  await shop.say(officer(), importOperations.map, { id, sheet: name, headerRow, mapping });
  return shop.settled(officer(), id);
}

const listed = async (eventId: string) =>
  (await shop.say(officer(), guestOperations.list, { eventId, sort: "companyName" })).rows.map(
    ({ companyName, personName, attendance, match, talk }) => [companyName, personName, attendance, match, talk],
  );
const problemsOf = async (batchId: string) =>
  (await shop.say(officer(), importOperations.rows, { batchId, outcome: "error", limit: 100 })).rows.map(
    ({ problems }) => problems.map(({ message }) => message).join("；"),
  );

describe("到会名单导入", () => {
  test("库内的对上，不认识的待核实且不入库，已请的记到会；同一人两次、没有的活动都说清；撤销后如初", async () => {
    const { id: eventId } = await shop.say(officer(), eventOperations.create, fair);
    await shop.say(officer(), companyOperations.create, { name: "示例到会电子公司" });
    await shop.say(officer(), guestOperations.add, { eventId, companyName: "示例邀请公司", personName: "客甲" });
    const asked = await listed(eventId);
    const batch = await preview([
      ["1", "示例到会电子公司", "客乙", "总经理", "是", "有意设厂", "示例推介会"],
      ["2", "示例陌生公司", "客丙", "", "", "", "示例推介会"],
      ["3", "示例邀请公司", "客甲", "", "已签到", "", "示例推介会"],
      ["4", "示例陌生公司", "客 丙", "", "否", "", "示例推介会"],
      ["5", "示例另一公司", "客丁", "", "是", "", "没有的活动"],
    ]);
    expect(batch.counts).toMatchObject({ create: 2, update: 1, error: 2, warned: 2 });
    expect(await problemsOf(batch.id)).toEqual([
      expect.stringMatching(/与第 3 行是同一位来宾/),
      expect.stringMatching(/没有找到唯一一场叫“没有的活动”的活动/),
    ]);
    await shop.say(officer(), importOperations.commit, { id: batch.id, version: batch.version });
    expect((await shop.settled(officer(), batch.id)).state).toBe("committed");
    expect(await listed(eventId)).toEqual([
      ["示例到会电子公司", "客乙", "attended", "linked", "有意设厂"],
      ["示例陌生公司", "客丙", "attended", "proposed", ""],
      ["示例邀请公司", "客甲", "attended", "proposed", ""],
    ]);
    expect((await shop.say(officer(), companyOperations.list, { search: "陌生" })).total).toBe(0);

    await shop.say(officer(), importOperations.revert, { id: batch.id, reason: "传错了" });
    expect((await shop.settled(officer(), batch.id)).state).toBe("reverted");
    expect(await listed(eventId)).toEqual(asked);
  });

  test("从活动页进入的不看场次列；还没开始的活动不收到会", async () => {
    const later = { ...fair, name: "示例下月活动", fromOn: "2026-04-02", toOn: "2026-04-02" };
    const { id } = await shop.say(officer(), eventOperations.create, later);
    const batch = await previewFor(id, [["1", "示例早到公司", "客戊", "", "是", "", "别的名称"]]);
    expect(await problemsOf(batch.id)).toEqual([expect.stringMatching(/活动定在 2026-04-02，还没有开始/)]);
  });
});
