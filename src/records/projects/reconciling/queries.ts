import { and, asc, eq, exists, inArray, isNotNull, isNull, lte, not, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { compareYuan, readable, sumYuan } from "#kit/base/money.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { type Facts, type Scheme, whyNotMet } from "../schemes/rules.ts";
import { countings } from "../schemes/tables.ts";
import { factsOf, few, getScheme, type StoredScheme } from "../schemes/queries.ts";
import type { reconcilingOperations } from "./contract.ts";
import { differenceOf, type Sum } from "./rules.ts";

const exits = alias(countings, "exit");

/** 不再符合: counted once, and the facts say otherwise by now. The row stays until a person takes it back. */
export async function listUnmet(ctx: Context, { schemeId }: Input<typeof reconcilingOperations.unmet>) {
  const scheme = await getScheme(ctx, schemeId);
  const counted = await ctx.db
    .select({
      id: countings.id,
      projectId: sql<string>`${countings.projectId}`,
      name: countings.name,
      happenedOn: countings.happenedOn,
      countedAmount: countings.countedAmount,
    })
    .from(countings)
    .where(
      and(
        visible(ctx, countings),
        isNull(countings.voidedAt),
        eq(countings.schemeId, schemeId),
        eq(countings.number, 1),
        isNotNull(countings.projectId),
        // 已出库的 needs nobody any more.
        not(
          exists(
            ctx.db
              .select({ one: sql`1` })
              .from(exits)
              .where(
                and(
                  eq(exits.agencyId, ctx.agencyId),
                  eq(exits.schemeId, schemeId),
                  eq(exits.projectId, countings.projectId),
                  eq(exits.kind, "exited"),
                  isNull(exits.voidedAt),
                ),
              ),
          ),
        ),
      ),
    )
    .orderBy(asc(countings.happenedOn), asc(countings.id));
  const rows = [];
  for (let from = 0; from < counted.length && rows.length <= few; from += few) {
    const part = counted.slice(from, from + few);
    const facts = await factsOf(ctx, scheme, [...new Set(part.map(({ projectId }) => projectId))]);
    const known = new Map(facts.map((each) => [each.id, each]));
    for (const row of part) {
      const project = known.get(row.projectId);
      const refusal = project ? (whyNotMet(scheme, project) ?? shrunk(scheme, project, row.countedAmount)) : null;
      if (refusal) rows.push({ ...row, why: refusal.message });
    }
  }
  return { rows: rows.slice(0, few), isCut: rows.length > few };
}

function shrunk(scheme: Scheme, { amount }: Facts, counted: string) {
  if (amount === null || compareYuan(counted, amount) <= 0) return null;
  const message = `计入“${scheme.name}”${readable(counted)}，项目金额现为 ${readable(amount)}`;
  return { code: "countings.shrunk", message };
}

/** 核对: which items are in one scheme only and why, and where amounts differ. The gaps of the rows make the gap of the totals. */
export async function reconcileSchemes(
  ctx: Context,
  { oneId, otherId, onDay }: Input<typeof reconcilingOperations.reconcile>,
) {
  const [one, other] = [await getScheme(ctx, oneId), await getScheme(ctx, otherId)];
  const sums = await itemsOf(ctx, [one.id, other.id], onDay ?? ctx.today);
  const items = new Map<string, { name: string; projectId: string | null; sides: (Sum | null)[] }>();
  for (const { key, schemeId, name, projectId, count: held, amount } of sums) {
    const item = items.get(key) ?? { name, projectId, sides: [null, null] };
    // A scheme held against itself has no differences.
    if (schemeId === one.id) item.sides[0] = { count: held, amount };
    if (schemeId === other.id) item.sides[1] = { count: held, amount };
    items.set(key, item);
  }
  const differing = [...items].flatMap(
    ([
      key,
      {
        sides: [a = null, b = null],
        ...item
      },
    ]) => {
      const gap = differenceOf(a, b);
      return gap ? [{ key, ...item, one: a, other: b, ...gap }] : [];
    },
  );
  const cut = differing.slice(0, few);
  const whys = new Map<string, string>();
  for (const [scheme, side] of [
    [one, "one"],
    [other, "other"],
  ] as const) {
    const absent = cut.flatMap((row) => (row[side]?.count || row.projectId === null ? [] : [row.projectId]));
    for (const facts of absent.length > 0 ? await factsOf(ctx, scheme, absent) : [])
      whys.set(facts.id, whyNotMet(scheme, facts)?.message ?? `符合“${scheme.name}”，还没有计入`);
  }
  return {
    one: sideOf(one, sums),
    other: sideOf(other, sums),
    sameCount: items.size - differing.length,
    rows: cut.map((row) => ({ ...row, why: whyOf(row, whys.get(row.projectId ?? ""), one, other) })),
    isCut: differing.length > few,
  };
}

function whyOf(
  row: { one: Sum | null; other: Sum | null; projectId: string | null; amountGap: string },
  told: string | undefined,
  one: StoredScheme,
  other: StoredScheme,
): string {
  if (row.one?.count && row.other?.count)
    return `两边都计入，金额相差 ${readable(row.amountGap.replace("-", ""))}：“${one.name}”计 ${readable(row.one.amount)}，“${other.name}”计 ${readable(row.other.amount)}`;
  return told ?? `只在“${row.one?.count ? one.name : other.name}”的名单里，没有对应到本机构的项目`;
}

function sideOf({ id, name }: StoredScheme, sums: Awaited<ReturnType<typeof itemsOf>>) {
  const own = sums.filter(({ schemeId }) => schemeId === id);
  return {
    id,
    name,
    count: own.reduce((total, each) => total + each.count, 0),
    amount: sumYuan(own.map(({ amount }) => amount)),
  };
}

/** Each item of each scheme as of a day: its number and amount, summed over its rows within reach. */
async function itemsOf(ctx: Context, schemeIds: string[], onDay: string) {
  const key = sql<string>`coalesce(${countings.projectId}::text, ${countings.entryNumber})`;
  return ctx.db
    .select({
      key,
      schemeId: countings.schemeId,
      projectId: sql<string | null>`${countings.projectId}`,
      name: sql<string>`max(${countings.name})`,
      count: sql<number>`sum(${countings.number})::integer`,
      amount: sql<string>`sum(${countings.countedAmount})::numeric(20, 2)::text`,
    })
    .from(countings)
    .where(
      and(
        visible(ctx, countings),
        isNull(countings.voidedAt),
        inArray(countings.schemeId, schemeIds),
        lte(countings.happenedOn, onDay),
      ),
    )
    .groupBy(countings.schemeId, countings.projectId, countings.entryNumber)
    .orderBy(asc(key));
}
