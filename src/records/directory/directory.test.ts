import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { Failure } from "#kit/base/errors.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { companyOperations, contactOperations } from "./contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const code = (number: number) => makeCreditCode({ region: "110105", body: `MA${String(number).padStart(6, "0")}` });
const failure = (error: unknown): Failure => {
  if (!(error instanceof Failure)) throw error;
  return error;
};
const refusal = (promise: Promise<unknown>): Promise<Failure> =>
  promise.then(() => expect.unreachable("应被拒绝"), failure);

const cloud = (say: Say) =>
  say(stage.jia.people.officer, companyOperations.create, {
    name: "示例云帆科技（北京）有限公司",
    creditCode: code(1),
    tags: ["unicorn"],
    registeredCapital: "12000000",
  });

describe("企业", () => {
  test("入库后能按两个字、拼音首字母和信用代码开头找到", () =>
    onStage(stage, async (_house, say) => {
      const company = await cloud(say);
      for (const search of [
        "云帆",
        "yfkj",
        "科技（北京）",
        "9111 云帆",
        "北京有限公司",
        code(1).slice(0, 9),
        code(1),
      ]) {
        const { rows, total } = await say(stage.jia.people.officer, companyOperations.list, { search });
        expect([search, total, rows[0]?.id]).toEqual(
          search === "北京有限公司" ? [search, 0, undefined] : [search, 1, company.id],
        );
      }
    }));

  test("改名后按新名找到，旧名不再命中；曾用名仍可找到", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id } = await cloud(say);
      await say(officer, companyOperations.update, {
        id,
        version: 1,
        changes: { name: "示例远山数据有限公司", formerNames: ["示例云帆旧名"] },
      });
      expect((await say(officer, companyOperations.list, { search: "远山" })).total).toBe(1);
      expect((await say(officer, companyOperations.list, { search: "科技" })).total).toBe(0);
      expect((await say(officer, companyOperations.list, { search: "云帆旧名" })).total).toBe(1);
    }));

  test("缺了必填的、类型不对的，都用字段的叫法说", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const missing = await refusal(say(officer, companyOperations.create, {} as never));
      expect(missing.fields).toEqual([{ path: "name", message: "请填写企业名称" }]);
      const wrong = await refusal(
        say(officer, companyOperations.create, { name: "示例", tags: "独角兽", formerNames: [1] } as never),
      );
      expect(wrong.fields.map(({ message }) => message).sort()).toEqual(["曾用名的格式不正确", "标签的格式不正确"]);
    }));

  test("信用代码校验位错误、已在库的代码都说清原因", () =>
    onStage(stage, async (_house, say) => {
      await cloud(say);
      const wrong = await refusal(
        say(stage.jia.people.officer, companyOperations.create, {
          name: "示例甲",
          creditCode: `${code(2).slice(0, 17)}${code(2).endsWith("0") ? "1" : "0"}`,
        }),
      );
      expect([wrong.kind, wrong.fields[0]?.path]).toEqual(["invalid", "creditCode"]);
      const taken = await refusal(
        say(stage.jia.people.other, companyOperations.create, { name: "示例乙", creditCode: code(1) }),
      );
      expect([taken.kind, taken.code]).toEqual(["refused", "companies.creditCode.taken"]);
    }));

  test("两人改不同字段都保留；改同一字段时后者看到两个值", () =>
    onStage(stage, async (_house, say) => {
      const { officer, colleague } = stage.jia.people;
      const { id } = await cloud(say);
      await say(officer, companyOperations.update, { id, version: 1, changes: { note: "甲写的" } });
      const other = await say(colleague, companyOperations.update, {
        id,
        version: 1,
        changes: { address: "示例路1号" },
      });
      expect([other.note, other.address, other.version]).toEqual(["甲写的", "示例路1号", 3]);
      const conflict = await refusal(
        say(colleague, companyOperations.update, { id, version: 1, changes: { note: "乙写的" } }),
      );
      expect(conflict.code).toBe("company.conflict");
      expect(conflict.details?.conflicts).toMatchObject([
        { field: "note", title: "备注", base: "", mine: "乙写的", theirs: "甲写的", by: "一科专员" },
      ]);
    }));

  test("科室范围外的企业看不到、也改不了；主任都看得到", () =>
    onStage(stage, async (_house, say) => {
      const { id } = await cloud(say);
      expect((await say(stage.jia.people.other, companyOperations.list, {})).total).toBe(0);
      expect((await refusal(say(stage.jia.people.other, companyOperations.get, { id }))).kind).toBe("missing");
      expect(
        (
          await refusal(
            say(stage.jia.people.other, companyOperations.update, { id, version: 1, changes: { note: "x" } }),
          )
        ).kind,
      ).toBe("missing");
      expect((await say(stage.jia.people.head, companyOperations.list, {})).total).toBe(1);
      expect((await refusal(say(stage.yi.people.head, companyOperations.get, { id }))).kind).toBe("missing");
    }));

  test("归档后不能修改，恢复后可以", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id } = await cloud(say);
      await say(officer, companyOperations.archive, { id, version: 1, reason: "企业注销" });
      expect(
        (await refusal(say(officer, companyOperations.update, { id, version: 2, changes: { note: "x" } }))).code,
      ).toBe("companies.update.state");
      const { may, timeline } = await say(officer, companyOperations.get, { id });
      expect([may.update?.message, may.restore]).toEqual(["企业已归档，恢复后才能修改", null]);
      expect(timeline.rows.map(({ title }) => title)).toEqual(["归档：企业注销", "入库"]);
      await say(officer, companyOperations.restore, { id, version: 2 });
      expect((await say(officer, companyOperations.update, { id, version: 3, changes: { note: "好" } })).note).toBe(
        "好",
      );
    }));

  test("翻页不重不漏，升降序一致", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      for (let each = 0; each < 25; each++)
        await say(officer, companyOperations.create, {
          name: `示例企业${each}`,
          registeredCapital: each % 3 === 0 ? null : String(each * 10000),
        });
      for (const sort of ["name", "createdOn", "registeredCapital"] as const) {
        for (const descending of [false, true]) {
          const seen: string[] = [];
          let after: string | undefined;
          do {
            const answer = await say(officer, companyOperations.list, {
              sort,
              descending,
              limit: 7,
              ...(after ? { after } : {}),
            });
            expect(answer.total).toBe(25);
            seen.push(...answer.rows.map(({ id }) => id));
            after = answer.next ?? undefined;
          } while (after);
          expect([sort, descending, new Set(seen).size, seen.length]).toEqual([sort, descending, 25, 25]);
        }
      }
      expect((await refusal(say(officer, companyOperations.list, { sort: "name", after: "abc" }))).code).toBe(
        "list.cursor",
      );
    }));
});

describe("时间线", () => {
  test("修改写明改了哪些字段，用表单上的叫法", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id } = await cloud(say);
      await say(officer, companyOperations.update, {
        id,
        version: 1,
        changes: { registeredCapital: "1", foundedOn: "2020-01-01", note: "好" },
      });
      const { timeline } = await say(officer, companyOperations.get, { id });
      expect(timeline.rows[0]?.title).toBe("修改：注册资本、成立日期、备注");
    }));
});

describe("联系人", () => {
  test("电话加密存放、默认脱敏；查看原文留痕", () =>
    onStage(stage, async (house, say) => {
      const { officer, finance } = stage.jia.people;
      const company = await cloud(say);
      const contact = await say(officer, contactOperations.create, {
        companyId: company.id,
        name: "示例联系人",
        phone: "13800000000",
      });
      expect(contact.phone).toBe("138****0000");
      const page = await say(finance, companyOperations.get, { id: company.id });
      expect(page.contacts[0]?.phone).toBeNull();
      expect(await say(officer, contactOperations.reveal, { id: contact.id })).toEqual({
        phone: "13800000000",
        email: null,
      });
      const report = await house.database.transaction({ role: "owner" }, (db) => verifyChain(db, stage.jia.id));
      expect(report.problems).toEqual([]);
    }));
});
