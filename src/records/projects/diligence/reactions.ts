import { record } from "#kit/server/history.ts";
import { type Mover, movedRows } from "#records/directory/moving/actions.ts";
import type { Gate } from "../stages/queries.ts";
import { diligenceSubject } from "./contract.ts";
import { findMissingDiligence } from "./queries.ts";
import { projectDiligences } from "./tables.ts";

/** 关口·尽职调查: what the pack asks, and what was begun; an exception by two people may lift it. */
export const diligenceGate: Gate = { key: "diligence", find: findMissingDiligence };

/** 两家企业并为一家: what was looked into goes over; the name it was done under stays. */
export const diligenceMovers: Mover[] = [
  movedRows(projectDiligences, {
    key: "diligences",
    title: "尽职调查",
    column: "companyId",
    covers: ["project_diligence.company_id"],
    record: (ctx, id, from, to) =>
      record(ctx, { subject: diligenceSubject, id, before: { companyId: from.id }, after: { companyId: to.id } }),
  }),
];
