import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#kit/server/context.ts";
import { timelineEntries } from "#kit/server/tables.ts";
import { approvalOperations } from "#records/approvals/contract.ts";
import { decidingOperations } from "#records/approvals/deciding/contract.ts";
import { memoOperations } from "#records/approvals/memos/contract.ts";
import { companyOperations, contactOperations } from "#records/directory/contract.ts";
import { accountOperations } from "#records/people/contract.ts";
import { credentials } from "#records/people/tables.ts";
import { draftOperations } from "#records/workspace/contract.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { askOf, later } from "#tests/support/session.ts";
import { deskOperations } from "./contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const home = (say: Say, actor: Actor) => say(actor, deskOperations.home, { year: 2026 });
const find = async (say: Say, actor: Actor, text: string) =>
  (await say(actor, deskOperations.search, { text })).map(({ kind, hits }) => [
    kind,
    ...hits.map(({ title }) => title),
  ]);
const memo = (title: string) => ({ title, body: "拟赴外地招商。" });

describe("待办", () => {
  test("空库：谁的工作台都是空的，也不出错", () =>
    onStage(stage, async (_house, say) => {
      for (const actor of Object.values(stage.jia.people)) {
        const { todos, drafts, changes } = await home(say, actor);
        expect([todos, drafts, changes?.rows ?? [], changes?.total ?? 0]).toEqual([[], [], [], 0]);
      }
    }));

  test("我的企业缺项、本科室没有专员：件数与打开的列表一致，别科室的不算", () =>
    onStage(stage, async (_house, say) => {
      const { head, chief, officer, other } = stage.jia.people;
      await say(officer, companyOperations.create, { name: "示例一" });
      await say(other, companyOperations.create, { name: "示例二" });
      const { id } = await say(officer, companyOperations.create, { name: "示例三" });
      await say(head, companyOperations.update, { id, version: 1, changes: { officerId: null } });
      const told = async (actor: Actor) => (await home(say, actor)).todos.map(({ code, count }) => `${code} ${count}`);
      expect(await told(officer)).toEqual(["companies.incomplete 1"]);
      expect(await told(chief)).toEqual([]);
      expect(await told(head)).toEqual(["companies.unassigned 1"]);
      for (const actor of [officer, head]) {
        for (const { count, opens } of (await home(say, actor)).todos) {
          const { total } = await say(actor, companyOperations.list, opens?.search ?? {});
          expect(total).toBe(count);
        }
      }
    }));

  test("等我审批：最急的在前，超期亮红灯；办完就不在了；退回的回到发起人那里", () =>
    onStage(stage, async (house, say) => {
      const { chief, officer } = stage.jia.people;
      await say(officer, memoOperations.submit, memo("关于外出招商的请示"));
      const late = later(house, 10 * 24 * 60);
      const at = (actor: Actor) => askOf(late, actor, deskOperations.home, { year: 2026 });
      const [todo] = (await at(chief)).todos;
      expect(todo).toMatchObject({ code: "approvals.mine", count: 1, light: { state: "red" } });
      expect(todo?.items[0]?.title).toContain("关于外出招商的请示");
      const { rows } = await say(chief, approvalOperations.list, todo?.opens?.search ?? {});
      expect(todo?.items[0]?.to).toBe(`approvals/${rows[0]?.id}`);
      expect((await at(officer)).todos).toEqual([]);

      const { approval } = await say(chief, approvalOperations.get, { id: rows[0]?.id ?? "" });
      await say(chief, decidingOperations.returnTo, {
        id: approval.id,
        version: approval.version,
        step: null,
        opinion: "请写明行程",
      });
      expect((await at(chief)).todos).toEqual([]);
      expect((await at(officer)).todos.map(({ code }) => code)).toEqual(["approvals.returned"]);
    }));

  test("系统管理员：未启用与被锁定的账号；没有业务", () =>
    onStage(stage, async (house, say) => {
      const { system, officer } = stage.jia.people;
      await say(officer, companyOperations.create, { name: "示例一" });
      await say(system, accountOperations.create, { login: "jia-new", name: "新人", roles: ["officer"] });
      await house.database.transaction({ role: "owner" }, (db) =>
        db
          .update(credentials)
          .set({ lockedUntil: "2026-03-05T02:00:00Z" })
          .where(eq(credentials.accountId, String(officer.accountId))),
      );
      const { todos, changes, figures, divisions } = await home(say, system);
      expect(todos.map(({ code, count, light }) => [code, count, light.state])).toEqual([
        ["accounts.invited", 1, "green"],
        ["accounts.locked", 1, "none"],
      ]);
      expect([changes, figures, divisions]).toEqual([null, null, null]);
      for (const { count, opens } of todos)
        expect((await say(system, accountOperations.list, opens?.search ?? {})).total).toBe(count);
    }));

  test("草稿回到它的表单；没有那张表单的权限就不列", () =>
    onStage(stage, async (_house, say) => {
      const { officer, system } = stage.jia.people;
      for (const actor of [officer, system])
        await say(actor, draftOperations.save, { form: "companies.create:new", values: {} });
      await say(officer, draftOperations.save, { form: "constructor:new", values: {} });
      expect((await home(say, officer)).drafts).toMatchObject([{ title: "新增企业", to: "companies/new" }]);
      expect((await home(say, system)).drafts).toEqual([]);
    }));
});

describe("动态", () => {
  test("一条记录一行，最近的在前，说清谁做了几件；看不到的记录一件也不算", () =>
    onStage(stage, async (house, say) => {
      const { officer, colleague, other, head, system } = stage.jia.people;
      const { id } = await say(officer, companyOperations.create, { name: "示例一" });
      await say(other, companyOperations.create, { name: "示例二" });
      await say(stage.yi.people.officer, companyOperations.create, { name: "别机构的" });
      await askOf(later(house, 5), colleague, companyOperations.update, {
        id,
        version: 1,
        changes: { note: "已走访" },
      });
      const told = async (actor: Actor) => {
        const { changes } = await home(say, actor);
        if (!changes) return ["无"];
        const { rows, total } = changes;
        return [total, ...rows.map(({ name, title, count, peopleCount }) => [name, title, count, peopleCount])];
      };
      const one = ["示例一", "修改：备注", 2, 2];
      expect(await told(officer)).toEqual([1, one]);
      expect(await told(other)).toEqual([1, ["示例二", "入库", 1, 1]]);
      expect(await told(head)).toEqual([2, one, ["示例二", "入库", 1, 1]]);
      expect(await told(system)).toEqual(["无"]);
    }));

  test("上一个工作日以前登记的不算，权限与级别不够的不算", () =>
    onStage(stage, async (house, say) => {
      const { officer, finance } = stage.jia.people;
      const { id } = await say(officer, companyOperations.create, { name: "示例一" });
      const total = async (actor: Actor) => (await home(say, actor)).changes?.total;
      const set = (values: Partial<typeof timelineEntries.$inferInsert>) =>
        house.database.transaction({ role: "owner" }, (db) =>
          db.update(timelineEntries).set(values).where(eq(timelineEntries.subjectId, id)),
        );
      expect(await total(officer)).toBe(1);
      await set({ class: "sensitive" });
      expect([await total(officer), await total(finance)]).toEqual([1, 0]);
      await set({ permission: "budget.read" });
      expect(await total(officer)).toBe(0);
      await set({ permission: "companies.read", class: "internal", typedAt: "2026-03-03T15:59:59Z" });
      expect(await total(officer)).toBe(0);
      await set({ typedAt: "2026-03-03T16:00:00Z" });
      expect(await total(officer)).toBe(1);
    }));
});

describe("关键数字与各科室", () => {
  test("数与指标取数一致，谁看都一样；没有记录是零", () =>
    onStage(stage, async (_house, say) => {
      const { officer, other, finance } = stage.jia.people;
      await say(other, companyOperations.create, { name: "示例一", tags: ["highTech"] });
      for (const actor of [officer, other, finance]) {
        const { figures } = await home(say, actor);
        const [first, tagged, ...others] = (figures ?? []).map(({ title, text }) => `${title} ${text}`);
        expect([first, tagged]).toEqual(["世界500强 0 家", "高新技术企业 1 家"]);
        expect(others.filter((each) => !/ 0 (家|亩|㎡|场|个|亿元)$/.test(each))).toEqual([]);
        expect(others).toContain("宣传推介会 0 场");
        expect(figures?.[1]).toMatchObject({
          params: { tag: "highTech" },
          before: { text: "0 家", period: "去年同期" },
        });
      }
    }));

  test("主任按科室看，每格打开的列表正是那么多；科长与专员没有这张表", () =>
    onStage(stage, async (house, say) => {
      const { head, chief, officer } = stage.jia.people;
      await say(officer, companyOperations.create, { name: "示例一" });
      await say(officer, memoOperations.submit, memo("关于外出招商的请示"));
      const late = later(house, 10 * 24 * 60);
      const at = async (actor: Actor) => (await askOf(late, actor, deskOperations.home, { year: 2026 })).divisions;
      const row = (await at(head))?.rows.find(({ name }) => name === "项目一科");
      expect(row?.cells.map(({ count }) => count)).toEqual([1, 0, 1]);
      for (const { to, search, count } of row?.cells ?? []) {
        const named = Object.entries(search ?? {}).map(([key, value]) => [key.replace("all.", ""), value]);
        const operation = to === "companies" ? companyOperations.list : approvalOperations.list;
        const { total } = await askOf(late, head, operation, Object.fromEntries(named) as never);
        expect(total).toBe(count);
      }
      expect([await at(chief), await at(officer)]).toEqual([null, null]);
    }));
});

describe("全局检索", () => {
  test("两个字、首字母、信用代码开头；联系人与人员；越像的越在前", () =>
    onStage(stage, async (_house, say) => {
      const { officer, head } = stage.jia.people;
      const { id } = await say(officer, companyOperations.create, { name: "曜穹光伏新材有限公司" });
      await say(officer, companyOperations.create, { name: "示例曜穹" });
      await say(officer, contactOperations.create, { companyId: id, name: "欧阳曜穹" });
      expect(await find(say, officer, "曜穹")).toEqual([
        ["company", "曜穹光伏新材有限公司", "示例曜穹"],
        ["contact", "欧阳曜穹"],
      ]);
      expect(await find(say, officer, "yqgf")).toEqual([["company", "曜穹光伏新材有限公司"]]);
      expect(await find(say, head, "ykzy")).toEqual([
        ["person", "一科专员"],
        ["officer", "一科专员"],
      ]);
      expect(await find(say, head, "没有这样的")).toEqual([]);
    }));

  test("改了名按新名找，移除的联系人找不到", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      const { id: companyId } = await say(officer, companyOperations.create, { name: "示例一" });
      const { id } = await say(officer, contactOperations.create, { companyId, name: "欧阳一" });
      await say(officer, contactOperations.update, { id, version: 1, changes: { name: "司徒二" } });
      expect(await find(say, officer, "欧阳")).toEqual([]);
      expect(await find(say, officer, "司徒")).toEqual([["contact", "司徒二"]]);
      await say(officer, contactOperations.remove, { id, version: 2 });
      expect(await find(say, officer, "司徒")).toEqual([]);
    }));

  test("看不到的找不到：别科室的、别机构的、管理员找业务；多于八条给出完整列表", () =>
    onStage(stage, async (_house, say) => {
      const { officer, other, system, finance } = stage.jia.people;
      for (let each = 0; each < 9; each++) {
        const { id } = await say(officer, companyOperations.create, { name: `曜穹${each}` });
        await say(officer, contactOperations.create, { companyId: id, name: `曜穹${each}` });
      }
      await say(officer, memoOperations.submit, memo("关于曜穹项目的请示"));
      for (const actor of [other, system, stage.yi.people.head]) expect(await find(say, actor, "曜穹")).toEqual([]);
      expect((await find(say, finance, "曜穹")).map(([kind]) => kind)).toEqual(["company", "contact"]);
      const groups = await say(officer, deskOperations.search, { text: "曜穹" });
      expect(groups.map(({ kind, hits, more }) => [kind, hits.length, more?.search?.search])).toEqual([
        ["approval", 1, undefined],
        ["company", 8, "曜穹"],
        ["contact", 8, "曜穹"],
      ]);
      expect((await find(say, system, "一科专员")).map(([kind]) => kind)).toEqual(["person", "account"]);
    }));
});
