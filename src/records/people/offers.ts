import { and, asc, eq, min } from "drizzle-orm";
import { addDays } from "#kit/base/dates.ts";
import type { Context } from "#kit/server/context.ts";
import type { Finder, Offers, Todo } from "#kit/server/offer.ts";
import { isCalled } from "#kit/server/search.ts";
import { accountOperations } from "./contract.ts";
import { listAccounts } from "./queries.ts";
import { staffOperations } from "./staff/contract.ts";
import { listRoster } from "./staff/queries.ts";
import { accounts, postings } from "./tables.ts";
import { accountStates } from "./words.ts";

const { list, create } = accountOperations;
const few = 3;
/** 启用期限: a one-time link that is not used soon usually never reached its person. */
const daysToActivate = 3;

async function accountsWaiting(ctx: Context, filter: Record<string, string | boolean>, dueOn: string | null) {
  const { rows, total } = await listAccounts(ctx, list.input.parse({ ...filter, limit: few }));
  return {
    count: total,
    dueOn,
    items: rows.map(({ id, name, roleTitles }) => ({
      title: [name, roleTitles].filter(Boolean).join(" · "),
      dueOn: null,
      to: "accounts",
      search: { ...filter, open: id },
    })),
    opens: { to: "accounts", search: filter },
  };
}

const invited: Todo = {
  code: "accounts.invited",
  title: "账号还没有启用",
  permission: list.permission,
  read: async (ctx) => {
    const [earliest] = await ctx.db
      .select({ fromOn: min(postings.fromOn) })
      .from(postings)
      .innerJoin(accounts, eq(accounts.id, postings.accountId))
      .where(and(eq(postings.agencyId, ctx.agencyId), eq(accounts.state, "invited")));
    const dueOn = earliest?.fromOn ? addDays(earliest.fromOn, daysToActivate) : null;
    return accountsWaiting(ctx, { state: "invited" }, dueOn);
  },
};

const locked: Todo = {
  code: "accounts.locked",
  title: "账号被锁定",
  permission: list.permission,
  read: (ctx) => accountsWaiting(ctx, { isLocked: true }, null),
};

const findAccounts: Finder = {
  kind: "account",
  title: "账号",
  permission: list.permission,
  find: async (ctx, text, limit) => {
    const rows = await ctx.db
      .selectDistinct({ id: accounts.id, login: accounts.login, name: accounts.name, state: accounts.state })
      .from(accounts)
      .innerJoin(postings, and(eq(postings.agencyId, ctx.agencyId), eq(postings.accountId, accounts.id)))
      .orderBy(asc(accounts.name), asc(accounts.id))
      .limit(2000);
    return rows
      .filter(({ name, login }) => isCalled({ names: [name], codes: [login] }, text))
      .slice(0, limit)
      .map(({ id, name, login, state }) => ({
        id,
        title: name,
        hint: state === "active" ? login : `${login} · ${accountStates[state]}`,
        to: "accounts",
        search: { open: id },
      }));
  },
};

const findPersons: Finder = {
  kind: "person",
  title: "人员",
  permission: staffOperations.roster.permission,
  find: async (ctx, text, limit) => {
    const { rows } = await listRoster(ctx, staffOperations.roster.input.parse({ search: text, limit }));
    return rows.map(({ id, name, divisionName, hostName }) => ({
      id,
      title: name,
      hint: hostName ?? divisionName ?? "",
      to: `persons/${id}`,
    }));
  },
};

export const peopleOffers: Offers = {
  todos: [invited, locked],
  finders: [findPersons, findAccounts],
  forms: {
    [create.address]: { title: create.title, permission: create.permission, opens: () => ({ to: "accounts/new" }) },
  },
};
