import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bearerOf } from "#app/caller.ts";
import type { House } from "#kit/server/serve.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { accountOperations } from "#records/people/contract.ts";
import { factorOperations } from "#records/people/factors/contract.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { tokenOperations } from "#records/people/tokens/contract.ts";
import { openTestDoor } from "./support/door.ts";
import { onStage, openStage, type Stage } from "./support/people.ts";
import { askOf, cookieOf, later, refusal, whoIs } from "./support/session.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const head = async (house: House) =>
  whoIs(house, await cookieOf(house, sessionOperations.signInAsDemo, { login: "jia-head" }));
const wanted = { name: "每日同步", permissions: ["companies.read"], until: "2026-12-31" };
const bearer = (house: House, token: string, agencyCode: string | null = null) =>
  bearerOf(house, token, { agencyCode });

describe("接口令牌", () => {
  test("只含所选的权限；只读的不能办理；只存摘要；最近使用记下来", () =>
    onStage(stage, async (house) => {
      const me = await head(house);
      const { token } = await askOf(house, me, tokenOperations.create, wanted);
      const actor = await bearer(house, token);
      expect([[...actor.grants.keys()], actor.via, actor.name]).toEqual([["companies.read"], "token", me.name]);
      expect((await askOf(house, actor, companyOperations.list, {})).total).toBe(0);
      const create = { name: "示例企业", officerId: me.personId };
      expect((await refusal(askOf(house, actor, companyOperations.create, create))).code).toBe("token.readOnly");
      const [listed] = (await askOf(house, me, tokenOperations.mine, {})).tokens;
      expect(listed?.usedAt).toBe("2026-03-05T01:30:00.000Z");
      const { rows } = await house.database.transaction({ role: "owner" }, (db) =>
        db.execute(sql`select * from api_token`),
      );
      expect(JSON.stringify(rows)).not.toContain(token.slice(6));
    }));

  test("可以办理的，留痕记为接口；没有选的权限仍没有", () =>
    onStage(stage, async (house, say) => {
      const me = await head(house);
      const permissions = ["companies.read", "companies.manage"];
      const { token } = await askOf(house, me, tokenOperations.create, { ...wanted, permissions, canWrite: true });
      const actor = await bearer(house, token);
      await say(actor, companyOperations.create, { name: "示例企业", officerId: me.personId });
      const { rows } = await house.database.transaction({ role: "owner" }, (db) =>
        db.execute(sql`select via, account_id from history_link where operation = 'companies.create'`),
      );
      expect(rows).toEqual([{ via: "token", account_id: me.accountId }]);
      expect((await refusal(say(actor, accountOperations.list, {}))).code).toBe("permission.missing");
    }));

  test("不能用来管理登录：不能改第二因素、另建令牌、结束登录", () =>
    onStage(stage, async (house) => {
      const me = await head(house);
      const { token } = await askOf(house, me, tokenOperations.create, { ...wanted, canWrite: true });
      const actor = await bearer(house, token);
      const until = "2026-12-31";
      expect((await refusal(askOf(house, actor, factorOperations.begin, {}))).code).toBe("token.own");
      expect((await refusal(askOf(house, actor, tokenOperations.create, { ...wanted, until }))).code).toBe("token.own");
      expect((await refusal(askOf(house, actor, sessionOperations.signOut, {}))).code).toBe("token.own");
    }));

  test("作废、到期、账号停用以后都不再有效；收回要安全管理员", () =>
    onStage(stage, async (house, say) => {
      const me = await head(house);
      const make = async () => askOf(house, me, tokenOperations.create, { ...wanted, until: "2026-03-06" });
      const [one, two, three] = [await make(), await make(), await make()];
      await askOf(house, me, tokenOperations.revoke, { id: one.id });
      expect((await refusal(bearer(house, one.token))).kind).toBe("signedOut");
      const tomorrow = later(house, 24 * 60);
      expect((await bearer(tomorrow, two.token)).accountId).toBe(me.accountId);
      expect((await refusal(bearer(later(house, 48 * 60), two.token))).kind).toBe("signedOut");
      const { security, system } = stage.jia.people;
      const { rows } = await say(security, tokenOperations.list, {});
      expect(rows.map(({ id }) => id).sort()).toEqual([two.id, three.id].sort());
      await say(security, tokenOperations.withdraw, { id: two.id, reason: "令牌外泄" });
      expect((await refusal(bearer(house, two.token))).kind).toBe("signedOut");
      const foreign = say(stage.yi.people.security, tokenOperations.withdraw, { id: three.id, reason: "别机构" });
      expect((await refusal(foreign)).kind).toBe("missing");
      const id = String(me.accountId);
      await say(system, accountOperations.disable, { id, version: 1, reason: "离职" });
      expect((await refusal(bearer(house, three.token))).kind).toBe("signedOut");
      const { rows: left } = await house.database.transaction({ role: "owner" }, (db) =>
        db.execute(sql`select id from api_token where ended_at is null`),
      );
      expect(left).toEqual([]);
    }));

  test("在没有任职的机构什么也不是；编造的令牌不认", () =>
    onStage(stage, async (house) => {
      const { token } = await askOf(house, await head(house), tokenOperations.create, wanted);
      expect((await bearer(house, token, "yi")).agencyId).toBeNull();
      expect((await refusal(bearer(house, `${token.slice(0, -1)}_`))).code).toBe("session.token");
    }));
});

describe("经由 HTTP", () => {
  test("令牌放在 Authorization 里：不要 cookie，也不要防跨站的令牌；只读的办理被拒", () =>
    onStage(stage, async (house) => {
      const { app, post } = await openTestDoor({ house, folder: stage.folder });
      const me = await head(house);
      const permissions = ["companies.read", "companies.manage"];
      const make = (canWrite: boolean) =>
        askOf(house, me, tokenOperations.create, { ...wanted, permissions, canWrite });
      const [reads, writes] = [await make(false), await make(true)];
      const by = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
      const body = { name: "示例企业", officerId: me.personId };
      expect((await post("companies.list", {}, null, by(reads.token))).status).toBe(200);
      const refused = await post("companies.create", body, null, by(reads.token));
      expect([refused.status, refused.body.error?.code]).toEqual([403, "token.readOnly"]);
      const made = await post("companies.create", body, null, by(writes.token));
      expect([made.status, made.headers["set-cookie"]]).toEqual([200, undefined]);
      const unknown = await post("companies.list", {}, null, by(`luodi_${"x".repeat(43)}`));
      expect([unknown.status, unknown.body.error?.code]).toEqual([401, "session.token"]);
      await app.close();
    }));
});
