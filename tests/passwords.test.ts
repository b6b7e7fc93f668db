import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { House } from "#kit/server/serve.ts";
import { nobody } from "#kit/server/context.ts";
import { onStage, openStage, type Say, type Stage } from "./support/people.ts";
import { askOf, cookieOf, later, refusal, whoIs } from "./support/session.ts";
import { accountOperations } from "#records/people/contract.ts";
import { sessionOperations } from "#records/people/sessions/contract.ts";
import { passwordOperations } from "#records/people/passwords/contract.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const first = "Luodi-First-2026";
const login = "jia-new";

/** A new officer with a password of her own. */
async function invite(house: House, say: Say) {
  const wanted = { login, name: "新人", roles: ["officer"] };
  const { link } = await say(stage.jia.people.system, accountOperations.create, wanted);
  await askOf(house, nobody, sessionOperations.useLink, { token: link.slice("/link/".length), password: first });
}
const cookieWith = (house: House, password: string) => cookieOf(house, sessionOperations.signIn, { login, password });
const change = async (house: House, cookie: string, old: string, password: string) =>
  askOf(house, await whoIs(house, cookie), passwordOperations.change, { old, password });

describe("修改密码", () => {
  test("原密码对才改；别处的登录都结束，这里的留着；旧密码随即无效", () =>
    onStage(stage, async (house, say) => {
      await invite(house, say);
      const [here, there] = [await cookieWith(house, first), await cookieWith(house, first)];
      expect((await refusal(change(house, here, "not-it", "Luodi-Next-2026"))).code).toBe("passwords.old");
      // The session of the link itself is the third.
      expect(await change(house, here, first, "Luodi-Next-2026")).toEqual({ ended: 2 });
      expect([(await whoIs(house, there)).accountId, (await whoIs(house, here)).name]).toEqual([null, "新人"]);
      expect((await refusal(cookieWith(house, first))).code).toBe("session.wrong");
      expect(await cookieWith(house, "Luodi-Next-2026")).not.toBe("");
    }));

  test("最近五次用过的都不能再用，第六次以前的可以", () =>
    onStage(stage, async (house, say) => {
      await invite(house, say);
      let old = first;
      for (let each = 1; each <= 5; each++) {
        const minute = later(house, each);
        const cookie = await cookieWith(minute, old);
        expect((await refusal(change(minute, cookie, old, old))).code).toBe("session.password.used");
        expect((await refusal(change(minute, cookie, old, first))).code).toBe("session.password.used");
        const next = `Luodi-Next-${each}-2026`;
        await change(minute, cookie, old, next);
        old = next;
      }
      const last = later(house, 6);
      await change(last, await cookieWith(last, old), old, first);
    }));

  test("原密码连错五次锁定，锁定中对的也不行", () =>
    onStage(stage, async (house, say) => {
      await invite(house, say);
      const cookie = await cookieWith(house, first);
      for (let each = 1; each <= 4; each++)
        expect((await refusal(change(house, cookie, "x", "Luodi-Next-2026"))).code).toBe("passwords.old");
      expect((await refusal(change(house, cookie, "x", "Luodi-Next-2026"))).code).toBe("session.locked");
      expect((await refusal(change(house, cookie, first, "Luodi-Next-2026"))).code).toBe("session.locked");
    }));

  test("满九十天，登录时先换；凭条只用一次，十分钟内有效", () =>
    onStage(stage, async (house, say) => {
      await invite(house, say);
      const old = later(house, 91 * 24 * 60);
      const enter = () => askOf(old, nobody, sessionOperations.signIn, { login, password: first });
      const { accountId, awaits, voucher } = await enter();
      expect([accountId, awaits]).toEqual([null, "password"]);
      const renew = (where: House, chosen: string, by = String(voucher)) =>
        askOf(where, nobody, sessionOperations.renewPassword, { voucher: by, password: chosen });
      expect((await refusal(renew(old, first))).code).toBe("session.password.used");
      expect((await renew(old, "Luodi-Next-2026")).accountId).not.toBeNull();
      expect((await refusal(renew(old, "Luodi-Third-2026"))).code).toBe("session.voucher");
      const late = await askOf(later(house, 200 * 24 * 60), nobody, sessionOperations.signIn, {
        login,
        password: "Luodi-Next-2026",
      });
      const tooLate = later(house, 200 * 24 * 60 + 11);
      expect((await refusal(renew(tooLate, "Luodi-Third-2026", String(late.voucher)))).code).toBe("session.voucher");
    }));
});
