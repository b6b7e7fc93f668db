import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor, ScopeKind } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { recordGrants } from "#kit/server/tables.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { askOf, later, refusal } from "#tests/support/session.ts";
import { companyOperations, contactOperations } from "./contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const reaching = (actor: Actor, scope: ScopeKind): Actor => ({
  ...actor,
  grants: new Map([...actor.grants.keys()].map((each) => [each, scope])),
});

/** One company each of the officer, the colleague, the other division and nobody. */
async function plant(say: Say): Promise<string[]> {
  const { head, officer, colleague, other } = stage.jia.people;
  const ids: string[] = [];
  for (const [name, officerId] of [
    ["甲", officer.personId],
    ["乙", colleague.personId],
    ["丙", other.personId],
  ] as const)
    ids.push((await say(head, companyOperations.create, { name: `示例企业${name}`, officerId })).id);
  const mine = await say(head, companyOperations.create, { name: "示例企业丁" });
  await say(head, companyOperations.update, { id: mine.id, version: 1, changes: { officerId: null } });
  return [...ids, mine.id];
}

describe("数据范围", () => {
  test.each<[ScopeKind, string[]]>([
    ["own", ["甲"]],
    ["division", ["甲", "乙"]],
    ["agency", ["甲", "乙", "丙", "丁"]],
  ])("范围为 %s 的人看到的企业；列表、总数、详情一致", (scope, names) =>
    onStage(stage, async (_house, say) => {
      const ids = await plant(say);
      const actor = reaching(stage.jia.people.officer, scope);
      const { rows, total } = await say(actor, companyOperations.list, { search: "示例企业" });
      const wanted = names.map((name) => ids["甲乙丙丁".indexOf(name)]);
      expect([total, new Set(rows.map(({ id }) => id))]).toEqual([names.length, new Set(wanted)]);
      for (const id of ids) {
        const seen = await say(actor, companyOperations.get, { id }).then(
          () => true,
          () => false,
        );
        expect([id, seen]).toEqual([id, wanted.includes(id)]);
      }
    }),
  );

  test("没有科室的人即使范围是科室，也只到本人；没有人员身份的人一行也没有", () =>
    onStage(stage, async (_house, say) => {
      await plant(say);
      const loose = { ...reaching(stage.jia.people.officer, "division"), divisionId: null };
      expect((await say(loose, companyOperations.list, {})).total).toBe(1);
      expect((await say({ ...loose, personId: null }, companyOperations.list, {})).total).toBe(0);
    }));

  test("人调走后，企业仍按登记的科室归属：原科室看得到，新科室看不到", () =>
    onStage(stage, async (_house, say) => {
      await plant(say);
      const moved = { ...stage.jia.people.officer, divisionId: stage.jia.people.other.divisionId };
      const { rows } = await say(moved, companyOperations.list, {});
      expect(rows.map(({ name }) => name).sort()).toEqual(["示例企业丙", "示例企业甲"]);
    }));
});

describe("个案授权", () => {
  const grant = (
    house: House,
    subjectId: string,
    until: string,
    actor = stage.jia.people.other,
    agencyId = stage.jia.id,
  ) =>
    house.database.transaction({ role: "owner" }, (db) =>
      db
        .insert(recordGrants)
        .values({ agencyId, subjectKind: "companies", subjectId, accountId: String(actor.accountId), until }),
    );

  test("被授权的人打得开这一家和它的联系人，列表里没有，也改不了", () =>
    onStage(stage, async (house, say) => {
      const [id = ""] = await plant(say);
      const { officer, other } = stage.jia.people;
      await say(officer, contactOperations.create, { companyId: id, name: "示例联系人" });
      expect((await refusal(say(other, companyOperations.get, { id }))).kind).toBe("missing");
      await grant(house, id, "2026-03-05");
      const page = await say(other, companyOperations.get, { id });
      expect([page.company.id, page.contacts.length, page.may.update?.code]).toEqual([id, 1, "companies.scope"]);
      expect((await say(other, companyOperations.list, { search: "示例企业甲" })).total).toBe(0);
      const change = { id, version: 1, changes: { note: "x" } };
      expect((await refusal(say(other, companyOperations.update, change))).kind).toBe("missing");
    }));

  test("过了期限、给了别人、给了别机构的都不算", () =>
    onStage(stage, async (house, say) => {
      const [id = "", second = ""] = await plant(say);
      const { other, finance } = stage.jia.people;
      await grant(house, id, "2026-03-05");
      expect((await refusal(askOf(later(house, 24 * 60), other, companyOperations.get, { id }))).kind).toBe("missing");
      await grant(house, second, "2026-12-31", finance);
      expect((await refusal(say(other, companyOperations.get, { id: second }))).kind).toBe("missing");
      await grant(house, second, "2026-12-31", other, stage.yi.id);
      expect((await refusal(say(other, companyOperations.get, { id: second }))).kind).toBe("missing");
    }));
});

describe("翻页", () => {
  const names = (rows: { name: string }[]) => rows.map(({ name }) => name);
  const fill = async (say: Say, count: number) => {
    for (let each = 1; each <= count; each++)
      await say(stage.jia.people.officer, companyOperations.create, { name: `示例${each}` });
  };

  test("翻页途中有人新增，已看过的不重复，没看过的不漏", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      await fill(say, 6);
      const first = await say(officer, companyOperations.list, { sort: "name", limit: 3 });
      await say(officer, companyOperations.create, { name: "示例0" });
      const second = await say(officer, companyOperations.list, { sort: "name", limit: 3, after: String(first.next) });
      expect([...names(first.rows), ...names(second.rows)]).toEqual([
        "示例1",
        "示例2",
        "示例3",
        "示例4",
        "示例5",
        "示例6",
      ]);
      expect([second.total, second.next]).toEqual([7, null]);
    }));

  test("正好一页时没有下一页；每页行数有上限", () =>
    onStage(stage, async (_house, say) => {
      await fill(say, 3);
      const { officer } = stage.jia.people;
      expect((await say(officer, companyOperations.list, { limit: 3 })).next).toBeNull();
      expect((await say(officer, companyOperations.list, { limit: 2 })).next).not.toBeNull();
      expect((await refusal(say(officer, companyOperations.list, { limit: 501 }))).kind).toBe("invalid");
    }));

  test("别的次序的、编造的翻页位置都请人回到第一页；别人的翻页位置也越不过自己的范围", () =>
    onStage(stage, async (_house, say) => {
      await fill(say, 3);
      const { officer, other } = stage.jia.people;
      const { next } = await say(officer, companyOperations.list, { sort: "name", limit: 1 });
      const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
      const id = "0193a000-0000-7000-8000-00000000000a";
      const wrong = [
        cursor("createdOn", false, "x", id),
        cursor("name", true, "x", id),
        cursor("name", false, null, id),
        cursor("name", false, "x", "y"),
        cursor("name", false, "\0", id),
        "%%%",
      ];
      for (const after of wrong)
        expect([after, (await refusal(say(officer, companyOperations.list, { sort: "name", after }))).code]).toEqual([
          after,
          "list.cursor",
        ]);
      expect((await say(other, companyOperations.list, { sort: "name", after: String(next) })).rows).toEqual([]);
    }));

  test("金额未知的排在零之前，按金额筛选时不算在内", () =>
    onStage(stage, async (_house, say) => {
      const { officer } = stage.jia.people;
      for (const [name, registeredCapital] of [
        ["示例十", "10"],
        ["示例零", "0"],
        ["示例未知", null],
        ["示例角", "0.01"],
      ] as const)
        await say(officer, companyOperations.create, { name, registeredCapital });
      const ask = async (more: object) =>
        names((await say(officer, companyOperations.list, { sort: "registeredCapital", ...more })).rows);
      expect(await ask({})).toEqual(["示例未知", "示例零", "示例角", "示例十"]);
      expect(await ask({ capitalTo: "0.01" })).toEqual(["示例零", "示例角"]);
      expect(await ask({ capitalFrom: "0.01", descending: true })).toEqual(["示例十", "示例角"]);
    }));
});
