import { createHash } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, nobody } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { askOf, cookieOf, later, refusal, whoIs } from "#tests/support/session.ts";
import { accountOperations, personOperations } from "../contract.ts";
import { credentials } from "../tables.ts";
import { openSessionOperations, sessionOperations, signInOperations } from "./contract.ts";

let stage: Stage;
let passwordHash: string;
const password = "Luodi-2026-示例";
beforeAll(async () => {
  stage = await openStage();
  passwordHash = await hash(password);
});
afterAll(() => stage.close());

const signIn = (house: House, attempt: string, login = "jia-officer") =>
  askOf(house, nobody, sessionOperations.signIn, { login, password: attempt });

const withPassword = (house: House) =>
  house.database.transaction({ role: "owner" }, (db) =>
    db
      .update(credentials)
      .set({ passwordHash })
      .where(eq(credentials.accountId, String(stage.jia.people.officer.accountId))),
  );

const demoCookie = (house: House, login = "jia-officer") => cookieOf(house, sessionOperations.signInAsDemo, { login });

describe("登录", () => {
  test("对的密码开一个会话，令牌只以摘要存放；登录名不分大小写", () =>
    onStage(stage, async (house) => {
      await withPassword(house);
      const cookie = await cookieOf(house, sessionOperations.signIn, { login: " JIA-Officer ", password });
      expect((await whoIs(house, cookie)).name).toBe("一科专员");
      const { rows } = await house.database.transaction({ role: "owner" }, (db) =>
        db.execute(sql`select digest, csrf from session`),
      );
      expect(rows.map(({ digest }) => digest)).toEqual([createHash("sha256").update(cookie).digest("hex")]);
      expect(JSON.stringify(rows)).not.toContain(cookie);
    }));

  test("密码不对、没有这个账号、还没设密码：同一句话，分不出是哪一种", () =>
    onStage(stage, async (house) => {
      await withPassword(house);
      const told = [
        await refusal(signIn(house, "x")),
        await refusal(signIn(house, password, "nobody-here")),
        await refusal(signIn(house, password, "jia-head")),
      ];
      expect(told.map(({ code, message }) => [code, message])).toEqual(
        Array.from({ length: 3 }, () => ["session.wrong", expect.stringContaining("登录名或密码不正确")]),
      );
    }));

  test("连错五次锁定，锁定中对的密码也不行；满三十分钟解开", () =>
    onStage(stage, async (house) => {
      await withPassword(house);
      for (let each = 1; each <= 5; each++) expect((await refusal(signIn(house, "x"))).code).toBe("session.wrong");
      // The very same words as for a wrong password: whoever guesses does not learn that he guessed right.
      const locked = await refusal(signIn(house, password));
      expect([locked.code, locked.message]).toEqual(["session.wrong", expect.stringContaining("锁定 30 分钟")]);
      expect((await refusal(signIn(house, "x"))).message).toBe(locked.message);
      expect((await refusal(signIn(later(house, 29), password))).code).toBe("session.wrong");
      expect((await signIn(later(house, 30), password)).accountId).toBe(stage.jia.people.officer.accountId);
    }));

  test("错四次后对一次，重新从零数起；每次都留痕", () =>
    onStage(stage, async (house) => {
      await withPassword(house);
      for (let each = 1; each <= 4; each++) await refusal(signIn(house, "x"));
      await signIn(house, password);
      for (let each = 1; each <= 4; each++) expect((await refusal(signIn(house, "x"))).code).toBe("session.wrong");
      await signIn(house, password);
      const { rows } = await house.database.transaction({ role: "owner" }, (db) =>
        db.execute<{ count: string }>(sql`select count(*) from history where subject_kind = 'session'`),
      );
      expect(rows[0]?.count).toBe("10");
    }));
});

describe("会话", () => {
  test("空闲三十分钟即失效；一直在用的最长十二小时", () =>
    onStage(stage, async (house) => {
      const idle = await demoCookie(house);
      expect((await whoIs(later(house, 30), idle)).accountId).toBe(stage.jia.people.officer.accountId);
      const left = await demoCookie(house);
      expect((await whoIs(later(house, 31), left)).accountId).toBeNull();
      const used = await demoCookie(house);
      for (let minutes = 20; minutes <= 720; minutes += 20)
        expect([minutes, (await whoIs(later(house, minutes), used)).accountId]).not.toEqual([minutes, null]);
      expect((await whoIs(later(house, 721), used)).accountId).toBeNull();
    }));

  test("退出后令牌作废，别处的会话不受影响", () =>
    onStage(stage, async (house) => {
      const [here, there] = [await demoCookie(house), await demoCookie(house)];
      await askOf(house, await whoIs(house, here), sessionOperations.signOut, {});
      expect([(await whoIs(house, here)).accountId, (await whoIs(house, there)).accountId]).toEqual([
        null,
        stage.jia.people.officer.accountId,
      ]);
    }));

  test("在没有任职的机构什么也不是：没有权限，也没有那里的人员身份", () =>
    onStage(stage, async (house, say) => {
      const actor = await whoIs(house, await demoCookie(house, "yi-head"), "jia");
      expect([actor.agencyId, actor.personId, actor.grants.size, [...actor.classes]]).toEqual([
        null,
        null,
        0,
        ["public"],
      ]);
      expect((await refusal(say(actor, personOperations.list, {}))).code).toBe("agency.none");
    }));

  test("停用账号，会话立即结束，不能再登录", () =>
    onStage(stage, async (house, say) => {
      const { system, officer } = stage.jia.people;
      const [cookie, id] = [await demoCookie(house), String(officer.accountId)];
      await withPassword(house);
      const after = await say(system, accountOperations.disable, { id, version: 1, reason: "离职" });
      expect([after.state, after.version]).toEqual(["disabled", 2]);
      expect((await whoIs(house, cookie)).accountId).toBeNull();
      expect((await refusal(signIn(house, password))).code).toBe("session.wrong");
      expect((await refusal(demoCookie(house))).code).toBe("session.notDemo");
      expect((await refusal(say(system, accountOperations.disable, { id, version: 2, reason: "再停" }))).code).toBe(
        "accounts.disable.state",
      );
    }));

  test("不能停用自己，也碰不到别机构的账号", () =>
    onStage(stage, async (_house, say) => {
      const { system } = stage.jia.people;
      const self = { id: String(system.accountId), version: 1, reason: "误点" };
      expect((await refusal(say(system, accountOperations.disable, self))).code).toBe("accounts.disable.self");
      const foreign = { ...self, id: String(stage.yi.people.officer.accountId) };
      expect((await refusal(say(system, accountOperations.disable, foreign))).kind).toBe("missing");
    }));
});

describe("一次性链接", () => {
  const invite = async (say: Say) => {
    const { link } = await say(stage.jia.people.system, accountOperations.create, {
      login: "jia-new",
      name: "新人",
      roles: ["officer"],
    });
    return link.slice("/link/".length);
  };
  const use = (house: House, token: string, chosen = password) =>
    askOf(house, nobody, sessionOperations.useLink, { token, password: chosen });

  test("设好密码即启用并登录；用过一次就作废", () =>
    onStage(stage, async (house, say) => {
      const token = await invite(say);
      expect((await refusal(signIn(house, password, "jia-new"))).code).toBe("session.wrong");
      const { accountId } = await use(house, token);
      expect((await signIn(house, password, "jia-new")).accountId).toBe(accountId);
      const again = await refusal(use(house, token, "Another-2026-x"));
      expect([again.code, again.message]).toEqual(["session.link", "链接已用过或已过期，请联系系统管理员重新发放"]);
      await signIn(house, password, "jia-new");
    }));

  test("三日内有效，过期作废", () =>
    onStage(stage, async (house, say) => {
      const token = await invite(say);
      const days = 3 * 24 * 60;
      expect((await refusal(use(later(house, days + 1), token))).code).toBe("session.link");
      expect((await use(later(house, days), token)).accountId).not.toBeNull();
    }));

  test("重新发放：旧链接、旧密码与旧会话都作废，只有新链接管用；不能发给自己", () =>
    onStage(stage, async (house, say) => {
      const { system, officer } = stage.jia.people;
      const [id, reason] = [String(officer.accountId), "忘记密码"];
      await withPassword(house);
      const cookie = await demoCookie(house);
      const tokens = [];
      for (let each = 1; each <= 2; each++) {
        const { link } = await say(system, accountOperations.renew, { id, reason });
        tokens.push(link.slice("/link/".length));
      }
      expect((await whoIs(house, cookie)).accountId).toBeNull();
      expect((await refusal(signIn(house, password))).code).toBe("session.wrong");
      expect((await refusal(use(house, String(tokens[0])))).code).toBe("session.link");
      expect((await refusal(use(house, String(tokens[1])))).code).toBe("session.password.used");
      expect((await use(house, String(tokens[1]), "Renewed-2026-x")).accountId).toBe(id);
      const self = { id: String(system.accountId), reason };
      expect((await refusal(say(system, accountOperations.renew, self))).code).toBe("accounts.renew.self");
    }));

  test("还没启用就被停用的账号，链接作废", () =>
    onStage(stage, async (house, say) => {
      const token = await invite(say);
      const { rows } = await say(stage.jia.people.system, accountOperations.list, { state: "invited" });
      await say(stage.jia.people.system, accountOperations.disable, {
        id: String(rows[0]?.id),
        version: 1,
        reason: "未到岗",
      });
      expect((await refusal(use(house, token))).code).toBe("session.link");
    }));

  test("密码太弱不收，链接还能再用；编造的链接不认", () =>
    onStage(stage, async (house, say) => {
      const token = await invite(say);
      for (const weak of ["short1A", "alllowercase", "Jia-New-2026"])
        expect([weak, (await refusal(use(house, token, weak))).code]).toEqual([weak, "session.password"]);
      expect((await refusal(use(house, `${token.slice(1)}x`))).code).toBe("session.link");
      expect((await use(house, token)).accountId).not.toBeNull();
    }));
});

describe("演示登录", () => {
  const local: Actor = { ...nobody, isLocal: true };
  const demo = (house: House, actor: Actor, login = "jia-officer") =>
    askOf(house, actor, sessionOperations.signInAsDemo, { login });

  test("只在演示库、只在本机、只限演示人员", () =>
    onStage(stage, async (house, say) => {
      expect((await demo(house, local)).accountId).toBe(stage.jia.people.officer.accountId);
      const codes = [
        await refusal(demo(house, nobody)),
        await refusal(demo({ ...house, instance: "live" }, local)),
        await refusal(demo(house, local, "nobody-here")),
      ];
      await say(stage.jia.people.system, accountOperations.create, {
        login: "jia-new",
        name: "新人",
        roles: ["officer"],
      });
      codes.push(await refusal(demo(house, local, "jia-new")));
      expect(codes.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => "session.notDemo"));
    }));

  test("演示人员名单也只在演示库的本机给出", () =>
    onStage(stage, async (house) => {
      const list = (where: House, actor: Actor) => askOf(where, actor, sessionOperations.demoPeople, {});
      expect((await list(house, local)).length).toBe(20);
      expect(await list(house, nobody)).toEqual([]);
      expect(await list({ ...house, instance: "live" }, local)).toEqual([]);
    }));
});

describe("本人的登录", () => {
  const { mine, end, endOthers } = openSessionOperations;

  test("列出设备和时间，结束一处或其余全部；别人的碰不到", () =>
    onStage(stage, async (house) => {
      const cookies = [await demoCookie(house), await demoCookie(house), await demoCookie(house)];
      const [here, there, third] = cookies as [string, string, string];
      const foreign = await demoCookie(house, "yi-head");
      const me = await whoIs(house, here);
      const listed = await askOf(house, me, mine, {});
      expect(listed.map(({ isCurrent, entry }) => `${entry} ${isCurrent}`).toSorted()).toEqual([
        "demo false",
        "demo false",
        "demo true",
      ]);
      const strange = (await askOf(house, await whoIs(house, foreign), mine, {}))[0];
      expect((await refusal(askOf(house, me, end, { id: String(strange?.id) }))).code).toBe("sessions.missing");
      const other = (await askOf(house, await whoIs(house, there), mine, {})).find(({ isCurrent }) => isCurrent);
      await askOf(house, me, end, { id: String(other?.id) });
      expect((await whoIs(house, there)).accountId).toBeNull();
      expect(await askOf(house, me, endOthers, {})).toEqual({ ended: 1 });
      expect([(await whoIs(house, third)).accountId, (await whoIs(house, here)).accountId]).toEqual([
        null,
        me.accountId,
      ]);
    }));
});

describe("安全管理员", () => {
  const { list, close } = openSessionOperations;

  test("看到并结束本机构账号的登录；别机构的看不到", () =>
    onStage(stage, async (house, say) => {
      const [cookie, second, foreign] = [
        await demoCookie(house),
        await demoCookie(house),
        await demoCookie(house, "yi-head"),
      ];
      const { security } = stage.jia.people;
      const { rows, total } = await say(security, list, {});
      expect([total, rows.map(({ login }) => login)]).toEqual([2, ["jia-officer", "jia-officer"]]);
      const reason = "账号可能被他人使用";
      expect(await say(security, close, { id: String(rows[0]?.id), reason, isWhole: true })).toEqual({ ended: 2 });
      expect([(await whoIs(house, cookie)).accountId, (await whoIs(house, second)).accountId]).toEqual([null, null]);
      const [theirs] = (await say(stage.yi.people.security, list, {})).rows;
      expect((await refusal(say(security, close, { id: String(theirs?.id), reason }))).kind).toBe("missing");
      expect((await whoIs(house, foreign)).accountId).not.toBeNull();
    }));
});

describe("登录记录与解锁", () => {
  const agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0";
  const stranger: Actor = { ...nobody, from: { address: "10.1.2.3", agent } };
  const attempt = (house: House, tried: string) =>
    askOf(house, stranger, sessionOperations.signIn, { login: "jia-officer", password: tried });

  test("审计管理员看到账号、结果、时间、设备与地址；别机构的审计看不到；只增不改", () =>
    onStage(stage, async (house, say) => {
      await withPassword(house);
      await refusal(attempt(house, "x"));
      await attempt(house, password);
      const { rows } = await say(stage.jia.people.audit, signInOperations.list, { descending: true });
      expect(
        rows.map(({ login, outcome, entry, device, address }) => [login, outcome, entry, device, address]),
      ).toEqual(
        ["signedIn", "wrongPassword"].map((outcome) => [
          "jia-officer",
          outcome,
          "password",
          "Windows 电脑 · Edge 浏览器",
          "10.1.2.3",
        ]),
      );
      const { total } = await say(stage.jia.people.audit, signInOperations.list, { outcome: "signedIn" });
      expect(total).toBe(1);
      expect((await say(stage.yi.people.audit, signInOperations.list, {})).total).toBe(0);
      await expect(
        house.database.transaction({ role: "owner" }, (db) => db.execute(sql`update sign_in set outcome = 'signedIn'`)),
      ).rejects.toThrow(/sign_in/);
    }));

  test("锁定显示在账号列表，系统管理员写明原因解锁，随即可以登录；不能给自己解锁", () =>
    onStage(stage, async (house, say) => {
      const { system, officer } = stage.jia.people;
      await withPassword(house);
      for (let each = 1; each <= 5; each++) await refusal(attempt(house, "x"));
      const [locked] = (await say(system, accountOperations.list, { limit: 500 })).rows.filter(
        (row) => row.lockedUntil,
      );
      expect([locked?.login, locked?.lockedUntil]).toEqual(["jia-officer", "2026-03-05T02:00:00.000Z"]);
      const id = String(officer.accountId);
      const after = await say(system, accountOperations.unlock, { id, reason: "本人记起密码" });
      expect(after.lockedUntil).toBeNull();
      expect((await attempt(house, password)).accountId).toBe(id);
      const again = await refusal(say(system, accountOperations.unlock, { id, reason: "再解" }));
      expect(again.code).toBe("accounts.unlock.state");
      const self = { id: String(system.accountId), reason: "自己" };
      expect((await refusal(say(system, accountOperations.unlock, self))).code).toBe("accounts.unlock.self");
    }));
});
