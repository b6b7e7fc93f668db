import { and, asc } from "drizzle-orm";
import { addDays } from "#kit/base/dates.ts";
import { normalize } from "#kit/base/text.ts";
import type { Context } from "#kit/server/context.ts";
import type { Finder, Offers, Todo } from "#kit/server/offer.ts";
import { visible } from "#kit/server/scope.ts";
import { found } from "#kit/server/search.ts";
import { eventOperations, eventSubject, manage, read } from "./contract.ts";
import { dutyOperations } from "./duties/contract.ts";
import { listDuties } from "./duties/queries.ts";
import { followOperations } from "./follows/contract.ts";
import { listFollows } from "./follows/queries.ts";
import { guestOperations } from "./guests/contract.ts";
import { listGuests } from "./guests/queries.ts";
import { eventsHeld } from "./metrics.ts";
import { listEvents } from "./queries.ts";
import { events } from "./tables.ts";
import { eventKinds } from "./words.ts";

const few = 3;
/** What falls due within so many days is on the desk already. */
const ahead = 7;

const duties: Todo = {
  code: "eventDuties.mine",
  title: "我的活动分工",
  permission: read,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const search = { personId, isOpen: true };
    const { rows, total } = await listDuties(ctx, dutyOperations.list.input.parse({ ...search, limit: few }));
    return {
      count: total,
      dueOn: rows[0]?.dueOn ?? null,
      items: rows.map(({ title, eventName, eventId, dueOn }) => ({
        title: `${title}（${eventName}）`,
        dueOn,
        to: `events/${eventId}`,
      })),
      opens: { to: "events/duties", search },
    };
  },
};

const follows: Todo = {
  code: "eventFollows.mine",
  title: "活动后跟进到期",
  permission: read,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const search = { ownerId: personId, state: "open", dueBy: addDays(ctx.today, ahead) };
    const { rows, total } = await listFollows(ctx, followOperations.list.input.parse({ ...search, limit: few }));
    return {
      count: total,
      dueOn: rows[0]?.dueOn ?? null,
      items: rows.map(({ companyName, eventId, dueOn }) => ({ title: companyName, dueOn, to: `events/${eventId}` })),
      opens: { to: "events/follows", search },
    };
  },
};

/** Events of one's own that are over and not typed as held, or have no report. */
const waits = (code: string, title: string, wait: "holding" | "report"): Todo => ({
  code,
  title,
  permission: manage,
  read: async (ctx) => {
    const { personId } = ctx.actor;
    if (!personId) return null;
    const search = { officerId: personId, waits: wait };
    const { rows, total } = await listEvents(ctx, eventOperations.list.input.parse({ ...search, limit: few }));
    return {
      count: total,
      dueOn: rows[0]?.toOn ?? null,
      items: rows.map(({ id, name, toOn }) => ({ title: name, dueOn: toOn, to: `events/${id}` })),
      opens: { to: "events", search },
    };
  },
});

const proposals: Todo = {
  code: "guests.proposed",
  title: "来宾单位待核实入库",
  permission: manage,
  read: async (ctx) => {
    const search = { match: "proposed", attendance: "attended", isMine: true };
    const { rows, total } = await listGuests(ctx, guestOperations.list.input.parse({ ...search, limit: few }));
    return {
      count: total,
      dueOn: null,
      items: rows.map(({ companyName, eventId }) => ({ title: companyName, dueOn: null, to: `events/${eventId}` })),
      opens: { to: "events/guests", search },
    };
  },
};

const findEvents: Finder = {
  kind: eventSubject.kind,
  title: "活动",
  permission: read,
  find: async (ctx: Context, text, limit) => {
    const rows = await ctx.db
      .select({ id: events.id, name: events.name, kind: events.kind, fromOn: events.fromOn })
      .from(events)
      .where(and(visible(ctx, events), found(ctx, "event", events.id, text)))
      .orderBy(asc(events.sortName), asc(events.id))
      .limit(limit);
    const wanted = normalize(text);
    return rows
      .sort(
        (one, other) =>
          Number(normalize(other.name).startsWith(wanted)) - Number(normalize(one.name).startsWith(wanted)),
      )
      .map(({ id, name, kind, fromOn }) => ({
        id,
        title: name,
        hint: `${eventKinds[kind]} · ${fromOn}`,
        to: `events/${id}`,
      }));
  },
  all: (text) => ({ to: "events", search: { search: text } }),
};

export const eventOffers: Offers = {
  todos: [
    duties,
    follows,
    waits("events.holding", "活动待登记举办", "holding"),
    waits("events.report", "活动待写小结", "report"),
    proposals,
  ],
  finders: [findEvents],
  stories: [{ subject: eventSubject, table: events, title: events.name, reach: (ctx) => visible(ctx, events) }],
  headlines: [
    { metric: eventsHeld.code, group: "kind", values: ["promotion", "industryInvestment", "outboundTrip", "signing"] },
  ],
  forms: {
    [eventOperations.create.address]: { title: "新增活动", permission: manage, opens: () => ({ to: "events/new" }) },
    [eventOperations.update.address]: {
      title: "修改活动",
      permission: manage,
      opens: (id) => ({ to: `events/${id}/edit` }),
    },
  },
};
