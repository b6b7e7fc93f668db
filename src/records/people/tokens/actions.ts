import { and, eq, isNull } from "drizzle-orm";
import { Failure, refuseIf } from "#kit/base/errors.ts";
import { newId } from "#kit/base/ids.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import { digestOf, newToken } from "#kit/server/tokens.ts";
import { recordSession } from "../actions.ts";
import { apiTokens } from "../tables.ts";
import type { tokenOperations } from "./contract.ts";
import { myTokens, tokenHere } from "./queries.ts";
import { tokenMark, whyNotToken } from "./rules.ts";

export async function createToken(ctx: Context, wanted: Input<typeof tokenOperations.create>) {
  if (ctx.actor.via === "token")
    throw new Failure("forbidden", "token.own", "接口令牌不能用来管理登录，请本人登录网页办理");
  const { choices, longestDays, tokens } = await myTokens(ctx);
  refuseIf(whyNotToken(wanted, { choices, longestDays, today: ctx.today, held: tokens.length }));
  const [id, token, accountId] = [newId(), tokenMark + newToken(), String(ctx.actor.accountId)];
  const { name, canWrite, until } = wanted;
  const permissions = [...new Set(wanted.permissions)];
  const createdAt = ctx.now.toISOString();
  await ctx.db
    .insert(apiTokens)
    .values({ id, digest: digestOf(token), accountId, name, permissions, canWrite, createdAt, until });
  const may = `${permissions.join("、")}，${canWrite ? "可以办理" : "只读"}，至 ${until}`;
  await recordSession(ctx, accountId, ctx.actor.name, `建立接口令牌“${name}”（${may}）`);
  return { id, token };
}

export async function revokeToken(ctx: Context, { id }: Input<typeof tokenOperations.revoke>) {
  const accountId = String(ctx.actor.accountId);
  const [ended] = await ctx.db
    .update(apiTokens)
    .set({ endedAt: ctx.now.toISOString() })
    .where(and(eq(apiTokens.id, id), eq(apiTokens.accountId, accountId), isNull(apiTokens.endedAt)))
    .returning({ name: apiTokens.name });
  if (!ended) throw missing();
  await recordSession(ctx, accountId, ctx.actor.name, `作废接口令牌“${ended.name}”`);
  return {};
}

export async function withdrawToken(ctx: Context, { id, reason }: Input<typeof tokenOperations.withdraw>) {
  const found = await tokenHere(ctx, id);
  if (!found) throw missing();
  await ctx.db.update(apiTokens).set({ endedAt: ctx.now.toISOString() }).where(eq(apiTokens.id, id));
  await recordSession(ctx, found.accountId, found.login, `收回接口令牌“${found.name}”`, reason);
  return {};
}

const missing = () => new Failure("missing", "tokens.missing", "接口令牌不存在，或已经作废");

/** Called by the door now and then while a token is used. */
export async function noteTokenUse(house: House, id: string): Promise<void> {
  await house.database.transaction({ role: "door" }, (db) =>
    db.update(apiTokens).set({ usedAt: house.now().toISOString() }).where(eq(apiTokens.id, id)),
  );
}
