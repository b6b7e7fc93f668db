import { movedRows, type Mover } from "#records/directory/moving/actions.ts";
import { record } from "#kit/server/history.ts";
import { projectSubject } from "./contract.ts";
import { projects } from "./tables.ts";

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
];
