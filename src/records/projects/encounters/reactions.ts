import { and, eq, inArray, isNull, type SQL } from "drizzle-orm";
import type { Context } from "#kit/server/context.ts";
import { when } from "#kit/server/news.ts";
import { type Mover, mover } from "#records/directory/moving/actions.ts";
import { erasing } from "#records/people/erasures/queries.ts";
import { handedOver, handingOver } from "#records/people/handovers/queries.ts";
import { moveEncountered } from "./actions.ts";
import { eraseEncountered } from "../erasures/actions.ts";
import { moveNext } from "../nextsteps/actions.ts";
import { nextHeldBy } from "../nextsteps/queries.ts";
import { encounterCompanies } from "./tables.ts";

export const encounterReactions = [
  when(handingOver, (ctx, { giver }) => nextHeldBy(ctx, giver.personId)),
  when(handedOver, moveNext),
  when(erasing, eraseEncountered),
];

const standing = (where: SQL | undefined) => and(where, isNull(encounterCompanies.voidedAt));
const countOf = ({ db, agencyId }: Context, companyId: string) =>
  db.$count(
    encounterCompanies,
    standing(and(eq(encounterCompanies.agencyId, agencyId), eq(encounterCompanies.companyId, companyId))),
  );

/** 合并企业: the facts of the one that goes are voided and written anew for the one that stays; the undo takes back what was written. */
export const encounterMovers: Mover[] = [
  mover<string[]>({
    key: "encounterCompanies",
    title: "对接记录",
    covers: ["encounter_company.company_id"],
    count: (ctx, { merged }) => countOf(ctx, merged.id),
    move: (ctx, { survivor, merged }) =>
      moveEncountered(ctx, standing(eq(encounterCompanies.companyId, merged.id)), survivor.id),
    back: async (ctx, { merged }, written) => {
      if (written.length > 0) await moveEncountered(ctx, standing(inArray(encounterCompanies.id, written)), merged.id);
    },
  }),
];
