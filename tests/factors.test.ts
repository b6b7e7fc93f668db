import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { nobody } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { askOf, cookieOf, later, refusal, whoIs } from "./support/session.ts";
import { codeOf, wrongCodeOf } from "./support/totp.ts";
import { accountOperations } from "#records/people/contract.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { factorOperations } from "#records/people/factors/contract.ts";
import { cares } from "#app/care.ts";
import { historyOperations } from "#records/workspace/history/contract.ts";
import { verifyChain } from "#kit/server/verify.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const password = "Luodi-First-2026";
const login = "jia-new";

async function invite(house: House, say: Say, role: string) {
  const wanted = { login, name: "新人", roles: [role] };
  const { id, link } = await say(stage.jia.people.system, accountOperations.create, wanted);
  const used = { token: link.slice("/link/".length), password };
  return { id, entrance: await askOf(house, nobody, sessionOperations.useLink, used) };
}

const signIn = (house: House) => askOf(house, nobody, sessionOperations.signIn, { login, password });
const enterCode = (house: House, voucher: string | null, code: string) =>
  askOf(house, nobody, sessionOperations.enterCode, { voucher: String(voucher), code });

/** A head who has set up a second factor at the first sign-in. */
async function withFactor(house: House, say: Say) {
  const { id, entrance } = await invite(house, say, "head");
  const voucher = String(entrance.voucher);
  const { secret } = await askOf(house, nobody, sessionOperations.beginFactor, { voucher });
  const code = codeOf(secret, house.now());
  const { codes } = await askOf(house, nobody, sessionOperations.confirmFactor, { voucher, code });
  return { id, secret, codes };
}

describe("登录时设置", () => {
  test("角色要求而还没有的，设好密码后先设第二因素，此前什么也办不了", () =>
    onStage(stage, async (house, say) => {
      const { entrance } = await invite(house, say, "head");
      expect([entrance.accountId, entrance.awaits]).toEqual([null, "factor"]);
      const voucher = String(entrance.voucher);
      const begin = () => askOf(house, nobody, sessionOperations.beginFactor, { voucher });
      const confirm = (code: string) => askOf(house, nobody, sessionOperations.confirmFactor, { voucher, code });
      expect((await refusal(confirm("123456"))).code).toBe("factors.noOffer");
      const { secret, address } = await begin();
      expect(address).toContain(`secret=${secret}`);
      expect((await refusal(confirm(wrongCodeOf(secret, house.now())))).code).toBe("factors.code");
      const done = await confirm(codeOf(secret, house.now()));
      expect([done.awaits, done.codes.length, new Set(done.codes).size]).toEqual([null, 10, 10]);
      expect(done.accountId).not.toBeNull();
      expect((await refusal(begin())).code).toBe("session.voucher");
    }));

  test("没有这类角色的不必设；演示人员不必设", () =>
    onStage(stage, async (house, say) => {
      expect((await invite(house, say, "officer")).entrance.awaits).toBeNull();
      expect(await cookieOf(house, sessionOperations.signInAsDemo, { login: "jia-head" })).not.toBe("");
    }));

  test("密钥加密存放，恢复码只存摘要；应用角色读不到", () =>
    onStage(stage, async (house, say) => {
      const { secret, codes } = await withFactor(house, say);
      const { rows } = await house.database.transaction({ role: "owner" }, (db) =>
        db.execute(sql`select f.secret, r.digest from second_factor f join recovery_code r using (account_id)`),
      );
      const stored = JSON.stringify(rows);
      expect(rows).toHaveLength(10);
      for (const each of [secret, ...codes, ...codes.map((code) => code.replace("-", ""))])
        expect(stored).not.toContain(each);
      const as = { role: "app", agencyId: stage.jia.id } as const;
      for (const column of ["second_factor.secret", "recovery_code.digest", "session.digest", "api_token.digest"]) {
        const [table = "", name = ""] = column.split(".");
        const read = house.database.transaction(as, (db) => db.execute(sql.raw(`select ${name} from ${table}`)));
        await expect(read).rejects.toThrow(column.split(".")[0] ?? "");
      }
    }));
});

describe("分两步登录", () => {
  test("密码对了再要验证码；用过的时间步不再收，下一步可以", () =>
    onStage(stage, async (house, say) => {
      const { secret } = await withFactor(house, say);
      const first = await signIn(house);
      expect([first.accountId, first.awaits]).toEqual([null, "code"]);
      // The step that confirmed the set-up is used as well.
      expect((await refusal(enterCode(house, first.voucher, codeOf(secret, house.now())))).code).toBe("factors.code");
      const soon = later(house, 1);
      const code = codeOf(secret, soon.now());
      expect((await enterCode(soon, first.voucher, code)).accountId).not.toBeNull();
      const second = await signIn(soon);
      expect((await refusal(enterCode(soon, second.voucher, code))).code).toBe("factors.code");
      const next = later(house, 2);
      expect((await enterCode(next, second.voucher, codeOf(secret, next.now()))).accountId).not.toBeNull();
      expect((await refusal(enterCode(next, second.voucher, "123456"))).code).toBe("session.voucher");
    }));

  test("恢复码代替验证码，每个一次", () =>
    onStage(stage, async (house, say) => {
      const { codes } = await withFactor(house, say);
      const [one = "", two = ""] = codes;
      expect((await enterCode(house, (await signIn(house)).voucher, one.toUpperCase())).accountId).not.toBeNull();
      const { voucher } = await signIn(house);
      expect((await refusal(enterCode(house, voucher, one))).code).toBe("factors.code");
      expect((await enterCode(house, voucher, two.replace("-", ""))).accountId).not.toBeNull();
    }));

  test("验证码错误与密码错误算在一起，满五次锁定，凭条作废", () =>
    onStage(stage, async (house, say) => {
      const { secret } = await withFactor(house, say);
      for (let each = 1; each <= 2; each++)
        await refusal(askOf(house, nobody, sessionOperations.signIn, { login, password: "x" }));
      const soon = later(house, 1);
      const { voucher } = await signIn(soon);
      const wrong = wrongCodeOf(secret, soon.now());
      for (let each = 1; each <= 2; each++)
        expect((await refusal(enterCode(soon, voucher, wrong))).code).toBe("factors.code");
      expect((await refusal(enterCode(soon, voucher, wrong))).code).toBe("session.locked");
      expect((await refusal(enterCode(soon, voucher, codeOf(secret, soon.now())))).code).toBe("session.voucher");
      expect((await refusal(signIn(soon))).code).toBe("session.wrong");
      const free = later(house, 32);
      const again = await signIn(free);
      expect((await enterCode(free, again.voucher, codeOf(secret, free.now()))).accountId).not.toBeNull();
    }));

  test("重新发放的链接绕不过第二因素", () =>
    onStage(stage, async (house, say) => {
      const { id } = await withFactor(house, say);
      const { link } = await say(stage.jia.people.system, accountOperations.renew, { id, reason: "忘记密码" });
      const used = { token: link.slice("/link/".length), password: "Luodi-Next-2026" };
      expect((await askOf(house, nobody, sessionOperations.useLink, used)).awaits).toBe("code");
    }));
});

describe("本人管理", () => {
  /** An officer, whose role asks for none. */
  async function officer(house: House, say: Say) {
    await invite(house, say, "officer");
    return whoIs(house, await cookieOf(house, sessionOperations.signIn, { login, password }));
  }

  test("确认密码后设置，以后登录都要；停用要验证码", () =>
    onStage(stage, async (house, say) => {
      const me = await officer(house, say);
      const { begin, confirm, mine, remove } = factorOperations;
      expect((await refusal(askOf(house, me, begin, { password: "x" }))).code).toBe("factors.password");
      const { secret } = await askOf(house, me, begin, { password });
      expect((await signIn(house)).awaits).toBeNull();
      await askOf(house, me, confirm, { code: codeOf(secret, house.now()) });
      expect(await askOf(house, me, mine, {})).toMatchObject({ state: "on", codesLeft: 10, isRequired: false });
      expect((await signIn(house)).awaits).toBe("code");
      const soon = later(house, 1);
      expect((await refusal(askOf(soon, me, remove, { code: wrongCodeOf(secret, soon.now()) }))).code).toBe(
        "factors.code",
      );
      await askOf(soon, me, remove, { code: codeOf(secret, soon.now()) });
      expect((await signIn(soon)).awaits).toBeNull();
    }));

  test("换手机要原来的验证码；新的确认以前旧的仍有效；重新生成的恢复码替下旧的", () =>
    onStage(stage, async (house, say) => {
      const me = await officer(house, say);
      const { begin, confirm, renewCodes } = factorOperations;
      const { secret } = await askOf(house, me, begin, { password });
      const { codes } = await askOf(house, me, confirm, { code: codeOf(secret, house.now()) });
      expect((await refusal(askOf(house, me, begin, { password }))).code).toBe("factors.code");
      const soon = later(house, 1);
      const next = await askOf(soon, me, begin, { password, code: codeOf(secret, soon.now()) });
      const third = later(house, 2);
      const { codes: fresh } = await askOf(third, me, renewCodes, { code: codeOf(secret, third.now()) });
      expect((await refusal(enterCode(third, (await signIn(third)).voucher, String(codes[0])))).code).toBe(
        "factors.code",
      );
      expect((await enterCode(third, (await signIn(third)).voucher, String(fresh[0]))).accountId).not.toBeNull();
      const fourth = later(house, 3);
      await askOf(fourth, me, confirm, { code: codeOf(next.secret, fourth.now()) });
      const fifth = later(house, 4);
      const { voucher } = await signIn(fifth);
      expect((await refusal(enterCode(fifth, voucher, codeOf(secret, fifth.now())))).code).toBe("factors.code");
      expect((await enterCode(fifth, voucher, codeOf(next.secret, fifth.now()))).accountId).not.toBeNull();
    }));

  test("角色要求的不能停用", () =>
    onStage(stage, async (house, say) => {
      const { secret } = await withFactor(house, say);
      const soon = later(house, 1);
      const { voucher } = await signIn(soon);
      const cookie = await cookieOf(soon, sessionOperations.enterCode, { voucher, code: codeOf(secret, soon.now()) });
      const asked = askOf(later(house, 2), await whoIs(soon, cookie), factorOperations.remove, { code: "123456" });
      expect((await refusal(asked)).code).toBe("factors.required");
    }));
});

describe("安全管理员", () => {
  test("看到谁该启用而没有；重置要写原因，本人的登录随即结束，下次登录重新设置", () =>
    onStage(stage, async (house, say) => {
      const { id, secret } = await withFactor(house, say);
      const { security } = stage.jia.people;
      const { list, reset } = factorOperations;
      const on = await say(security, list, { factor: "on" });
      expect(on.rows.map((row) => [row.login, row.factor, row.roleTitles])).toEqual([[login, "on", "主任"]]);
      const soon = later(house, 1);
      const { voucher } = await signIn(soon);
      const cookie = await cookieOf(soon, sessionOperations.enterCode, { voucher, code: codeOf(secret, soon.now()) });
      await say(security, reset, { id, reason: "手机丢失，已当面核实" });
      expect((await whoIs(soon, cookie)).accountId).toBeNull();
      expect((await signIn(soon)).awaits).toBe("factor");
      const missing = await say(security, list, { factor: "missing" });
      expect(missing.rows.map((row) => row.login)).toEqual([login]);
      expect((await refusal(say(security, reset, { id, reason: "再来" }))).code).toBe("factors.none");
      const own = { id: String(security.accountId), reason: "自己的" };
      expect((await refusal(say(security, reset, own))).code).toBe("factors.reset.self");
      expect((await refusal(say(stage.yi.people.security, reset, { id, reason: "别机构" }))).kind).toBe("missing");
    }));
});

describe("本机重置", () => {
  const regain = (house: House, asked: unknown) =>
    cares.regain?.(house, { folder: stage.folder, instance: "live", databaseUrl: null }, asked) as Promise<{
      lines: string[];
    }>;

  test("管理员丢了手机：原来的登录作废，凭新链接设置密码和第二因素；机构的审计管理员看得到", () =>
    onStage(stage, async (house, say) => {
      const { entrance } = await invite(house, say, "securityAdministrator");
      const voucher = String(entrance.voucher);
      const { secret } = await askOf(house, nobody, sessionOperations.beginFactor, { voucher });
      const code = codeOf(secret, house.now());
      await askOf(house, nobody, sessionOperations.confirmFactor, { voucher, code });
      const soon = later(house, 1);
      const second = { voucher: String((await signIn(soon)).voucher), code: codeOf(secret, soon.now()) };
      const cookie = await cookieOf(soon, sessionOperations.enterCode, second);

      const { lines } = await regain(soon, { login, reason: "手机丢失，已当面核实" });
      const token = /\/link\/([\w-]+)/.exec(lines.join(" "))?.[1] ?? "";
      expect((await whoIs(soon, cookie)).accountId).toBeNull();
      expect((await refusal(signIn(soon))).code).toBe("session.wrong");
      const used = { token, password: "Luodi-Next-2026" };
      expect((await askOf(soon, nobody, sessionOperations.useLink, used)).awaits).toBe("factor");
      const { rows } = await say(stage.jia.people.audit, historyOperations.list, { action: "factors.regain" });
      expect(rows[0]).toMatchObject({ actionTitle: "本机重置第二因素", reason: "手机丢失，已当面核实" });
      const owner = { role: "owner", readOnly: true } as const;
      const report = await house.database.transaction(owner, (db) => verifyChain(db, stage.jia.id));
      expect(report.problems).toEqual([]);
    }));

  test("不是管理员的、没有的账号被拒绝，说该找谁", () =>
    onStage(stage, async (house, say) => {
      await withFactor(house, say);
      expect((await refusal(regain(house, { login, reason: "手机丢失" }))).message).toContain("请安全管理员");
      expect((await refusal(regain(house, { login: "nobody", reason: "手机丢失" }))).code).toBe(
        "factors.regain.missing",
      );
    }));
});
