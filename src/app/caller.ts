import { createHash, timingSafeEqual } from "node:crypto";
import { eq } from "drizzle-orm";
import { today } from "#kit/base/dates.ts";
import { Failure } from "#kit/base/errors.ts";
import { nobody } from "#kit/server/context.ts";
import type { Asked, Caller } from "#kit/server/http.ts";
import type { House } from "#kit/server/serve.ts";
import { keepSession } from "#records/people/actions.ts";
import { peoplePack } from "#records/people/pack.ts";
import { agencies } from "#records/people/tables.ts";
import { openSession, standingOfAccount, standingOfLogin } from "#records/people/queries.ts";

/** Who is asking: a person by cookie, or the operator of this very machine by the data folder's own key. */
export async function callerOf(house: House, localKey: string, asked: Asked): Promise<Caller> {
  const { isLocal } = asked;
  if (asked.bearer !== null) return { actor: await operatorOf(house, localKey, asked), csrf: null };
  if (asked.cookie === null) return { actor: { ...nobody, isLocal }, csrf: null };
  const digest = createHash("sha256").update(asked.cookie).digest("hex");
  const now = house.now();
  const limits = peoplePack(house.pack(now.getFullYear())).session;
  const found = await house.database.transaction({ role: "door" }, async (db) => {
    const session = await openSession(db, digest, now, limits);
    return (
      session && {
        session,
        standing: await standingOfAccount(db, session.accountId, asked.agencyCode, today(now), "web"),
      }
    );
  });
  if (!found?.standing) return { actor: { ...nobody, isLocal }, csrf: null };
  // Written at most once a minute: reading a list should not cost a write.
  if (now.getTime() - Date.parse(found.session.seenAt) > 60_000) await keepSession(house, digest);
  return { actor: { ...found.standing.actor, sessionDigest: digest, isLocal }, csrf: found.session.csrf };
}

async function operatorOf(house: House, localKey: string, { bearer, isLocal, as, agencyCode }: Asked) {
  const [sent, known] = [Buffer.from(bearer ?? ""), Buffer.from(localKey)];
  const isKnown = isLocal && sent.length === known.length && timingSafeEqual(sent, known);
  if (!isKnown) throw new Failure("signedOut", "session.token", "令牌无效，请重新取得");
  if (!as) throw new Failure("signedOut", "session.as", "请用 --as 指明以哪个账号办理");
  return operatorAs(house, as, agencyCode);
}

/** 任务's starter as the account stands today; null when it was disabled or has left the agency. */
export async function actorOf(house: House, { accountId, agencyId }: { accountId: string; agencyId: string }) {
  return house.database.transaction({ role: "door", readOnly: true }, async (db) => {
    const [agency] = await db.select({ code: agencies.code }).from(agencies).where(eq(agencies.id, agencyId));
    const standing = agency && (await standingOfAccount(db, accountId, agency.code, today(house.now()), "job"));
    return standing?.actor.agencyId === agencyId ? standing.actor : null;
  });
}

/** 本机操作: the operator acts as an account of this installation, and the history says by which door. */
export async function operatorAs(house: House, login: string, agencyCode: string | null) {
  const standing = await house.database.transaction({ role: "door" }, (db) =>
    standingOfLogin(db, login, agencyCode, today(house.now()), "cli"),
  );
  if (!standing) throw new Failure("signedOut", "session.account", `没有可用的账号“${login}”`);
  return { ...standing.actor, isLocal: true };
}
