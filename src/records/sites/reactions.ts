import { and, eq, ne } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { when } from "#kit/server/news.ts";
import { type Mover, movedRows } from "#records/directory/moving/actions.ts";
import { divisionClosing } from "#records/people/divisions/actions.ts";
import { handedOver, handingOver } from "#records/people/handovers/queries.ts";
import { moveSites } from "./handovers/actions.ts";
import { sitesHeld } from "./handovers/queries.ts";
import { siteOccupations, sites } from "./tables.ts";

export const siteReactions = [
  when(handingOver, (ctx, { giver }) => sitesHeld(ctx, giver.personId)),
  when(handedOver, moveSites),
  // 科室还有联系的空间, so it may not be closed: somebody must go on answering for them.
  when(divisionClosing, async ({ db, agencyId }, { id, name }) => {
    const open = await db.$count(
      sites,
      and(eq(sites.agencyId, agencyId), eq(sites.divisionId, id), ne(sites.state, "withdrawn")),
    );
    if (open > 0)
      throw new Failure(
        "refused",
        "divisions.close.sites",
        `“${name}”名下还有 ${open} 处空间资源，请先把它们交给别的科室联系`,
      );
  }),
];

/** 企业合并: what it owns and what it occupies goes over as it is. */
export const siteMovers: Mover[] = [
  movedRows(sites, { key: "sites", title: "产权空间", column: "ownerId", covers: ["site.owner_id"] }),
  movedRows(siteOccupations, {
    key: "siteOccupations",
    title: "占用的空间",
    column: "companyId",
    covers: ["site_occupation.company_id"],
  }),
];
