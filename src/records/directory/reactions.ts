import { and, count, eq } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { when } from "#kit/server/news.ts";
import { divisionClosing } from "#records/people/divisions/actions.ts";
import { handedOver, handingOver } from "#records/people/handovers/queries.ts";
import { erasing, naming } from "#records/people/erasures/queries.ts";
import { eraseContact } from "./erasures/actions.ts";
import { contactName } from "./erasures/queries.ts";
import { moveCompanies, moveGroups, moveProspects } from "./handovers/actions.ts";
import { companiesHeld, groupsHeld, prospectsHeld } from "./handovers/queries.ts";
import { companies } from "./tables.ts";

export const directoryReactions = [
  when(handingOver, (ctx, { giver }) => companiesHeld(ctx, giver.personId)),
  when(handingOver, (ctx, { giver }) => prospectsHeld(ctx, giver.personId)),
  when(handingOver, (ctx, { giver }) => groupsHeld(ctx, giver.personId)),
  when(handedOver, moveCompanies),
  when(handedOver, moveProspects),
  when(handedOver, moveGroups),
  when(naming, contactName),
  when(erasing, eraseContact),
  // 科室还有在库企业, so it may not be closed: somebody must go on answering for them.
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
