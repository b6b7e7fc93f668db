import { and, eq, inArray } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import type { Paper } from "#kit/server/papers.ts";
import { visible } from "#kit/server/scope.ts";
import { agencies } from "#records/people/tables.ts";
import { judge } from "../matching/rules.ts";
import { sitesPack } from "../pack.ts";
import { selectSites, withUnit } from "../queries.ts";
import { sites } from "../tables.ts";
import type { sheetOperations } from "./contract.ts";
import { sheetOf } from "./rules.ts";

/** 推介单页 in the order the places were chosen. */
export async function composeOffer(
  ctx: Context,
  { ids, investor, need }: Input<typeof sheetOperations.sheet>,
): Promise<Paper> {
  const rows = await selectSites(ctx, {}).where(and(visible(ctx, sites, { granted: true }), inArray(sites.id, ids)));
  const chosen = [...new Set(ids)].map((id) => rows.find((row) => row.id === id));
  if (chosen.includes(undefined))
    throw new Failure("missing", "sites.missing", "有一处空间不存在，或不在您的数据范围内，请重新选择");
  const { match } = sitesPack(ctx.pack(Number(ctx.today.slice(0, 4))));
  const [agency] = await ctx.db.select({ name: agencies.name }).from(agencies).where(eq(agencies.id, ctx.agencyId));
  const blocks = sheetOf({
    investor,
    agencyName: agency?.name ?? "",
    today: ctx.today,
    sites: chosen.flatMap((row) => (row ? [{ site: withUnit(row), marks: need ? judge(need, row, match) : [] }] : [])),
  });
  return { name: `空间资源推介单 ${investor}`, blocks, isOnePage: true };
}
