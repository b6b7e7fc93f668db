import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { Failure } from "#kit/base/errors.ts";
import { histories } from "#kit/server/tables.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { asOwner } from "#tests/support/planted.ts";
import { companyOperations, contactOperations } from "../contract.ts";
import { alikeOperations } from "./contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const code = (number: number) => makeCreditCode({ region: "110105", body: `MA${String(number).padStart(6, "0")}` });
const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );
const road = "示例市示例区示例路1号院2号楼";

/** 二科's company, with somebody's number in it. */
async function cloud(say: Say) {
  const { other } = stage.jia.people;
  const company = await say(other, companyOperations.create, {
    name: "示例云帆科技（北京）有限公司",
    creditCode: code(1),
    formerNames: ["示例远山数据有限公司"],
    address: road,
  });
  await say(other, contactOperations.create, { companyId: company.id, name: "客秋收", phone: "138 0000 1234" });
  return company;
}
const near = "北京示例云帆科技有限责任公司";

describe("新增前查重", () => {
  test("看得见的列出是谁、像在哪里、几分；看不见的只说哪个科室在库", () =>
    onStage(stage, async (_house, say) => {
      const { officer, other, chief } = stage.jia.people;
      const { id } = await cloud(say);
      const own = await say(other, alikeOperations.alike, { name: near });
      expect(own.candidates).toMatchObject([
        { id, score: 95, reasons: ["sameName"], divisionName: "项目二科", officerName: "二科专员" },
      ]);
      expect(own.asks).toMatch(/^库中已有“示例云帆科技（北京）有限公司”/);
      const told = await say(officer, alikeOperations.alike, { name: near });
      expect(told).toEqual({
        candidates: [],
        elsewhere: [{ divisionName: "项目二科" }],
        asks: "另有科室在库，负责科室：项目二科，请先与该科室联系；确认不是同一家的，请写明仍要新增的理由",
      });
      expect((await say(chief, alikeOperations.alike, { name: near })).candidates).toHaveLength(1);
    }));

  test("按曾用名、代码、地址加相近的名称也找得到", () =>
    onStage(stage, async (_house, say) => {
      const { other } = stage.jia.people;
      await cloud(say);
      const reasonsOf = async (asked: { name: string; creditCode?: string; address?: string; phone?: string }) =>
        (await say(other, alikeOperations.alike, asked)).candidates.map(({ reasons, score }) => [...reasons, score]);
      expect(await reasonsOf({ name: "示例远山数据有限公司" })).toEqual([["formerName", 90]]);
      expect(await reasonsOf({ name: "示例无关商贸有限公司", creditCode: code(1).toLowerCase() })).toEqual([
        ["sameCode", 99],
      ]);
      expect(await reasonsOf({ name: "示例云帆科技发展有限公司", address: road })).toEqual([
        ["similarName", "sameAddress", 77],
      ]);
      expect(await reasonsOf({ name: "示例无关商贸有限公司", phone: "13800001234" })).toEqual([["samePhone", 50]]);
      expect(await reasonsOf({ name: "示例云帆科技（北京）有限公司武汉分公司" })).toEqual([]);
    }));

  test("拿电话、地址去试，试不出别的科室有没有", () =>
    onStage(stage, async (_house, say) => {
      await cloud(say);
      const asked = { name: "示例云帆科技发展有限公司", address: road, phone: "13800001234" };
      const told = await say(stage.jia.people.officer, alikeOperations.alike, asked);
      expect(told).toEqual({ candidates: [], elsewhere: [], asks: null });
      const { elsewhere } = await say(stage.yi.people.head, alikeOperations.alike, { name: near });
      expect(elsewhere).toEqual([]);
    }));

  test("没有理由不能新增；写了理由的，理由留痕", () =>
    onStage(stage, async (house, say) => {
      const { officer } = stage.jia.people;
      await cloud(say);
      const refused = await refusal(say(officer, companyOperations.create, { name: near }));
      expect([refused.code, refused.fields[0]?.path]).toEqual(["companies.alike", "duplicateReason"]);
      expect(refused.message).not.toMatch(/云帆/);
      const duplicateReason = "同名的另一家，注册地在上海";
      const { id } = await say(officer, companyOperations.create, { name: near, duplicateReason });
      const [row] = (await asOwner(house, (db) => db.select().from(histories))).filter((each) => each.subjectId === id);
      expect(row?.reason).toBe(duplicateReason);
      const { timeline } = await say(officer, companyOperations.get, { id });
      expect(timeline.rows[0]?.title).toBe(`入库（与在库企业相像，仍新增：${duplicateReason}）`);
      expect((await asOwner(house, (db) => verifyChain(db, stage.jia.id))).problems).toEqual([]);
    }));

  test("信用代码已在库的，写理由也不能新增", () =>
    onStage(stage, async (_house, say) => {
      await cloud(say);
      const twin = { name: "示例别家有限公司", creditCode: code(1), duplicateReason: "就是要" };
      expect((await refusal(say(stage.jia.people.officer, companyOperations.create, twin))).code).toBe(
        "companies.creditCode.taken",
      );
    }));
});
