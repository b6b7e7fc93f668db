import { and, count, eq } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { when } from "#kit/server/news.ts";
import { divisionClosing } from "#records/people/divisions/actions.ts";
import { companies } from "./tables.ts";

/** 科室还有在库企业, so it may not be closed: somebody must go on answering for them. */
export const directoryReactions = [
  when(divisionClosing, async ({ db, agencyId }, { id, name }) => {
    const [open] = await db
      .select({ total: count() })
      .from(companies)
      .where(and(eq(companies.agencyId, agencyId), eq(companies.divisionId, id), eq(companies.state, "active")));
    if (open && open.total > 0)
      throw new Failure(
        "refused",
        "divisions.close.companies",
        `“${name}”名下还有 ${open.total} 家在库企业，请先把它们交给别的科室的专员`,
      );
  }),
];
