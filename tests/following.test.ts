import { afterAll, beforeAll, expect, test } from "vitest";
import type { House } from "#kit/server/serve.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { followPacks } from "#records/people/following/actions.ts";
import { roleOperations } from "#records/people/rights/contract.ts";
import { historyOperations } from "#records/workspace/history/contract.ts";
import { packOperations } from "#records/workspace/packs/contract.ts";
import { actorOf, onStage, openStage, type Stage } from "./support/people.ts";
import { asOwner } from "./support/planted.ts";

/** 角色随规则包: what a later pack gives reaches agencies that are there already. */
let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

interface Roles {
  roles: Record<string, { title: string; grants: Record<string, string>; classes: string[] }>;
}

/** The same installation with a later pack: finance may merge companies, and there is a new role. */
function laterPack(house: House): House {
  const pack = (year: number) => {
    const body = structuredClone(house.pack(year)) as { people: Roles };
    const { roles } = body.people;
    for (const code of ["officer", "finance"]) Object.assign(roles[code]?.grants ?? {}, { "companies.merge": "own" });
    roles.deputy = { title: "副主任", grants: { "people.read": "agency" }, classes: ["public", "internal"] };
    return body;
  };
  return { ...house, pack };
}

test("没改过的角色得到新的权限，改过的不动并列明不同；留痕，重复运行不再写", () =>
  onStage(stage, async (house, say) => {
    const { security, officer, audit } = stage.jia.people;
    const all = await say(security, roleOperations.list, {});
    const role = all.find(({ code }) => code === "officer");
    const grants = Object.entries(role?.grants ?? {}).map(([permission, scope]) => ({ permission, scope }));
    await say(security, roleOperations.update, {
      code: "officer",
      version: 1,
      title: "招商专员",
      grants: grants.filter(({ permission }) => permission !== "exports.create") as never,
      classes: role?.classes as never,
    });
    expect((await say(officer, packOperations.list, {})).own).toEqual([{ title: "角色 · 招商专员", differs: 1 }]);

    const later = laterPack(house);
    // Of both agencies finance and the new role; of the one that changed nothing officer as well.
    expect(await followPacks(later)).toBe(5);
    expect(await followPacks(later)).toBe(0);
    const after = await say(security, roleOperations.list, {});
    const merges = (code: string) => after.find((each) => each.code === code)?.grants["companies.merge"];
    expect([merges("finance"), merges("officer"), after.some(({ title }) => title === "副主任")]).toEqual([
      "own",
      undefined,
      true,
    ]);
    expect((await actorOf(house, "yi-officer")).grants.get("companies.merge")).toBe("own");
    const { rows } = await say(audit, historyOperations.list, { subjectKind: "role", limit: 10 });
    expect(rows.filter(({ actionTitle }) => actionTitle === "角色随规则包更新")).toHaveLength(2);
    expect((await asOwner(house, (db) => verifyChain(db, stage.jia.id))).problems).toEqual([]);
  }));

test("改回与规则包一致的，又随规则包走", () =>
  onStage(stage, async (house, say) => {
    const { security } = stage.jia.people;
    const finance = (await say(security, roleOperations.list, {})).find(({ code }) => code === "finance");
    const grants = Object.entries(finance?.grants ?? {}).map(([permission, scope]) => ({ permission, scope }));
    const sent = { code: "finance", title: "财务", grants: grants as never, classes: finance?.classes as never };
    const title = finance?.title ?? "";
    await say(security, roleOperations.update, { ...sent, title: "会计", version: 1 });
    await followPacks(laterPack(house));
    const held = async () =>
      (await say(security, roleOperations.list, {})).find(({ code }) => code === "finance")?.grants["companies.merge"];
    expect(await held()).toBeUndefined();
    await say(security, roleOperations.update, { ...sent, title, version: 2 });
    await followPacks(laterPack(house));
    expect(await held()).toBe("own");
  }));
