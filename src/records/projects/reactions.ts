import { and, count, eq, inArray } from "drizzle-orm";
import { Failure } from "#kit/base/errors.ts";
import { when } from "#kit/server/news.ts";
import { movedRows, type Mover } from "#records/directory/moving/actions.ts";
import { divisionClosing } from "#records/people/divisions/actions.ts";
import { erasing } from "#records/people/erasures/queries.ts";
import { handedOver, handingOver } from "#records/people/handovers/queries.ts";
import { record } from "#kit/server/history.ts";
import { projectSubject } from "./contract.ts";
import { moveProjects } from "./handovers/actions.ts";
import { projectsHeld } from "./handovers/queries.ts";
import { disputeReactions } from "./disputes/reactions.ts";
import { referralMovers, referralReactions } from "./referral/reactions.ts";
import { projects } from "./tables.ts";
import { eraseMember } from "./team/actions.ts";

const { version, name } = projects;

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
  ...referralMovers,
];

export const projectReactions = [
  when(handingOver, (ctx, { giver }) => projectsHeld(ctx, giver.personId)),
  when(handedOver, moveProjects),
  when(erasing, eraseMember),
  // 科室还有在推进的项目, so it may not be closed: somebody must go on answering for them.
  when(divisionClosing, async ({ db, agencyId }, { id, name }) => {
    const [open] = await db
      .select({ total: count() })
      .from(projects)
      .where(
        and(
          eq(projects.agencyId, agencyId),
          eq(projects.divisionId, id),
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
  ...referralReactions,
  ...disputeReactions,
];
