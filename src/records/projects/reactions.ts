import { and, count, eq, inArray, isNull, type SQL } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import type { Context } from "#kit/server/context.ts";
import { when } from "#kit/server/news.ts";
import { movedRows, type Mover, mover } from "#records/directory/moving/actions.ts";
import { divisionClosing } from "#records/people/divisions/actions.ts";
import { erasing } from "#records/people/erasures/queries.ts";
import { handedOver, handingOver } from "#records/people/handovers/queries.ts";
import { record } from "#kit/server/history.ts";
import { projectSubject } from "./contract.ts";
import { moveEncountered } from "./encounters/actions.ts";
import { encounterCompanies } from "./encounters/tables.ts";
import { eraseEncountered } from "./erasures/actions.ts";
import { moveProjects } from "./handovers/actions.ts";
import { projectsHeld } from "./handovers/queries.ts";
import { moveNext } from "./nextsteps/actions.ts";
import { nextHeldBy } from "./nextsteps/queries.ts";
import { projects } from "./tables.ts";
import { eraseMember } from "./team/actions.ts";

const { version, name } = projects;

const standing = (where: SQL | undefined) => and(where, isNull(encounterCompanies.voidedAt));
const encountersWith = ({ db, agencyId }: Context, companyId: string) =>
  db.$count(
    encounterCompanies,
    standing(and(eq(encounterCompanies.agencyId, agencyId), eq(encounterCompanies.companyId, companyId))),
  );

/** 对接过的企业并为一家: the facts of the one that goes are voided and written anew; the undo takes back what was written. */
const encounterMover = mover<string[]>({
  key: "encounterCompanies",
  title: "对接记录",
  covers: ["encounter_company.company_id"],
  count: (ctx, { merged }) => encountersWith(ctx, merged.id),
  move: (ctx, { survivor, merged }) =>
    moveEncountered(ctx, standing(eq(encounterCompanies.companyId, merged.id)), survivor.id),
  back: async (ctx, { merged }, written) => {
    if (written.length > 0) await moveEncountered(ctx, standing(inArray(encounterCompanies.id, written)), merged.id);
  },
});

/** 两家企业并为一家: projects go over with the investor, and with the company that landed. */
export const projectMovers: Mover[] = [
  movedRows(projects, {
    key: "investors",
    title: "招商项目（投资方）",
    column: "investorId",
    covers: ["project.investor_id"],
    versioned: { version, name },
    record: (ctx, id, from, to) =>
      record(ctx, { subject: projectSubject, id, before: { investorId: from }, after: { investorId: to } }),
  }),
  movedRows(projects, {
    key: "landedCompanies",
    title: "招商项目（落地主体）",
    column: "landedCompanyId",
    covers: ["project.landed_company_id"],
    versioned: { version, name },
    record: (ctx, id, from, to) =>
      record(ctx, { subject: projectSubject, id, before: { landedCompanyId: from }, after: { landedCompanyId: to } }),
  }),
  encounterMover,
];

export const projectReactions = [
  when(handingOver, (ctx, { giver }) => projectsHeld(ctx, giver.personId)),
  when(handedOver, moveProjects),
  when(erasing, eraseMember),
  when(handingOver, (ctx, { giver }) => nextHeldBy(ctx, giver.personId)),
  when(handedOver, moveNext),
  when(erasing, eraseEncountered),
  // 科室还有在推进的项目, so it may not be closed: somebody must go on answering for them.
  when(divisionClosing, async ({ db, agencyId }, { id, name }) => {
    const [open] = await db
      .select({ total: count() })
      .from(projects)
      .where(
        and(
          eq(projects.agencyId, agencyId),
          eq(projects.divisionId, id),
          isNull(projects.removedAt),
          inArray(projects.standing, ["ongoing", "delayed", "dormant"]),
        ),
      );
    if (open && open.total > 0)
      throw new Failure(
        "refused",
        "divisions.close.projects",
        `“${name}”名下还有 ${open.total} 个在推进的项目，请先把它们交给别的科室的专员`,
      );
  }),
];
