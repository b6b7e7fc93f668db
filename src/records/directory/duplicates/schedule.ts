import { setImmediate as pause } from "node:timers/promises";
import { and, eq, notExists, sql } from "drizzle-orm";
import { today } from "#kit/base/dates.ts";
import { indexMany } from "#kit/server/search.ts";
import { type Actor, type Context, nobody } from "#kit/server/context.ts";
import { inParts } from "#kit/server/history.ts";
import { type Job, job } from "#kit/server/jobs.ts";
import type { Night } from "#kit/server/nights.ts";
import { searchTokens } from "#kit/server/tables.ts";
import type { House } from "#kit/server/serve.ts";
import { type Step, stepsAs, stepsOf } from "#kit/server/steps.ts";
import { agencies } from "#records/people/tables.ts";
import { findable } from "../actions.ts";
import { nearPairs, phonesOf } from "../comparing/queries.ts";
import { type Likened, likenedOf, likenessOf, shownFrom } from "../comparing/rules.ts";
import { companySubject } from "../contract.ts";
import { keyRange } from "../naming/rules.ts";
import { companies } from "../tables.ts";
import { type FoundPair, keepPairs, searchJob } from "./actions.ts";
import { duplicateOperations } from "./contract.ts";
import { lastSearch } from "./queries.ts";
import { basisOf } from "./rules.ts";

/** 查重 of one agency: keys of what has none yet, near pairs from the index, the rule on each, and what is left written at once. */
export async function searchAgency(step: Step): Promise<{ companyCount: number; pairCount: number }> {
  const begun = performance.now();
  while ((await step(duplicateOperations.search, keyUnkeyed)) > 0);
  const near = await step(duplicateOperations.lastSearch, readNear);
  const found = await score(near);
  const search = { companyCount: near.companies.length, comparedCount: near.pairs.length };
  return step(duplicateOperations.search, async (ctx) => {
    const milliseconds = Math.round(performance.now() - begun);
    return {
      companyCount: search.companyCount,
      pairCount: await keepPairs(ctx, found, { ...search, milliseconds, startedAt: ctx.now }),
    };
  });
}

/** 补键: companies entered before there were keys to compare by. */
async function keyUnkeyed(ctx: Context): Promise<number> {
  const { db, agencyId } = ctx;
  const keyed = db
    .select({ id: searchTokens.id })
    .from(searchTokens)
    .where(
      and(
        eq(searchTokens.agencyId, agencyId),
        eq(searchTokens.kind, companySubject.kind),
        eq(searchTokens.id, companies.id),
        sql`${searchTokens.token} >= ${keyRange.from} and ${searchTokens.token} < ${keyRange.to}`,
      ),
    );
  const bare = await db
    .select()
    .from(companies)
    .where(and(eq(companies.agencyId, agencyId), sql`${companies.state} <> 'merged'`, notExists(keyed)))
    .limit(500);
  const records = bare.map((company) => ({ id: company.id, findable: findable(company) }));
  await indexMany(ctx, companySubject.kind, records, { areNew: false });
  return records.length;
}

async function readNear(ctx: Context) {
  const { id, name, formerNames, creditCode, formerCodes, address } = companies;
  return {
    pairs: await nearPairs(ctx),
    companies: await ctx.db
      .select({ id, name, formerNames, creditCode, formerCodes, address })
      .from(companies)
      .where(and(eq(companies.agencyId, ctx.agencyId), eq(companies.state, "active"))),
    phones: await phonesOf(ctx),
  };
}
type Near = Awaited<ReturnType<typeof readNear>>;

/** Between transactions, and a part at a time: whoever works at night is let through. */
async function score({ pairs, companies: rows, phones }: Near): Promise<FoundPair[]> {
  const known = new Map(rows.map((row) => [row.id, row]));
  const likened = new Map<string, Likened>();
  const likenedAs = (company: (typeof rows)[number]): Likened => {
    const made = likened.get(company.id) ?? likenedOf(company, phones.get(company.id) ?? []);
    likened.set(company.id, made);
    return made;
  };
  const found: FoundPair[] = [];
  for (const part of inParts(pairs, 1000)) {
    await pause();
    for (const [oneId, otherId] of part) {
      const [one, other] = [known.get(oneId), known.get(otherId)];
      if (!one || !other) continue;
      const likeness = likenessOf(likenedAs(one), likenedAs(other));
      if (likeness.score >= shownFrom) found.push({ oneId, otherId, ...likeness, basis: basisOf([one, other]) });
    }
  }
  return found;
}

export function duplicateJobs(house: House): Job[] {
  return [job({ ...searchJob, work: (run) => searchAgency(stepsOf(house, run)) })] as unknown as Job[];
}

/** 夜间查重: every agency once a day, as nobody in particular. */
export const nightlySearch = (house: House): Night => ({
  title: "夜间查重",
  work: async () => {
    const all = await house.database.transaction({ role: "door", readOnly: true }, (db) =>
      db.select({ agencyId: agencies.id, agencyCode: agencies.code }).from(agencies),
    );
    for (const agency of all) {
      const actor: Actor = { ...nobody, ...agency, name: "夜间任务", grants: nightGrants, via: "job" };
      const step = stepsAs(house, actor);
      const last = await step(duplicateOperations.lastSearch, lastSearch);
      if (!last || today(new Date(last.startedAt)) < today(house.now())) await searchAgency(step);
    }
  },
});

const nightGrants = new Map([["companies.merge", "agency"]] as const);
