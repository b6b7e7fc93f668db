import { asc } from "drizzle-orm";
import { groupThousands } from "#kit/base/decimals.ts";
import type { Input } from "#kit/base/operation.ts";
import { yearPeriod } from "#kit/base/periods.ts";
import type { Context } from "#kit/server/context.ts";
import type { FormPlace, Headline, Offers, Tally, Todo } from "#kit/server/offer.ts";
import { visible } from "#kit/server/scope.ts";
import { divisions } from "#records/people/tables.ts";
import { listOwnDrafts } from "#records/workspace/queries.ts";
import { figureTable } from "#results/metrics/queries.ts";
import { listChanges } from "./changes/queries.ts";
import type { deskOperations } from "./contract.ts";
import { byDueDay, lightOf, yearBefore } from "./rules.ts";

/** 工作台 in one answer, of what each module offers and this actor may see. */
export async function deskHome(ctx: Context, offers: readonly Offers[], { year }: Input<typeof deskOperations.home>) {
  const may = ({ permission }: { permission: string }) => ctx.actor.grants.has(permission);
  const all = <Key extends "todos" | "stories" | "tallies" | "headlines">(key: Key) =>
    offers.flatMap((each) => (each[key] ?? []) as NonNullable<Offers[Key]>[number][]);
  return {
    todos: await listTodos(ctx, all("todos").filter(may)),
    drafts: await listDrafts(ctx, Object.assign({}, ...offers.map(({ forms }) => forms ?? {}))),
    changes: await listChanges(
      ctx,
      all("stories").filter(({ subject }) => may({ permission: `${subject.noun}.read` })),
    ),
    figures: may({ permission: "metrics.read" }) ? await listFigures(ctx, all("headlines"), year) : null,
    divisions: await tallyDivisions(
      ctx,
      all("tallies").filter(({ permission }) => ctx.actor.grants.get(permission) === "agency"),
    ),
  };
}

async function listTodos(ctx: Context, offered: Todo[]) {
  const todos = [];
  for (const { code, title, read } of offered) {
    const waiting = await read(ctx);
    if (!waiting || waiting.count === 0) continue;
    const { count, dueOn, items, opens } = waiting;
    const light = lightOf(dueOn, ctx.today);
    todos.push({
      code,
      title,
      count,
      dueOn,
      light,
      items: items.map((item) => ({ ...item, light: lightOf(item.dueOn, ctx.today) })),
      opens: opens === "taskCenter" ? null : opens,
    });
  }
  return todos.sort(byDueDay);
}

/** Those that can be taken up again on a page this actor may open. */
async function listDrafts(ctx: Context, forms: Record<string, FormPlace>) {
  const drafts = await listOwnDrafts(ctx);
  return drafts.flatMap(({ form, savedAt }) => {
    const [address = "", key = ""] = form.split(":");
    const place = Object.hasOwn(forms, address) ? forms[address] : undefined;
    return place && key && ctx.actor.grants.has(place.permission)
      ? [{ form, savedAt, title: place.title, ...place.opens(key) }]
      : [];
  });
}

/** One statement per metric and year, however many of its parts are shown. */
async function listFigures(ctx: Context, headlines: Headline[], year: number) {
  const figures = [];
  for (const { metric: code, group, values } of headlines) {
    const asked = { metric: code, params: {}, by: [group] };
    const now = await figureTable(ctx, { ...asked, year });
    const earlier = yearBefore(year, ctx.today);
    const before = await figureTable(ctx, { ...asked, year: year - 1, ...earlier });
    const { metric, asOf } = now;
    const words = metric.groups.find(({ key }) => key === group)?.words ?? {};
    for (const each of values) {
      const [value = "0", was = "0"] = [now, before].map(
        ({ cells }) => cells.find(({ keys }) => keys[0] === each)?.value,
      );
      const textOf = (number: string) => `${groupThousands(number)} ${metric.unit}`;
      figures.push({
        metric: code,
        metricTitle: metric.title,
        title: words[each] ?? each,
        value,
        unit: metric.unit,
        text: textOf(value),
        definition: metric.definition,
        version: metric.version,
        period: yearPeriod(year),
        asOf,
        params: { [group]: each },
        page: metric.page,
        before: {
          text: textOf(was),
          period: earlier.to.endsWith("12-31") ? `${year - 1}年` : "去年同期",
        },
      });
    }
  }
  return figures;
}

/** 各科室的逾期与缺口; a division without any is listed too, because that is what one looks for. */
async function tallyDivisions(ctx: Context, tallies: Tally[]) {
  if (tallies.length === 0) return null;
  const rows = await ctx.db
    .select({ id: divisions.id, name: divisions.name })
    .from(divisions)
    .where(visible(ctx, divisions))
    .orderBy(asc(divisions.position), asc(divisions.id));
  const counted: { tally: Tally; counts: Awaited<ReturnType<Tally["read"]>> }[] = [];
  for (const tally of tallies) counted.push({ tally, counts: await tally.read(ctx) });
  return {
    columns: tallies.map(({ code, title }) => ({ code, title })),
    rows: rows.map(({ id, name }) => ({
      id,
      name,
      cells: counted.map(({ tally, counts }) => ({
        ...tally.opens(id),
        count: counts.find(({ divisionId }) => divisionId === id)?.count ?? 0,
      })),
    })),
  };
}
