import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Actor } from "#kit/server/context.ts";
import { perform } from "#kit/server/serve.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { historyOperations } from "#records/workspace/history/contract.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { csvOf, openWorkshop, type Workshop } from "#tests/support/workshop.ts";
import { companyOperations } from "../contract.ts";
import { moveFacts } from "./actions.ts";
import { factOperations, taxOperations } from "./contract.ts";
import { whyNotFact } from "./rules.ts";

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

let last = 0;
async function enter(actor: Actor, name: string) {
  const creditCode = makeCreditCode({ region: "110105", body: `MC${String(++last).padStart(6, "0")}` });
  return shop.say(actor, companyOperations.create, { name, creditCode, industry: "C", region: "110105" });
}
const factsOf = async (actor: Actor, companyId: string) =>
  (await shop.say(actor, factOperations.list, { companyId, limit: 100 })).rows;

describe("能不能登记", () => {
  const typed = { kind: "revenue", year: 2025, value: "1.00", queriedOn: null } as const;
  const reader = { classes: new Set(["internal"] as const), today: "2026-03-05" };
  test.each<[string, object, string | null]>([
    ["可以", {}, null],
    ["没到的年度", { year: 2027 }, "facts.year"],
    ["以后的查询日期", { queriedOn: "2026-04-01" }, "facts.queriedOn"],
    ["负的收入", { value: "-1.00" }, "facts.negative"],
    ["半个人", { kind: "employees", value: "1.50" }, "facts.whole"],
    ["没有涉税权限", { kind: "tax" }, "facts.tax"],
  ])("%s", (_, changed, code) => {
    expect(whyNotFact({ ...typed, ...changed }, reader as never)?.code ?? null).toBe(code);
  });
});

test("登记、更正、作废：同一年同一项只有一个数，更正后旧数留着但不再出现", async () => {
  const { officer, head } = shop.jia.people;
  const { id: companyId } = await enter(officer, "示例甲制造有限公司");
  const typed = { companyId, year: 2025, kind: "revenue", value: "5000000", issuer: "示例统计局" } as const;
  const { id } = await shop.say(officer, factOperations.record, typed);
  expect((await refusal(shop.say(officer, factOperations.record, typed))).message).toBe(
    "2025 年的营业收入已登记过，如有出入请在那一条上更正",
  );
  await shop.say(officer, factOperations.correct, { id, value: "6000000", issuer: "示例统计局", reason: "录入有误" });
  expect((await factsOf(officer, companyId)).map(({ value }) => value)).toEqual(["6000000.00"]);
  expect((await refusal(shop.say(officer, factOperations.void, { id, reason: "重复" }))).kind).toBe("missing");
  const listed = await shop.say(head, companyOperations.list, { revenueFrom: "5500000" });
  expect(listed.rows).toMatchObject([{ revenue: "6000000.00", revenueYear: 2025 }]);
  expect((await shop.say(head, companyOperations.list, { revenueFrom: "6500000" })).total).toBe(0);
  const other = await enter(officer, "示例甲制造（集团）有限公司");
  const agencyId = shop.jia.id;
  const moving = {
    as: { role: "app", agencyId },
    agencyId,
    actor: officer,
    operation: companyOperations.update,
  } as const;
  await perform(shop.house, moving, (ctx) => moveFacts(ctx, companyId, other.id));
  expect((await factsOf(officer, other.id)).map(({ value }) => value)).toEqual(["6000000.00"]);
  const asked = { metric: "facts.revenue", year: 2025, params: {} };
  expect(await shop.sayAt(head, "metrics.figure", asked)).toMatchObject({ value: "6000000.00", unit: "元" });
});

test("涉税：只有有权的人能录、能看，看要说用途并留痕；列表和指标不露单户数", async () => {
  const { officer, finance, head, audit } = shop.jia.people;
  const { id: companyId } = await enter(officer, "示例乙制造有限公司");
  const typed = { companyId, year: 2025, kind: "tax", value: "880000", issuer: "示例税务局" } as const;
  expect((await refusal(shop.say(officer, factOperations.record, typed))).code).toBe("facts.tax");
  const { id } = await shop.say(finance, factOperations.record, typed);
  expect(await factsOf(head, companyId)).toMatchObject([{ kind: "tax", value: null }]);
  const told = await shop.say(finance, taxOperations.reveal, { companyId, purpose: "政策兑现核验" });
  expect(told.rows).toMatchObject([{ year: 2025, value: "880000.00" }]);
  expect((await refusal(shop.say(officer, taxOperations.reveal, { companyId, purpose: "看看" }))).kind).toBe(
    "forbidden",
  );

  const trail = await shop.say(audit, historyOperations.list, { subjectId: id, limit: 50 });
  expect(trail.rows.map(({ reason }) => reason)).toContain("查看涉税数据，用途：政策兑现核验");
  const withheld = trail.rows.flatMap(({ changes }) => changes).find(({ title }) => title === "纳税额");
  expect(withheld).toMatchObject({ after: null, withheld: "class" });

  const asked = { metric: "facts.tax", year: 2025, params: {} };
  expect(await shop.sayAt(finance, "metrics.figure", asked).catch((error: Failure) => error.kind)).toMatchObject({
    value: "880000.00",
  });
  expect((await refusal(shop.sayAt(officer, "metrics.figure", asked))).kind).toBe("missing");
  const drawer = (await shop.sayAt(finance, "metrics.evidence", asked)) as {
    columns: { key: string }[];
    rows: object[];
  };
  expect(drawer.columns.map(({ key }) => key)).not.toContain("value");
  expect(JSON.stringify(drawer.rows)).not.toContain("880000");
});

test("按文件导入一行一企业一年度，多项数据；再导入更正的更新；撤销后回到原数", async () => {
  const { head } = shop.jia.people;
  const { id, creditCode } = await enter(head, "示例丙制造有限公司");
  const file = (revenue: string) =>
    csvOf(
      ["信用代码", "企业名称", "年度", "营业收入（万元）", "从业人员", "税收（万元）", "数据来源"],
      [String(creditCode), "", "2024年", revenue, "120", "30", "示例统计局"],
      ["", "示例没有的企业", "2024", "1", "", "", "示例统计局"],
      ["合计", "", "", "1", "", "", ""],
    );
  const preview = (revenue: string) => shop.preview(head, "数据.csv", file(revenue), {}, "facts");
  const first = await preview("500");
  expect(first.counts).toMatchObject({ create: 1, error: 1, aside: 1 });
  await shop.say(head, importOperations.commit, { id: first.id, version: first.version });
  expect((await shop.settled(head, first.id)).state).toBe("committed");
  const values = async () => Object.fromEntries((await factsOf(head, id)).map(({ kind, value }) => [kind, value]));
  expect(await values()).toEqual({ revenue: "5000000.00", employees: "120.00", tax: null });

  const second = await preview("560");
  expect(second.counts).toMatchObject({ update: 1 });
  await shop.say(head, importOperations.commit, { id: second.id, version: second.version });
  expect((await shop.settled(head, second.id)).state).toBe("committed");
  expect(await values()).toMatchObject({ revenue: "5600000.00" });
  await shop.say(head, importOperations.revert, { id: second.id, reason: "给错了文件" });
  expect((await shop.settled(head, second.id)).state).toBe("reverted");
  expect(await values()).toEqual({ revenue: "5000000.00", employees: "120.00", tax: null });
  const as = { role: "owner", agencyId: shop.jia.id } as const;
  expect((await shop.database.transaction(as, (db) => verifyChain(db, shop.jia.id))).problems).toEqual([]);
});
