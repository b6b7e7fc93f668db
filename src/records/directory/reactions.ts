import { when } from "#kit/server/news.ts";
import { handedOver, handingOver } from "#records/people/handovers/queries.ts";
import { moveCompanies } from "./handovers/actions.ts";
import { companiesHeld } from "./handovers/queries.ts";

export const directoryReactions = [
  when(handingOver, (ctx, { giver }) => companiesHeld(ctx, giver.personId)),
  when(handedOver, moveCompanies),
];
