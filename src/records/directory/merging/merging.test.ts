import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCreditCode } from "#kit/base/creditcode.ts";
import { Failure } from "#kit/base/errors.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { recordGrants } from "#kit/server/tables.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { asOwner } from "#tests/support/planted.ts";
import { companyOperations, contactOperations } from "../contract.ts";
import { duplicatePairs } from "../duplicates/tables.ts";
import { companies } from "../tables.ts";
import { mergeOperations } from "./contract.ts";
import { mergeServer } from "./server.ts";

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
const later = (house: House, days: number): House => ({
  ...house,
  now: () => new Date(stage.house.now().getTime() + days * 86_400_000),
});

/** 留下的 with a code, 并入的 with another one, a contact each, tags, a grant and a pair. */
async function two(house: House, say: Say) {
  const { officer, colleague, head } = stage.jia.people;
  const survivor = await say(officer, companyOperations.create, {
    name: "示例云帆科技有限公司",
    creditCode: code(1),
    tags: ["unicorn"],
    address: "示例路1号",
  });
  const merged = await say(colleague, companyOperations.create, {
    name: "示例云帆科技（北京）有限公司",
    creditCode: code(2),
    tags: ["unicorn", "foreign"],
    industry: "C",
    address: "示例路2号",
    duplicateReason: "演练",
  });
  await say(officer, contactOperations.create, { companyId: survivor.id, name: "客甲", phone: "13800000001" });
  const contact = await say(colleague, contactOperations.create, {
    companyId: merged.id,
    name: "客乙",
    phone: "13800000002",
  });
  const agencyId = stage.jia.id;
  await asOwner(house, async (db) => {
    const accountId = String(stage.jia.people.finance.accountId);
    await db
      .insert(recordGrants)
      .values({ agencyId, subjectKind: "companies", subjectId: merged.id, accountId, until: "2026-12-31" });
    const pair = { oneId: survivor.id, otherId: merged.id, score: 95, reasons: ["sameName" as const], basis: "" };
    await db
      .insert(duplicatePairs)
      .values({ agencyId, id: survivor.id, ...pair, state: "open", foundAt: "2026-03-05T00:00:00Z" });
  });
  return { survivor, merged, contact, both: { survivorId: survivor.id, mergedId: merged.id }, head };
}
const versions = { survivorVersion: 1, mergedVersion: 1 };

/** Everything that says something of these companies, but for versions and what only grows: history, facts' ids. */
const snapshot = (house: House) =>
  asOwner(house, async (db) => {
    const of = async (statement: ReturnType<typeof sql>) => (await db.execute(statement)).rows;
    return {
      companies: await of(sql`select to_jsonb(c) - 'version' as row from company c order by id`),
      contacts: await of(sql`select to_jsonb(c) as row from contact c order by id`),
      facts: await of(
        sql`select company_id, tag, region, officer_id, happened_on from company_tagging where voided_at is null order by 1, 2`,
      ),
      tokens: await of(sql`select kind, token, id from search_token order by 1, 2, 3`),
      grants: await of(sql`select to_jsonb(g) as row from record_grant g order by 1`),
      pairs: await of(sql`select id, state from duplicate_pair order by 1`),
      timeline: await of(sql`select subject_id, title from timeline_entry where kind not like '%merge%' order by id`),
    };
  });

describe("合并企业", () => {
  test("预览说清会移过去什么；合并后只剩一条，联系人、标签、时间线、授权都在它名下", () =>
    onStage(stage, async (house, say) => {
      const { survivor, merged, both, head } = await two(house, say);
      const preview = await say(head, mergeOperations.preview, both);
      expect(preview.moves).toEqual([
        { title: "联系人", count: 1 },
        { title: "标签事实", count: 2 },
        { title: "时间线", count: 2 },
        { title: "个案授权", count: 1 },
      ]);
      expect(preview.may.merge).toBeNull();
      await say(head, mergeOperations.merge, {
        ...both,
        ...versions,
        choices: { address: "merged" },
        reason: "同一家企业登记了两次",
      });
      const page = await say(head, companyOperations.get, { id: survivor.id });
      expect(page.company).toMatchObject({
        name: "示例云帆科技有限公司",
        creditCode: code(1),
        formerNames: ["示例云帆科技（北京）有限公司"],
        formerCodes: [code(2)],
        industry: "C",
        address: "示例路2号",
        tags: ["unicorn", "foreign"],
      });
      expect(page.contacts.map(({ name }) => name)).toEqual(["客甲", "客乙"]);
      expect(page.timeline.rows.map(({ title }) => title)).toEqual([
        "并入“示例云帆科技（北京）有限公司”：同一家企业登记了两次",
        "新增联系人",
        "新增联系人",
        "入库（与在库企业相像，仍新增：演练）",
        "入库",
      ]);
      for (const search of ["北京", code(2)])
        expect((await say(head, companyOperations.list, { search })).rows.map(({ id }) => id)).toEqual([survivor.id]);
      expect((await say(stage.jia.people.finance, companyOperations.get, { id: survivor.id })).company.id).toBe(
        survivor.id,
      );
      expect((await say(head, companyOperations.list, { state: "merged" })).rows.map(({ id }) => id)).toEqual([
        merged.id,
      ]);
      expect(await say(head, mergeOperations.forward, { id: merged.id })).toMatchObject({
        survivor: { id: survivor.id },
      });
      const report = await asOwner(house, (db) => verifyChain(db, stage.jia.id));
      expect(report.problems).toEqual([]);
    }));

  test("撤销后一切如初；撤销只有一次", () =>
    onStage(stage, async (house, say) => {
      const { both, merged, head } = await two(house, say);
      const before = await snapshot(house);
      const choices = { name: "merged", creditCode: "merged", officerId: "merged" } as const;
      const { id } = await say(head, mergeOperations.merge, { ...both, ...versions, choices, reason: "演练" });
      const middle = await snapshot(house);
      expect(middle.companies).not.toEqual(before.companies);
      expect(await say(head, mergeOperations.list, { id: both.survivorId })).toMatchObject([
        { id, mergedName: merged.name, undoUntil: "2026-04-04", may: { undo: null } },
      ]);
      await say(head, mergeOperations.undo, { id, reason: "查明是两家" });
      expect(await snapshot(house)).toEqual(before);
      expect(await say(head, mergeOperations.list, { id: both.survivorId })).toEqual([]);
      expect((await refusal(say(head, mergeOperations.undo, { id, reason: "再撤" }))).code).toBe("merges.undone");
      const { timeline } = await say(head, companyOperations.get, { id: merged.id });
      expect(timeline.rows[0]?.title).toBe("撤销合并，恢复为单独一条：查明是两家");
      expect((await asOwner(house, (db) => verifyChain(db, stage.jia.id))).problems).toEqual([]);
    }));

  test("合并之后改过的不能撤销，并说出是哪一条", () =>
    onStage(stage, async (house, say) => {
      const { both, head, contact, survivor } = await two(house, say);
      const { id } = await say(head, mergeOperations.merge, { ...both, ...versions, reason: "演练" });
      await say(head, contactOperations.update, { id: contact.id, version: 1, changes: { position: "经理" } });
      expect((await refusal(say(head, mergeOperations.undo, { id, reason: "撤" }))).message).toMatch(
        /^联系人“客乙”在合并之后改过，不能撤销/,
      );
      await say(head, companyOperations.update, { id: survivor.id, version: 2, changes: { note: "新情况" } });
      expect((await refusal(say(head, mergeOperations.undo, { id, reason: "撤" }))).message).toMatch(
        /^“示例云帆科技有限公司”的备注在合并之后改过/,
      );
      const asked = ask(later(house, 31), mergeServer, head, mergeOperations.undo, { id, reason: "撤" });
      expect((await refusal(asked)).code).toBe("merges.late");
    }));

  test("与自己、已归档的、预览后改过的、别机构的、别科室的，都说清为什么不能", () =>
    onStage(stage, async (house, say) => {
      const { both, head, merged } = await two(house, say);
      const { chief, other } = stage.jia.people;
      const merge = (actor = head, more: object = {}) =>
        refusal(say(actor, mergeOperations.merge, { ...both, ...versions, reason: "演练", ...more }));
      expect((await merge(head, { mergedId: both.survivorId })).code).toBe("companies.merge.self");
      expect((await merge(head, { mergedVersion: 2 })).code).toBe("companies.merge.changed");
      const foreign = await say(stage.yi.people.head, companyOperations.create, { name: "示例外机构企业" });
      expect((await merge(head, { mergedId: foreign.id })).code).toBe("companies.missing");
      expect((await merge(stage.jia.people.officer)).kind).toBe("forbidden");
      const apart = await say(other, companyOperations.create, { name: "示例二科企业有限公司" });
      expect((await merge(chief, { mergedId: apart.id })).message).toBe(
        "“示例二科企业有限公司”由项目二科负责，不在您的合并范围内，请由主任合并",
      );
      expect((await say(chief, mergeOperations.preview, { ...both, mergedId: apart.id })).may.merge?.code).toBe(
        "companies.merge.scope",
      );
      await say(head, companyOperations.archive, { id: merged.id, version: 1, reason: "演练" });
      expect((await merge(head, { mergedVersion: 2 })).code).toBe("companies.merge.archived");
      await say(head, companyOperations.restore, { id: merged.id, version: 2 });
      await say(head, mergeOperations.merge, { ...both, ...versions, mergedVersion: 3, reason: "演练" });
      expect((await merge()).code).toBe("companies.merge.merged");
      const touch = { id: merged.id, version: 4, changes: { note: "x" } };
      expect((await refusal(say(head, companyOperations.update, touch))).code).toBe("companies.update.merged");
    }));

  test("并入的又并入第三家：旧址都通到最后那家；先撤后一次，才能撤前一次", () =>
    onStage(stage, async (house, say) => {
      const { both, head, merged } = await two(house, say);
      const third = await say(head, companyOperations.create, { name: "示例远山有限公司", creditCode: code(3) });
      const first = await say(head, mergeOperations.merge, { ...both, ...versions, reason: "一" });
      const second = await say(head, mergeOperations.merge, {
        survivorId: third.id,
        mergedId: both.survivorId,
        survivorVersion: 1,
        mergedVersion: 2,
        reason: "二",
      });
      for (const id of [merged.id, both.survivorId])
        expect((await say(head, mergeOperations.forward, { id })).survivor?.id).toBe(third.id);
      expect((await say(head, companyOperations.get, { id: third.id })).company.formerCodes).toEqual([
        code(2),
        code(1),
      ]);
      expect((await refusal(say(head, mergeOperations.undo, { id: first.id, reason: "撤" }))).code).toBe(
        "merges.touched",
      );
      await say(head, mergeOperations.undo, { id: second.id, reason: "撤" });
      expect((await say(head, mergeOperations.forward, { id: merged.id })).survivor?.id).toBe(both.survivorId);
      await say(head, mergeOperations.undo, { id: first.id, reason: "撤" });
      const rows = await asOwner(house, (db) =>
        db.select({ state: companies.state }).from(companies).where(eq(companies.agencyId, stage.jia.id)),
      );
      expect(rows.map(({ state }) => state)).toEqual(["active", "active", "active"]);
    }));

  test("看不到留下的那家的人，从旧址只知道该问哪个科室", () =>
    onStage(stage, async (house, say) => {
      const { head, other, officer } = stage.jia.people;
      const { merged } = await two(house, say);
      const theirs = await say(other, companyOperations.create, { name: "示例二科企业有限公司" });
      const both = { survivorId: theirs.id, mergedId: merged.id };
      await say(head, mergeOperations.merge, { ...both, ...versions, reason: "演练" });
      expect(await say(officer, mergeOperations.forward, { id: merged.id })).toEqual({
        survivor: null,
        division: { divisionName: "项目二科" },
      });
      expect((await say(other, mergeOperations.forward, { id: merged.id })).survivor?.id).toBe(theirs.id);
      expect((await refusal(say(stage.yi.people.head, mergeOperations.forward, { id: merged.id }))).kind).toBe(
        "missing",
      );
    }));
});
