import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import type { Actor } from "#kit/server/context.ts";
import { perform } from "#kit/server/serve.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { companyOperations } from "../contract.ts";
import { moveProspects } from "./actions.ts";
import { prospectOperations } from "./contract.ts";
import { nameKeyOf, whyNotMove } from "./rules.ts";

let shop: Workshop;
beforeAll(async () => {
  shop = await openWorkshop();
}, 120_000);
afterAll(() => shop.close());

const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );
const enlist = (actor: Actor, name: string, more = {}) =>
  shop.say(actor, prospectOperations.create, { year: 2026, theme: "生物医药", name, ...more });
const shown = async (actor: Actor, id: string) => (await shop.say(actor, prospectOperations.get, { id })).prospect;

describe("跟进状态", () => {
  const linked = { state: "negotiating", companyId: "x" } as const;
  test.each<[Parameters<typeof whyNotMove>, string | null]>([
    [[linked, "landed", ""], null],
    [[{ ...linked, companyId: null }, "landed", ""], "落地的目标企业须先关联库内企业，或转入企业库"],
    [[linked, "abandoned", ""], "请写明放弃的原因，以便日后复盘"],
    [[linked, "negotiating", ""], "已经是“在谈”，无需再改"],
    [[{ ...linked, state: "abandoned" }, "touched", ""], "已经“放弃”，重新跟进请写明原因"],
    [[{ ...linked, state: "abandoned" }, "touched", "重新来访"], null],
  ])("%j", (given, message) => expect(whyNotMove(...given)?.message ?? null).toBe(message));
  test("全半角与空格之差是同一家", () =>
    expect(nameKeyOf("示例 （北京）有限公司")).toBe(nameKeyOf("示例(北京)有限公司")));
});

test("同一年只列一次，说清在谁的清单里；另一年可以再列", async () => {
  const { officer, other } = shop.jia.people;
  await enlist(officer, "示例康元（北京）医药有限公司");
  const twin = await refusal(enlist(other, "示例康元(北京)医药有限公司", { theme: "外资" }));
  expect(twin.message).toBe("示例康元(北京)医药有限公司已在 2026 年的“生物医药”清单里，由项目一科负责");
  await enlist(other, "示例康元(北京)医药有限公司", { year: 2025 });
});

test("转入企业库后关联，才能落地；库里已有同名的只能关联", async () => {
  const { officer } = shop.jia.people;
  const { id } = await enlist(officer, "示例新药研究有限公司", { industryCode: "27", source: "行业年会" });
  expect((await refusal(shop.say(officer, prospectOperations.move, { id, version: 1, state: "landed" }))).code).toBe(
    "prospects.move.unlinked",
  );
  const { companyId } = await shop.say(officer, prospectOperations.enroll, { id, version: 1 });
  const { company } = await shop.say(officer, companyOperations.get, { id: companyId });
  expect(company).toMatchObject({
    name: "示例新药研究有限公司",
    industry: "C",
    industryCode: "27",
    note: "线索来源：行业年会",
  });
  await shop.say(officer, prospectOperations.move, { id, version: 2, state: "landed" });
  expect(await shown(officer, id)).toMatchObject({ state: "landed", companyName: "示例新药研究有限公司", version: 3 });
  const { id: next } = await enlist(officer, "示例新药研究有限公司", { year: 2025 });
  const taken = await refusal(shop.say(officer, prospectOperations.enroll, { id: next, version: 1 }));
  expect(taken.code).toBe("prospects.enroll.taken");
  await shop.say(officer, prospectOperations.link, { id: next, version: 1, companyId });
  const other = await shop.say(officer, companyOperations.create, { name: "示例新药研究（集团）有限公司" });
  const agencyId = shop.jia.id;
  const moving = {
    as: { role: "app", agencyId },
    agencyId,
    actor: officer,
    operation: companyOperations.update,
  } as const;
  const { answer } = await perform(shop.house, moving, (ctx) => moveProspects(ctx, companyId, other.id));
  expect(answer.sort()).toEqual([id, next].sort());
  expect(await shown(officer, id)).toMatchObject({ companyName: "示例新药研究（集团）有限公司" });
});

test("交给别科室要主任办；交接、改名都留痕", async () => {
  const { officer, other, head } = shop.jia.people;
  const { id } = await enlist(officer, "示例交接有限公司");
  const changes = { officerId: String(other.personId) };
  expect((await refusal(shop.say(officer, prospectOperations.update, { id, version: 1, changes }))).code).toBe(
    "prospects.owner.scope",
  );
  await shop.say(head, prospectOperations.update, { id, version: 1, changes });
  expect((await refusal(shop.say(officer, prospectOperations.get, { id }))).kind).toBe("missing");
  const { timeline } = await shop.say(head, prospectOperations.get, { id });
  expect(timeline.rows.map(({ title }) => title)).toEqual(["修改：责任专员、责任科室", "列入目标企业"]);
});

test("按文件导入：新增、更新、表内重复；撤销后退为放弃", async () => {
  const { head } = shop.jia.people;
  await enlist(head, "示例已列企业有限公司", { theme: "旧主题" });
  const file = csvOf(
    ["序号", "目标企业", "产业链", "年份", "所属行业", "推荐理由", "重要程度", "责任人"],
    ["1", "示例芯片设计有限公司", "集成电路", "2026", "I65", "填补设计环节", "高", "一科专员"],
    ["2", "示例已列企业有限公司", "集成电路", "", "", "", "", ""],
    ["3", "示例芯片设计有限公司", "集成电路", "2026", "", "", "", ""],
  );
  const batch = await shop.preview(head, "清单.csv", file, {}, "prospects");
  expect(batch.counts).toMatchObject({ create: 1, update: 1, error: 1 });
  await shop.say(head, importOperations.commit, { id: batch.id, version: batch.version });
  expect((await shop.settled(head, batch.id)).state).toBe("committed");
  const listed = await shop.say(head, prospectOperations.list, { search: "xpsj" });
  expect(listed.rows).toMatchObject([
    { name: "示例芯片设计有限公司", priority: "high", industry: "I", industryCode: "65", officerName: "一科专员" },
  ]);
  expect((await shop.say(head, prospectOperations.list, { theme: "集成电路" })).total).toBe(2);
  await shop.say(head, importOperations.revert, { id: batch.id, reason: "清单作废" });
  expect((await shop.settled(head, batch.id)).state).toBe("reverted");
  expect(await shown(head, listed.rows[0]?.id ?? "")).toMatchObject({ state: "abandoned" });
  expect((await shop.say(head, prospectOperations.list, { theme: "旧主题" })).total).toBe(1);
});
