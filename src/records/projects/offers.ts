import { and, asc, sql } from "drizzle-orm";
import { calendarProblem } from "#kit/base/calendar.ts";
import { knownCalendars } from "#kit/base/calendars.ts";
import { addDays } from "#kit/base/dates.ts";
import { normalize } from "#kit/base/text.ts";
import type { Finder, Offers, Todo } from "#kit/server/offer.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { projectOperations, projectSubject } from "./contract.ts";
import { countingSchemes } from "./schemes/tables.ts";
import { overrideOperations } from "./overrides/contract.ts";
import { listOverrides } from "./overrides/queries.ts";
import { listProjects } from "./queries.ts";
import { schemeSubject } from "./schemes/contract.ts";
import { dueSupports } from "./supports/offers.ts";
import { projects } from "./tables.ts";
import { stages } from "./words.ts";

const { list, create, update } = projectOperations;
const manage = create.permission;
const few = 3;

/** 停滞 of one's own projects; null where the year's working days were not published, for nothing is guessed. */
const stalled: Todo = {
  code: "projects.stalled",
  title: "我的项目停滞",
  permission: manage,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId || calendarProblem(addDays(ctx.today, -365), ctx.today, knownCalendars)) return null;
    const filter = { officerId: personId, isStalled: true };
    const { rows, total } = await listProjects(ctx, list.input.parse({ ...filter, sort: "activeOn", limit: few }));
    return {
      count: total,
      dueOn: null,
      items: rows.map(({ id, name, activeOn }) => ({
        title: `${name}（${activeOn} 后没有进展）`,
        dueOn: null,
        to: `projects/${id}`,
      })),
      opens: { to: "projects", search: { ...filter, sort: "activeOn" } },
    };
  },
};

const exceptions: Todo = {
  code: "overrides.asked",
  title: "关口例外待批准",
  permission: overrideOperations.decide.permission,
  read: async (ctx) => {
    const asked = overrideOperations.list.input.parse({ state: "asked", limit: few });
    const { rows, total } = await listOverrides(ctx, asked);
    const [first] = rows;
    return {
      count: total,
      dueOn: null,
      items: rows.map(({ projectId, projectName, stage }) => ({
        title: `${projectName} · ${stages[stage]}`,
        dueOn: null,
        to: `projects/${projectId}`,
      })),
      opens: { to: first ? `projects/${first.projectId}` : "projects" },
    };
  },
};

/** So many of the hits are put in order. */
const weighed = 500;

const findProjects: Finder = {
  kind: projectSubject.kind,
  title: "招商项目",
  permission: list.permission,
  find: async (ctx, text, limit) => {
    const { id, name, code, stage } = projects;
    const hits = ctx.db
      .select({ id, name, code, stage })
      .from(projects)
      .where(and(visible(ctx, projects), found(ctx, "project", id, text)))
      .limit(weighed)
      .as("hit");
    const rows = await ctx.db
      .select()
      .from(hits)
      .orderBy(sql`starts_with(lower(${hits.name}), ${normalize(text)}) desc`, sql`length(${hits.name})`, asc(hits.id))
      .limit(limit);
    return rows.map((hit) => ({
      id: hit.id,
      title: hit.name,
      hint: `${hit.code} · ${stages[hit.stage]}`,
      to: `projects/${hit.id}`,
    }));
  },
  all: (text) => ({ to: "projects", search: { search: text } }),
};

export const projectOffers: Offers = {
  todos: [stalled, exceptions, dueSupports],
  finders: [findProjects],
  stories: [
    { subject: projectSubject, table: projects, title: projects.name, reach: (ctx) => visible(ctx, projects) },
    {
      subject: schemeSubject,
      table: countingSchemes,
      title: countingSchemes.name,
      reach: (ctx) => visible(ctx, countingSchemes),
    },
  ],
  forms: {
    [create.address]: { title: create.title, permission: manage, opens: () => ({ to: "projects/new" }) },
    [update.address]: { title: update.title, permission: manage, opens: (id) => ({ to: `projects/${id}/edit` }) },
  },
};
