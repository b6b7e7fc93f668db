import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import type { Finder } from "#kit/server/offer.ts";
import type { deskOperations } from "../contract.ts";

const shown = 8;

/** 全局检索: the first few of every kind this actor may read; a kind without a hit is not told. */
export async function search(ctx: Context, finders: Finder[], { text }: Input<typeof deskOperations.search>) {
  const groups = [];
  for (const { kind, title, permission, find, all } of finders) {
    if (!ctx.actor.grants.has(permission)) continue;
    const hits = await find(ctx, text, shown + 1);
    if (hits.length === 0) continue;
    const more = hits.length > shown && all ? all(text) : null;
    groups.push({ kind, title, hits: hits.slice(0, shown), more });
  }
  return groups;
}
