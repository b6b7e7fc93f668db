import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Failure } from "#kit/base/errors.ts";
import type { House } from "#kit/server/serve.ts";
import { stepsAs } from "#kit/server/steps.ts";
import { jobs, searchTokens } from "#kit/server/tables.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { asOwner } from "#tests/support/planted.ts";
import { companyOperations, contactOperations } from "../contract.ts";
import { duplicateOperations } from "./contract.ts";
import { nightlySearch, searchAgency } from "./schedule.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(
    () => expect.unreachable("应被拒绝"),
    (error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      return error;
    },
  );

/** The search as the head would start it, some days on. */
const search = (house: House, days = 0) =>
  searchAgency(
    stepsAs({ ...house, now: () => new Date(house.now().getTime() + days * 86_400_000) }, stage.jia.people.head),
  );
const enter = (say: Say, post: "officer" | "other", name: string, more: object = {}) =>
  say(stage.jia.people[post], companyOperations.create, { name, duplicateReason: "演练", ...more });
const list = (say: Say, post: "chief" | "head" = "head", state: "open" | "distinct" = "open") =>
  say(stage.jia.people[post], duplicateOperations.list, { state, sort: "score", descending: true });

describe("夜间查重", () => {
  test("按名称、曾用名、电话加地址找出疑似的对，写明分数和依据；不像的不列", () =>
    onStage(stage, async (house, say) => {
      const { officer } = stage.jia.people;
      await enter(say, "officer", "示例云帆科技有限公司");
      await enter(say, "officer", "北京示例云帆科技有限责任公司");
      await enter(say, "officer", "示例云帆科技有限公司武汉分公司");
      await enter(say, "officer", "示例远山数据有限公司");
      await enter(say, "officer", "示例新名数据有限公司", { formerNames: ["示例远山数据有限公司"] });
      const address = "示例市示例区示例路1号院2号楼";
      for (const name of ["示例甲乙餐饮有限公司", "示例丙丁商贸有限公司"]) {
        const { id } = await enter(say, "officer", name, { address });
        await say(officer, contactOperations.create, { companyId: id, name: "客秋收", phone: "13800001234" });
      }
      expect(await search(house)).toEqual({ companyCount: 7, pairCount: 3 });
      const { rows, total } = await list(say);
      expect(total).toBe(3);
      expect(
        rows
          .map(({ score, reasons }) => [score, ...reasons].join())
          .toSorted()
          .reverse(),
      ).toEqual(["90,sameName", "90,formerName", "65,samePhone,sameAddress"]);
      expect(await say(stage.jia.people.head, duplicateOperations.lastSearch, {})).toMatchObject({
        companyCount: 7,
        pairCount: 3,
        by: "主任",
      });
      expect((await say(stage.yi.people.head, duplicateOperations.list, {})).total).toBe(0);
    }));

  test("判为不是重复的不再问，留痕；改了名称才再问；不再相像的自己消失", () =>
    onStage(stage, async (house, say) => {
      const { head, officer } = stage.jia.people;
      const one = await enter(say, "officer", "示例云帆科技有限公司");
      await enter(say, "officer", "示例云帆科技（北京）有限公司");
      await search(house);
      const [pair] = (await list(say)).rows;
      const id = String(pair?.id);
      await say(head, duplicateOperations.dismiss, { id, reason: "两个股东不同的公司" });
      expect((await refusal(say(head, duplicateOperations.dismiss, { id, reason: "再说一次" }))).code).toBe(
        "duplicates.decided",
      );
      await search(house, 1);
      expect((await list(say)).total).toBe(0);
      expect((await list(say, "head", "distinct")).rows[0]).toMatchObject({ decision: "两个股东不同的公司" });
      const renamed = { id: one.id, version: 1, changes: { name: "示例云帆科技股份有限公司" } };
      await say(officer, companyOperations.update, renamed);
      await search(house, 2);
      expect((await list(say)).rows).toMatchObject([{ id, reasons: ["sameName"] }]);
      expect((await say(head, duplicateOperations.get, { id })).decided).toMatchObject({ by: "主任" });
      await say(officer, companyOperations.update, { ...renamed, version: 2, changes: { name: "示例别家有限公司" } });
      await search(house, 3);
      expect((await list(say)).total).toBe(0);
    }));

  test("科长看到有一方在本科室的对；跨科室的不能合并，请主任办", () =>
    onStage(stage, async (house, say) => {
      const { chief } = stage.jia.people;
      await enter(say, "officer", "示例云帆科技有限公司");
      await enter(say, "other", "示例云帆科技（北京）有限公司");
      await enter(say, "other", "示例远山数据有限公司");
      await enter(say, "other", "示例远山数据（北京）有限公司");
      await search(house);
      const { rows } = await list(say, "chief");
      expect(rows.map(({ divisions }) => divisions)).toEqual(["项目一科、项目二科"]);
      const page = await say(chief, duplicateOperations.get, { id: String(rows[0]?.id) });
      expect([page.one.company?.name, page.other.company?.name]).toEqual([
        "示例云帆科技有限公司",
        "示例云帆科技（北京）有限公司",
      ]);
      expect(page.may.merge?.message).toBe("其中一家由项目二科负责，不在您的合并范围内，请由主任合并");
      const hidden = (await list(say)).rows.find(({ divisions }) => divisions === "项目二科");
      expect((await refusal(say(chief, duplicateOperations.get, { id: String(hidden?.id) }))).kind).toBe("missing");
    }));

  test("没有比对键的旧记录，先补上再比；夜里每个机构一天一次", () =>
    onStage(stage, async (house, say) => {
      await enter(say, "officer", "示例云帆科技有限公司");
      await enter(say, "officer", "示例云帆科技（北京）有限公司");
      await asOwner(house, (db) => db.delete(searchTokens));
      for (const { work } of [nightlySearch(house), nightlySearch(house)]) await work();
      expect((await list(say)).total).toBe(1);
      expect(await say(stage.jia.people.head, duplicateOperations.lastSearch, {})).toMatchObject({ by: null });
      const searches = await asOwner(house, (db) => db.execute("select agency_id from duplicate_search"));
      expect(searches.rows).toHaveLength(2);
    }));

  test("立即查重是一件任务；还没做完不重复发起", () =>
    onStage(stage, async (house, say) => {
      const { head } = stage.jia.people;
      const { jobId } = await say(head, duplicateOperations.search, {});
      expect((await refusal(say(head, duplicateOperations.search, {}))).code).toBe("duplicates.searching");
      const [job] = await asOwner(house, (db) => db.select().from(jobs));
      expect([job?.id, job?.kind]).toEqual([jobId, "duplicates.search"]);
    }));
});
