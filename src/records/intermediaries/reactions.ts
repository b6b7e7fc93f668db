import { and, count, eq, isNull } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { when } from "#kit/server/news.ts";
import { type Mover, movedRows } from "#records/directory/moving/actions.ts";
import { divisionClosing } from "#records/people/divisions/actions.ts";
import { erasing } from "#records/people/erasures/queries.ts";
import { handedOver, handingOver } from "#records/people/handovers/queries.ts";
import { moveIntermediaries, moveOutposts } from "./handovers/actions.ts";
import { intermediariesHeld, outpostsHeld } from "./handovers/queries.ts";
import { eraseOutpostMember } from "./outposts/actions.ts";
import { outposts } from "./outposts/tables.ts";
import { intermediaries } from "./tables.ts";

export const intermediaryReactions = [
  when(handingOver, (ctx, { giver }) => intermediariesHeld(ctx, giver.personId)),
  when(handedOver, moveIntermediaries),
  when(handingOver, (ctx, { giver }) => outpostsHeld(ctx, giver.personId)),
  when(handedOver, moveOutposts),
  when(erasing, eraseOutpostMember),
  when(divisionClosing, async ({ db, agencyId }, { id, name }) => {
    const [open] = await db
      .select({ total: count() })
      .from(intermediaries)
      .where(
        and(
          eq(intermediaries.agencyId, agencyId),
          eq(intermediaries.divisionId, id),
          eq(intermediaries.state, "active"),
        ),
      );
    if (open && open.total > 0)
      throw new Failure(
        "refused",
        "divisions.close.intermediaries",
        `“${name}”名下还有 ${open.total} 家在册的中介机构，请先交给别的科室的专员`,
      );
    const posts = await db.$count(
      outposts,
      and(eq(outposts.agencyId, agencyId), eq(outposts.divisionId, id), isNull(outposts.toOn)),
    );
    if (posts > 0)
      throw new Failure(
        "refused",
        "divisions.close.outposts",
        `“${name}”名下还有 ${posts} 个在运行的驻外机构，请先交给别的科室的专员或撤销`,
      );
  }),
];

export const intermediaryMovers: Mover[] = [
  movedRows(intermediaries, {
    key: "intermediaries",
    title: "中介机构",
    column: "companyId",
    covers: ["intermediary.company_id"],
    versioned: { version: intermediaries.version, name: intermediaries.name },
  }),
];
