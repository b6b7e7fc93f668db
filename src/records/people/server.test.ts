import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { actorOf, onStage, openStage, type Say, type Stage } from "#tests/support/people.ts";
import { cookieOf, refusal, whoIs } from "#tests/support/session.ts";
import { accountOperations, agencyOperations } from "./contract.ts";
import { sessionOperations } from "./sessions/contract.ts";
import { hostingOperations } from "./hostings/contract.ts";
import { staffOperations } from "./staff/contract.ts";
import { accounts } from "./tables.ts";
import { postingOperations, rightOperations, roleOperations } from "./rights/contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 180_000);
afterAll(() => stage.close());

const today = "2026-03-05";
const of = (actor: Actor) => String(actor.accountId);
const give = (say: Say, accountId: string, roleCode: string, more: { fromOn?: string; toOn?: string } = {}) =>
  say(stage.jia.people.security, postingOperations.give, { accountId, roleCode, fromOn: today, ...more });
const pageOf = (say: Say, actor: Actor) =>
  say(stage.jia.people.head, staffOperations.get, { id: String(actor.personId) });
const withdraw = async (say: Say, actor: Actor, by = stage.jia.people.security) => {
  const [posting] = (await pageOf(say, actor)).postings;
  return say(by, postingOperations.withdraw, { id: String(posting?.id), version: 1, reason: "调整" });
};

describe("授予与收回", () => {
  test("授予后即有，收回后即无；将来的日子到了才有", () =>
    onStage(stage, async (house, say) => {
      const { officer, finance } = stage.jia.people;
      await give(say, of(officer), "finance");
      const cookie = await cookieOf(house, sessionOperations.signInAsDemo, { login: "jia-officer" });
      expect((await whoIs(house, cookie)).grants.get("metrics.read")).toBe("agency");
      const held = (await pageOf(say, officer)).postings.find(({ roleCode }) => roleCode === "finance");
      const sent = { id: String(held?.id), version: 1, reason: "分工调整" };
      expect((await say(stage.jia.people.security, postingOperations.withdraw, sent)).isHeld).toBe(false);
      expect((await whoIs(house, cookie)).grants.get("metrics.read")).toBe("division");
      await give(say, of(finance), "officer", { fromOn: "2027-01-01", toOn: "2027-12-31" });
      expect((await pageOf(say, finance)).postings.map(({ roleCode, isHeld }) => [roleCode, isHeld])).toEqual([
        ["officer", false],
        ["finance", true],
      ]);
    }));

  test("三员不能兼任，业务人员不能加三员；自己不能给自己；补不了过去", () =>
    onStage(stage, async (_house, say) => {
      const { system, security, officer } = stage.jia.people;
      expect((await refusal(give(say, of(officer), "auditAdministrator"))).code).toBe("postings.give.combined");
      expect((await refusal(give(say, of(system), "auditAdministrator"))).code).toBe("postings.give.combined");
      expect((await refusal(give(say, of(system), "officer", { fromOn: "2030-01-01" }))).code).toBe(
        "postings.give.combined",
      );
      expect((await refusal(give(say, of(security), "officer"))).code).toBe("postings.give.self");
      expect((await refusal(give(say, of(officer), "finance", { fromOn: "2026-03-04" }))).code).toBe(
        "postings.give.days",
      );
      expect((await refusal(give(say, of(stage.yi.people.officer), "finance"))).kind).toBe("missing");
    }));

  test("同一人换一个账号也不能凑成两员", () =>
    onStage(stage, async (_house, say) => {
      const { system, officer } = stage.jia.people;
      const [account] = (await say(system, accountOperations.list, { limit: 500 })).rows.filter(
        ({ id }) => id === of(officer),
      );
      await say(system, accountOperations.disable, { id: of(officer), version: account?.version ?? 1, reason: "丢失" });
      const asked = { personId: String(officer.personId), login: "jia-second" };
      const refused = await refusal(say(system, accountOperations.give, { ...asked, roles: ["auditAdministrator"] }));
      expect(refused.code).toBe("postings.give.combined");
      const { id, link } = await say(system, accountOperations.give, {
        ...asked,
        login: "jia-third",
        roles: ["finance"],
      });
      expect(link).toMatch(/^\/link\//);
      const again = await refusal(say(system, accountOperations.give, { ...asked, roles: ["finance"] }));
      expect(again.message).toContain("jia-third");
      expect((await refusal(give(say, id, "securityAdministrator"))).code).toBe("postings.give.combined");
    }));

  test("最后一位管理员收不回、停不了、走不掉；有人接任就可以", () =>
    onStage(stage, async (house, say) => {
      const { system, security, audit, head } = stage.jia.people;
      expect((await refusal(withdraw(say, audit))).code).toBe("postings.last");
      const disable = (version: number) =>
        say(system, accountOperations.disable, { id: of(audit), version, reason: "轮岗" });
      expect((await refusal(disable(1))).message).toContain("最后一位正常在用的“审计管理员”");
      const leave = { id: String(audit.personId), version: 1, leftOn: today, kind: "retired", reason: "到龄" } as const;
      expect((await refusal(say(head, staffOperations.leave, leave))).code).toBe("postings.last");
      const made = await say(system, accountOperations.create, {
        login: "jia-next",
        name: "接任者",
        roles: ["auditAdministrator"],
      });
      expect((await refusal(disable(1))).code).toBe("postings.last");
      await house.database.transaction({ role: "owner" }, (db) =>
        db.update(accounts).set({ state: "active" }).where(eq(accounts.id, made.id)),
      );
      expect((await withdraw(say, audit)).isHeld).toBe(false);
      expect((await refusal(withdraw(say, security, security))).code).toBe("postings.withdraw.self");
    }));

  test("离开的人当日之后不再能办理", () =>
    onStage(stage, async (house, say) => {
      const { head, officer } = stage.jia.people;
      const cookie = await cookieOf(house, sessionOperations.signInAsDemo, { login: "jia-officer" });
      const leave = {
        id: String(officer.personId),
        version: 1,
        leftOn: today,
        kind: "resigned",
        reason: "辞职",
      } as const;
      await say(head, staffOperations.leave, leave);
      expect((await whoIs(house, cookie)).agencyId).toBe(stage.jia.id);
      const tomorrow: House = { ...house, now: () => new Date("2026-03-06T00:10:00+08:00") };
      const fresh = await cookieOf(tomorrow, sessionOperations.signInAsDemo, { login: "jia-officer" });
      expect((await whoIs(tomorrow, fresh)).agencyId).toBeNull();
    }));
});

describe("角色", () => {
  const grants = (...permissions: string[]) =>
    permissions.map((permission) => ({ permission, scope: "agency" as const }));
  test("复制、修改、删除；有人担任过的不能删，三员不能复制", () =>
    onStage(stage, async (house, say) => {
      const { security, officer } = stage.jia.people;
      const made = await say(security, roleOperations.create, { title: "法务", copyOf: "officer" });
      expect(made.grants["companies.manage"]).toBe("division");
      const sent = {
        code: made.code,
        version: 1,
        title: "法务专员",
        grants: grants("people.read"),
        classes: ["public" as const],
      };
      const after = await say(security, roleOperations.update, sent);
      expect([after.title, after.grants, after.version]).toEqual(["法务专员", { "people.read": "agency" }, 2]);
      expect((await refusal(say(security, roleOperations.update, sent))).code).toBe("roles.conflict");
      expect((await refusal(say(security, roleOperations.create, { title: "法务专员" }))).code).toBe("roles.title");
      const copy = say(security, roleOperations.create, { title: "另一位", copyOf: "auditAdministrator" });
      expect((await refusal(copy)).code).toBe("roles.copy.administrator");
      await give(say, of(officer), made.code);
      const remove = (code: string, version: number) =>
        say(security, roleOperations.remove, { code, version, reason: "不用了" });
      expect((await refusal(remove(made.code, 2))).code).toBe("roles.remove.used");
      expect((await actorOf(house, "jia-officer")).grants.get("companies.manage")).toBe("division");
      const unused = await say(security, roleOperations.create, { title: "没人用的" });
      await remove(unused.code, 1);
      expect((await say(security, roleOperations.list, {})).some(({ code }) => code === unused.code)).toBe(false);
    }));

  test("改角色也绕不过三员分立", () =>
    onStage(stage, async (_house, say) => {
      const { security } = stage.jia.people;
      const update = (
        code: string,
        title: string,
        permissions: string[],
        classes: ("public" | "sensitive")[] = ["public"],
      ) =>
        refusal(
          say(security, roleOperations.update, { code, version: 1, title, grants: grants(...permissions), classes }),
        );
      const own = ["people.read", "rights.read", "rights.manage"];
      expect((await update("securityAdministrator", "安全管理员", [...own, "companies.manage"])).message).toContain(
        "三员之一",
      );
      expect((await update("securityAdministrator", "安全管理员", [...own, "accounts.manage"])).code).toBe(
        "roles.grants",
      );
      expect((await update("securityAdministrator", "安全管理员", ["people.read"])).message).toContain("本职");
      expect((await update("securityAdministrator", "安全管理员", own, ["sensitive"])).code).toBe("roles.grants");
      expect((await update("officer", "招商专员", ["rights.manage"])).message).toContain("只由三员持有");
    }));

  test("谁能办、某人为什么能与不能", () =>
    onStage(stage, async (_house, say) => {
      const { audit, officer, yi } = { ...stage.jia.people, yi: stage.yi.people.officer };
      const holders = await say(audit, rightOperations.holders, { permission: "history.read" });
      expect(holders.map(({ personName, scope }) => [personName, scope])).toEqual([["审计管理员", "agency"]]);
      const explain = (personId: string | null) =>
        say(audit, rightOperations.explain, { personId: String(personId), permission: "companies.manage" });
      expect(await explain(officer.personId)).toMatchObject({
        isAdministrators: false,
        postings: [{ scope: "division" }],
      });
      expect(await explain(audit.personId)).toMatchObject({ postings: [{ scope: null, isAdministrator: true }] });
      expect((await refusal(explain(yi.personId))).kind).toBe("missing");
    }));
});

describe("小型单位与托管", () => {
  const host = (roleCode: string, hostName = "示例县数据局") => ({
    roleCode,
    hostName,
    sinceOn: today,
    contactTitle: "网络安全股股长",
    document: "示例协议",
  });
  const asSmall = (say: Say) =>
    say(stage.jia.people.system, agencyOperations.office, {
      version: 1,
      isSmall: true,
      hiddenGroups: ["coordination"],
    });

  test("托管安全管理员：派驻的人登录后处处标明托管，不计入实有，也不能再兼另一员", () =>
    onStage(stage, async (house, say) => {
      const { system, head } = stage.jia.people;
      expect((await refusal(say(system, hostingOperations.create, host("securityAdministrator")))).message).toContain(
        "小型单位",
      );
      await asSmall(say);
      expect((await refusal(say(system, hostingOperations.create, host("systemAdministrator")))).message).toContain(
        "须由本单位人员担任",
      );
      const hosting = await say(system, hostingOperations.create, host("securityAdministrator"));
      expect(
        (await refusal(say(system, hostingOperations.create, host("securityAdministrator", "别的局")))).message,
      ).toContain("已由示例县数据局托管");
      const { id } = await say(system, hostingOperations.post, {
        id: hosting.id,
        name: "托管张三",
        login: "host-zhang",
      });
      await house.database.transaction({ role: "owner" }, (db) =>
        db.update(accounts).set({ state: "active" }).where(eq(accounts.id, id)),
      );
      const actor = await actorOf(house, "host-zhang");
      expect([actor.grants.has("rights.manage"), actor.grants.has("companies.read")]).toEqual([true, false]);
      const { rows } = await say(head, staffOperations.roster, { state: "hosted" });
      expect(rows).toMatchObject([{ name: "托管张三", hostName: "示例县数据局", state: "hosted" }]);
      const [account] = (await say(system, accountOperations.list, { limit: 500 })).rows.filter((row) => row.id === id);
      expect(account?.hostName).toBe("示例县数据局");
      expect((await say(actor, sessionOperations.current, {})).agency?.roles).toEqual([
        { code: "securityAdministrator", title: "安全管理员（示例县数据局托管）" },
      ]);
      const audit = await say(system, hostingOperations.create, host("auditAdministrator"));
      const same = await refusal(
        say(system, hostingOperations.post, { id: audit.id, name: "托管张三", login: "host-zhang2" }),
      );
      expect(same.message).toContain("三员不能由同一人担任");
      expect((await refusal(give(say, id, "auditAdministrator"))).code).toBe("postings.give.hosted");
    }));

  test("同一人在两家托管用同一账号；别家的系统管理员动不了它", () =>
    onStage(stage, async (_house, say) => {
      const { system } = stage.jia.people;
      await asSmall(say);
      const hosting = await say(system, hostingOperations.create, host("finance", "示例县会计核算中心"));
      await say(system, hostingOperations.post, { id: hosting.id, name: "核算李四", login: "host-li" });
      const there = stage.yi.people.system;
      await say(there, agencyOperations.office, { version: 1, isSmall: true, hiddenGroups: [] });
      const other = await say(there, hostingOperations.create, host("finance", "示例县会计核算中心"));
      expect(
        (await refusal(say(there, hostingOperations.post, { id: other.id, name: "别人", login: "host-li" }))).code,
      ).toBe("accounts.login");
      const { id, link } = await say(there, hostingOperations.post, {
        id: other.id,
        name: "核算李四",
        login: "host-li",
      });
      expect(link).toBeNull();
      expect((await refusal(say(there, accountOperations.renew, { id, reason: "忘记密码" }))).code).toBe(
        "accounts.foreign",
      );
    }));

  test("还有托管时改不回一般单位；结束托管要有人接任", () =>
    onStage(stage, async (_house, say) => {
      const { system } = stage.jia.people;
      await asSmall(say);
      const hosting = await say(system, hostingOperations.create, host("finance"));
      await say(system, hostingOperations.post, { id: hosting.id, name: "核算李四", login: "host-li" });
      const large = { version: 2, isSmall: false, hiddenGroups: [] };
      expect((await refusal(say(system, agencyOperations.office, large))).message).toContain("请先结束托管");
      const ended = await say(system, hostingOperations.end, {
        id: hosting.id,
        version: 1,
        untilOn: "2026-03-04",
        reason: "到期",
      }).catch((error: Error) => error.message);
      expect(ended).toContain("最后一天不能早于托管起始");
      await say(system, hostingOperations.end, { id: hosting.id, version: 1, untilOn: today, reason: "到期" });
      expect((await say(system, hostingOperations.list, {})).hostings[0]?.untilOn).toBe(today);
    }));
});

test("成批发放：每人一条，各自只能用一次，旧链接作废，都留痕", () =>
  onStage(stage, async (house, say) => {
    const { system } = stage.jia.people;
    const made = [];
    for (const login of ["jia-n1", "jia-n2"])
      made.push(await say(system, accountOperations.create, { login, name: `新人${login}`, roles: ["officer"] }));
    const ids = made.map(({ id }) => id);
    const slips = await say(system, accountOperations.invite, { ids, reason: "新设科室" });
    expect(new Set(slips.map(({ link }) => link)).size).toBe(2);
    const use = (link: string) =>
      cookieOf(house, sessionOperations.useLink, { token: link.slice("/link/".length), password: "Luodi-2026-x" });
    expect((await refusal(use(String(made[0]?.link)))).code).toBe("session.link");
    await use(String(slips[0]?.link));
    const again = await refusal(say(system, accountOperations.invite, { ids, reason: "再发" }));
    expect(again.message).toContain("不是待启用");
  }));

test("主管单位：二级要写，一级不写", () =>
  onStage(stage, async (_house, say) => {
    const { system } = stage.jia.people;
    const base = { version: 1, name: "示例甲区投资促进局", region: "110105" };
    expect((await refusal(say(system, agencyOperations.update, { ...base, level: "second" }))).message).toContain(
      "请填写主管单位",
    );
    const after = await say(system, agencyOperations.update, {
      ...base,
      level: "second",
      superiorName: "示例甲区商务局",
      nature: "institution",
    });
    expect([after.level, after.superiorName, after.nature]).toEqual(["second", "示例甲区商务局", "institution"]);
  }));
