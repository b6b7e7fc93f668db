import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { served } from "#app/house.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Operation, Output, Sent } from "#kit/base/operation.ts";
import type { Actor } from "#kit/server/context.ts";
import { ask, type House } from "#kit/server/serve.ts";
import { historyLinks } from "#kit/server/tables.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { companyOperations, contactOperations } from "#records/directory/contract.ts";
import { historyOperations } from "#records/workspace/history/contract.ts";
import { onStage, openStage, type Post, type Stage } from "./support/people.ts";
import { asOwner } from "./support/planted.ts";
import { standingOfLogin } from "#records/people/queries.ts";
import { accountOperations } from "#records/people/contract.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { delegationOperations } from "#records/people/delegations/contract.ts";

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

/** Somebody asking on a day of their own: who they are is read anew, as at every request. */
function days(house: House) {
  return async <O extends Operation>(post: Post, day: string, operation: O, sent: Sent<O>): Promise<Output<O>> => {
    const now = new Date(`${day}T09:30:00+08:00`);
    return ask({ ...house, now: () => now }, served, await whoIs(house, post, day), operation, sent);
  };
}

async function whoIs(house: House, post: Post, day: string): Promise<Actor> {
  const standing = await house.database.transaction({ role: "door" }, (db) =>
    standingOfLogin(db, `jia-${post}`, null, day, "web"),
  );
  if (!standing) throw new Error(`${post} has no posting`);
  return standing.actor;
}

const before = "2026-09-28";
const holiday = { fromOn: "2026-10-01", untilOn: "2026-10-08", reason: "国庆休假" };
const to = (post: Post) => ({ toPersonId: String(stage.jia.people[post].personId), ...holiday });

describe("委托", () => {
  test("只在委托的日子里，受托人看得到、办得了委托人的企业；留痕与时间线写明代谁", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      const company = await on("officer", before, companyOperations.create, { name: "示例云帆有限公司" });
      await on("officer", before, delegationOperations.create, to("other"));

      for (const day of ["2026-09-30", "2026-10-09"]) {
        expect((await on("other", day, companyOperations.list, {})).total).toBe(0);
        expect((await refusal(on("other", day, companyOperations.get, { id: company.id }))).kind).toBe("missing");
      }
      expect((await on("other", "2026-10-01", companyOperations.list, {})).rows.map(({ id }) => id)).toEqual([
        company.id,
      ]);
      const page = await on("other", "2026-10-08", companyOperations.get, { id: company.id });
      expect([page.may.update, page.may.reveal]).toEqual([null, null]);

      const change = { id: company.id, version: 1, changes: { note: "节日走访" } };
      await on("other", "2026-10-03", companyOperations.update, change);
      const contact = { companyId: company.id, name: "示例联系人" };
      const { id } = await on("other", "2026-10-03", contactOperations.create, contact);
      await on("other", "2026-10-03", contactOperations.reveal, { id });
      const own = await on("other", "2026-10-03", companyOperations.create, { name: "示例远山有限公司" });
      expect(own.officerId).toBe(stage.jia.people.other.personId);

      const { timeline } = await on("head", "2026-10-09", companyOperations.get, { id: company.id });
      expect(timeline.rows.map(({ by }) => by)).toEqual([
        "二科专员（代 一科专员）",
        "二科专员（代 一科专员）",
        "一科专员",
      ]);
      const history = await on("audit", "2026-10-09", historyOperations.list, { from: "2026-10-03" });
      expect(history.rows.map(({ action, accountName }) => `${action} ${accountName}`).sort()).toEqual([
        "companies.create 二科专员",
        "companies.update 二科专员（代 一科专员）",
        "contacts.create 二科专员（代 一科专员）",
        "contacts.reveal 二科专员（代 一科专员）",
      ]);
      const links = await asOwner(house, (db) =>
        db.select({ behalf: historyLinks.behalf }).from(historyLinks).where(eq(historyLinks.agencyId, stage.jia.id)),
      );
      expect(links.filter(({ behalf }) => behalf?.[0]?.personId === stage.jia.people.officer.personId)).toHaveLength(3);
      const report = await asOwner(house, (db) => verifyChain(db, stage.jia.id));
      expect(report.problems).toEqual([]);

      await asOwner(house, async (db) => {
        await db.execute(sql`set local session_replication_role = replica`);
        await db.update(historyLinks).set({ behalf: null }).where(eq(historyLinks.agencyId, stage.jia.id));
      });
      const forged = await asOwner(house, (db) => verifyChain(db, stage.jia.id));
      expect(forged.problems).toHaveLength(3);
      expect(forged.problems[0]).toContain("不衔接");
    }));

  test("只委托一项权限时，别的仍办不了；委托人停用账号，代办随即失效", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      const company = await on("officer", before, companyOperations.create, { name: "示例云帆有限公司" });
      await on("officer", before, delegationOperations.create, { ...to("other"), permissions: ["companies.read"] });
      const { may } = await on("other", "2026-10-02", companyOperations.get, { id: company.id });
      expect(may.update?.code).toBe("companies.scope");
      const officer = stage.jia.people.officer;
      const gone = { id: String(officer.accountId), version: 1, reason: "离职" };
      await on("system", "2026-10-02", accountOperations.disable, gone);
      expect((await on("other", "2026-10-02", companyOperations.list, {})).total).toBe(0);
    }));

  test("自己没有的权限也能受托，只及于委托人的范围，自己名下的不在内", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      const theirs = await on("head", before, companyOperations.create, {
        name: "示例云帆有限公司",
        officerId: stage.jia.people.officer.personId,
      });
      const own = await on("head", before, companyOperations.create, {
        name: "示例远山有限公司",
        officerId: stage.jia.people.performance.personId,
      });
      await on("officer", before, delegationOperations.create, {
        ...to("performance"),
        permissions: ["companies.manage"],
      });
      const change = (id: string) => ({ id, version: 1, changes: { note: "代办" } });
      const day = "2026-10-02";
      expect((await refusal(on("performance", before, companyOperations.update, change(theirs.id)))).kind).toBe(
        "forbidden",
      );
      expect((await on("performance", day, companyOperations.update, change(theirs.id))).note).toBe("代办");
      expect((await refusal(on("performance", day, companyOperations.update, change(own.id)))).kind).toBe("missing");
    }));

  test("主任委托后，受托人及于全机构；受托的权限不能再委托出去", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      await on("officer", before, companyOperations.create, { name: "示例云帆有限公司" });
      await on("head", before, delegationOperations.create, to("chief"));
      const day = "2026-10-02";
      expect((await whoIs(house, "chief", day)).entrustments.map(({ name, until }) => [name, until])).toEqual([
        ["主任", "2026-10-08"],
      ]);
      const { permissions } = await on("finance", day, delegationOperations.choices, {});
      expect(permissions).toEqual([
        "approvals.decide",
        "approvals.read",
        "approvals.start",
        "companies.read",
        "events.read",
        "facts.manage",
        "intermediaries.read",
        "memos.manage",
        "memos.read",
        "metrics.read",
        "projects.read",
        "prospects.read",
        "sites.read",
        "taxes.reveal",
      ]);
      const again = await refusal(on("chief", day, delegationOperations.create, { ...to("officer"), fromOn: day }));
      expect(again.code).toBe("delegations.passedOn");
      expect(again.message).toContain("主任");
    }));

  test("顶栏所用：会话说明今天代谁、到哪天", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      await on("officer", before, delegationOperations.create, to("other"));
      const { agency } = await on("other", "2026-10-05", sessionOperations.current, {});
      expect(agency?.actsFor).toEqual([{ name: "一科专员", until: "2026-10-08" }]);
      expect((await on("other", "2026-10-09", sessionOperations.current, {})).agency?.actsFor).toEqual([]);
    }));

  test("列表只见与自己有关的；任一方和主任可以提前终止，终止当天即失效", () =>
    onStage(stage, async (house) => {
      const on = days(house);
      const company = await on("officer", before, companyOperations.create, { name: "示例云帆有限公司" });
      const { id } = await on("officer", before, delegationOperations.create, to("other"));
      const listed = async (post: Post, sent: Sent<typeof delegationOperations.list> = {}) =>
        (await on(post, "2026-10-02", delegationOperations.list, sent)).total;
      expect([await listed("officer"), await listed("other"), await listed("head"), await listed("colleague")]).toEqual(
        [1, 1, 1, 0],
      );
      expect([
        await listed("officer", { side: "given" }),
        await listed("officer", { side: "received" }),
        await listed("head", { state: "active" }),
        await listed("head", { state: "planned" }),
      ]).toEqual([1, 0, 1, 0]);
      const end = { id, version: 1, reason: "提前返岗" };
      expect((await refusal(on("colleague", "2026-10-02", delegationOperations.end, end))).kind).toBe("missing");
      await on("other", "2026-10-02", delegationOperations.end, end);
      expect((await refusal(on("other", "2026-10-02", companyOperations.get, { id: company.id }))).kind).toBe(
        "missing",
      );
      expect((await refusal(on("head", "2026-10-02", delegationOperations.end, { ...end, version: 2 }))).code).toBe(
        "delegations.end.state",
      );
    }));
});
