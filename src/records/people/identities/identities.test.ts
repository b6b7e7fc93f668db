import { eq } from "drizzle-orm";
import { hash } from "@node-rs/argon2";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, nobody } from "#kit/server/context.ts";
import { openProvider } from "#kit/server/provider.ts";
import type { House } from "#kit/server/serve.ts";
import { type OutsideWorld, openOutsideWorld } from "#tests/support/oidc.ts";
import { onStage, openStage, type Stage } from "#tests/support/people.ts";
import { askOf, cookieOf, refusal, whoIs } from "#tests/support/session.ts";
import { accountOperations } from "../contract.ts";
import { outsideOperations, sessionOperations } from "../sessions/contract.ts";
import { credentials } from "../tables.ts";
import { identityOperations } from "./contract.ts";

const origin = "http://127.0.0.1:3300";
let stage: Stage;
let world: OutsideWorld;
let passwordHash: string;
const password = "Luodi-2026-示例";
beforeAll(async () => {
  stage = await openStage();
  world = await openOutsideWorld();
  passwordHash = await hash(password);
});
afterAll(async () => {
  await world.close();
  await stage.close();
});

/** The same house with the provider set; the provider's clock is the real one. */
const withProvider = (house: House): House => ({ ...house, outside: openProvider({ ...world, name: "统一认证" }) });

async function goOut(house: House, actor: Actor, name: string, more: { isLinking?: boolean; password?: string } = {}) {
  const { address, binding } = await askOf(house, actor, outsideOperations.begin, { origin, ...more });
  return { binding, search: await world.signIn(address, name) };
}
const comeBack = (house: House, actor: Actor, round: { binding: string; search: string }) =>
  askOf(house, actor, outsideOperations.finish, round);
const enter = async (house: House, name: string) => comeBack(house, nobody, await goOut(house, nobody, name));
const assign = (house: House, accountId: string, name: string) =>
  askOf(house, stage.jia.people.system, identityOperations.assign, { accountId, name });
const officerId = () => String(stage.jia.people.officer.accountId);

describe("外部登录", () => {
  test("没有设置时说明改用密码", () =>
    onStage(stage, async (house) => {
      const bare = { ...house, outside: null };
      expect((await refusal(askOf(bare, nobody, outsideOperations.begin, { origin }))).code).toBe("outside.none");
      expect((await askOf(bare, nobody, sessionOperations.current, {})).outside).toBeNull();
      expect((await askOf(withProvider(house), nobody, sessionOperations.current, {})).outside).toBe("统一认证");
    }));

  test("管理员填了外部账号名的，第一次登录即固定；从不自己建账号", () =>
    onStage(stage, async (open) => {
      const house = withProvider(open);
      expect((await refusal(enter(house, "wang.li"))).code).toBe("outside.unknown");
      await assign(house, officerId(), "wang.li");
      expect((await enter(house, "wang.li")).accountId).toBe(officerId());
      const asked = { accountId: officerId() };
      const { identities } = await askOf(house, stage.jia.people.system, identityOperations.of, asked);
      expect(identities).toMatchObject([{ name: "wang.li", isBound: true }]);
      expect((await enter(house, "wang.li")).accountId).toBe(officerId());
      const [{ id } = { id: "" }] = identities;
      const removed = { ...asked, id, reason: "调离" };
      await askOf(house, stage.jia.people.system, identityOperations.remove, removed);
      expect((await refusal(enter(house, "wang.li"))).code).toBe("outside.unknown");
    }));

  test("返回只能用一次，也不能由别的浏览器带回；改动过的不认", () =>
    onStage(stage, async (open) => {
      const house = withProvider(open);
      await assign(house, officerId(), "wang.li");
      const [mine, other] = [await goOut(house, nobody, "wang.li"), await goOut(house, nobody, "wang.li")];
      const crossed = { binding: mine.binding, search: other.search };
      expect((await refusal(comeBack(house, nobody, crossed))).code).toBe("outside.failed");
      expect((await refusal(comeBack(house, nobody, mine))).code).toBe("outside.round");
      expect((await comeBack(house, nobody, other)).accountId).toBe(officerId());
      expect((await refusal(comeBack(house, nobody, other))).code).toBe("outside.round");
      const third = await goOut(house, nobody, "wang.li");
      const changed = { ...third, search: third.search.replace(/code=./, "code=~") };
      expect((await refusal(comeBack(house, nobody, changed))).code).toBe("outside.failed");
    }));

  test("角色要第二因素：对方说验过的不再要，没说的要本系统的", () =>
    onStage(stage, async (house, say) => {
      const outside = withProvider(house);
      const wanted = { login: "jia-second", name: "副主任", roles: ["head"] };
      const { id, link } = await say(stage.jia.people.system, accountOperations.create, wanted);
      await askOf(house, nobody, sessionOperations.useLink, { token: link.slice("/link/".length), password });
      await assign(outside, id, "head.li");
      const plain = await enter(outside, "head.li");
      expect([plain.accountId, plain.awaits]).toEqual([null, "factor"]);
      expect((await enter(outside, "head.li+otp")).accountId).toBe(id);
    }));

  test("停用的账号不能登录", () =>
    onStage(stage, async (open, say) => {
      const house = withProvider(open);
      await assign(house, officerId(), "wang.li");
      await say(stage.jia.people.system, accountOperations.disable, { id: officerId(), version: 1, reason: "离职" });
      expect((await refusal(enter(house, "wang.li"))).code).toBe("outside.unknown");
    }));
});

describe("本人关联", () => {
  const signedIn = async (house: House, login = "jia-officer") =>
    whoIs(house, await cookieOf(house, sessionOperations.signInAsDemo, { login }));

  test("确认密码后关联，以后可以用它登录；解除后不行；别人的不能再关联", () =>
    onStage(stage, async (open) => {
      const house = withProvider(open);
      await house.database.transaction({ role: "owner" }, (db) =>
        db.update(credentials).set({ passwordHash }).where(eq(credentials.accountId, officerId())),
      );
      const me = await signedIn(house);
      expect((await refusal(goOut(house, me, "wang.li", { isLinking: true }))).code).toBe("outside.password");
      const round = await goOut(house, me, "wang.li", { isLinking: true, password });
      expect((await comeBack(house, me, round)).isLinked).toBe(true);
      expect((await enter(house, "wang.li")).accountId).toBe(officerId());
      const other = await signedIn(house, "jia-colleague");
      const theirs = await goOut(house, other, "wang.li", { isLinking: true });
      expect((await refusal(comeBack(house, other, theirs))).code).toBe("outside.taken");
      const [linked] = await askOf(house, me, identityOperations.mine, {});
      const id = String(linked?.id);
      expect((await refusal(askOf(house, other, identityOperations.unlink, { id }))).kind).toBe("missing");
      await askOf(house, me, identityOperations.unlink, { id });
      expect((await refusal(enter(house, "wang.li"))).code).toBe("outside.unknown");
    }));

  test("只有出发的那个人能完成关联", () =>
    onStage(stage, async (open) => {
      const house = withProvider(open);
      const me = await signedIn(house);
      const round = await goOut(house, me, "wang.li", { isLinking: true });
      const other = await signedIn(house, "jia-colleague");
      expect((await refusal(comeBack(house, other, round))).code).toBe("outside.other");
      expect((await refusal(comeBack(house, nobody, await goOut(house, me, "x", { isLinking: true })))).code).toBe(
        "outside.other",
      );
    }));
});
