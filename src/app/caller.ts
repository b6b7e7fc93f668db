import { timingSafeEqual } from "node:crypto";
import { eq } from "drizzle-orm";
import { today } from "#kit/base/dates.ts";
import { Failure } from "#kit/base/errors.ts";
import { nobody } from "#kit/server/context.ts";
import type { Asked, Caller } from "#kit/server/http.ts";
import type { House } from "#kit/server/serve.ts";
import { digestOf } from "#kit/server/tokens.ts";
import { peoplePack } from "#records/people/pack.ts";
import { standingOfAccount, standingOfLogin } from "#records/people/queries.ts";
import { keepSession } from "#records/people/sessions/actions.ts";
import { openSession } from "#records/people/sessions/queries.ts";
import { agencies } from "#records/people/tables.ts";
import { noteTokenUse } from "#records/people/tokens/actions.ts";
import { standingOfToken } from "#records/people/tokens/queries.ts";
import { tokenMark } from "#records/people/tokens/rules.ts";

/** Who is asking: a person by cookie, a program by its token, or the operator of this machine by the data folder's own key. */
export async function callerOf(house: House, localKey: string, asked: Asked): Promise<Caller> {
  const { isLocal } = asked;
  const from = asked.from ? { from: asked.from } : {};
  if (asked.bearer?.startsWith(tokenMark)) return { actor: await bearerOf(house, asked.bearer, asked), csrf: null };
  if (asked.bearer !== null) return { actor: await operatorOf(house, localKey, asked), csrf: null };
  if (asked.cookie === null) return { actor: { ...nobody, ...from, isLocal }, csrf: null };
  const digest = digestOf(asked.cookie);
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
  if (!found?.standing) return { actor: { ...nobody, ...from, isLocal }, csrf: null };
  // Written at most once a minute: reading a list should not cost a write.
  if (now.getTime() - Date.parse(found.session.seenAt) > aMinute) await keepSession(house, digest);
  return { actor: { ...found.standing.actor, ...from, sessionDigest: digest, isLocal }, csrf: found.session.csrf };
}

const aMinute = 60_000;

/** 接口令牌: no cookie, so no page of another site can send it along and no token of the session is asked. */
export async function bearerOf(house: House, token: string, { agencyCode, from }: Pick<Asked, "agencyCode" | "from">) {
  const now = house.now();
  const found = await house.database.transaction({ role: "door", readOnly: true }, (db) =>
    standingOfToken(db, digestOf(token), agencyCode, today(now)),
  );
  if (!found) throw new Failure("signedOut", "session.token", "接口令牌无效、已作废或已到期，请本人另建一个");
  if (now.getTime() - Date.parse(found.usedAt ?? "1900-01-01") > aMinute) await noteTokenUse(house, found.id);
  return { ...found.actor, ...(from && { from }) };
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
