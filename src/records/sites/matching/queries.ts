import { and, asc, eq, gt, inArray, or } from "drizzle-orm";
import type { Input } from "#kit/base/operation.ts";
import type { Context } from "#kit/server/context.ts";
import { visible } from "#kit/server/scope.ts";
import { sitesPack } from "../pack.ts";
import { selectSites, withUnit } from "../queries.ts";
import { sites } from "../tables.ts";
import type { MatchCriterion } from "../words.ts";
import type { Mark, matchOperations } from "./contract.ts";
import { judge, outBy, scoreOf } from "./rules.ts";

/** More than any agency has; beyond it the first by age are judged. */
const mostSpaces = 5000;
const fewExamples = 5;

/** 匹配: every free space of the kind is judged, so that nothing is left out without being counted. */
export async function matchSites(ctx: Context, { need, limit }: Input<typeof matchOperations.match>) {
  const rules = sitesPack(ctx.pack(Number(ctx.today.slice(0, 4)))).match;
  const spaces = await freeSpaces(ctx, need.kind);
  const judged = spaces.map((site) => {
    const marks = judge(need, site, rules);
    return { site, marks, score: scoreOf(marks, rules), out: outBy(marks, rules) };
  });
  const listed = judged
    .filter(({ out }) => out === null)
    .toSorted((a, b) => b.score - a.score || b.site.freeArea - a.site.freeArea || (a.site.id < b.site.id ? -1 : 1));
  const asked = new Set(judged.flatMap(({ marks }) => marks.map(({ criterion }) => criterion)));
  return {
    total: judged.length,
    matches: listed.slice(0, limit).map(({ site, marks, score }) => ({ site: withUnit(site), marks, score })),
    more: Math.max(0, listed.length - limit),
    left: leftOut(judged.flatMap(({ site, out }) => (out ? [{ id: site.id, name: site.name, out }] : []))),
    weights: [...asked].map((criterion) => ({ criterion, weight: rules.weights[criterion] })),
  };
}

function leftOut(all: { id: string; name: string; out: Mark }[]) {
  const groups = new Map<MatchCriterion, typeof all>();
  for (const each of all) groups.set(each.out.criterion, [...(groups.get(each.out.criterion) ?? []), each]);
  return [...groups]
    .map(([criterion, rows]) => ({
      criterion,
      count: rows.length,
      examples: rows.slice(0, fewExamples).map(({ id, name, out }) => ({ id, name, says: out.says })),
    }))
    .toSorted((a, b) => b.count - a.count);
}

/** Free now, or being built: that has no free area yet, and will have its whole. */
async function freeSpaces(ctx: Context, kind: Input<typeof matchOperations.match>["need"]["kind"]) {
  const rows = await selectSites(ctx, {})
    .where(
      and(
        visible(ctx, sites),
        eq(sites.kind, kind),
        inArray(sites.state, ["free", "negotiating", "building"]),
        or(gt(sites.freeHundredths, 0), eq(sites.state, "building")),
      ),
    )
    .orderBy(asc(sites.createdOn), asc(sites.id))
    .limit(mostSpaces);
  return rows.map((row) => (row.state === "building" ? { ...row, freeArea: row.area ?? 0 } : row));
}
