import { when } from "#kit/server/news.ts";
import { handedOver, handingOver } from "#records/people/handovers/queries.ts";
import { erasing, naming } from "#records/people/erasures/queries.ts";
import { eraseContact } from "./erasures/actions.ts";
import { contactName } from "./erasures/queries.ts";
import { moveCompanies } from "./handovers/actions.ts";
import { companiesHeld } from "./handovers/queries.ts";

export const directoryReactions = [
  when(handingOver, (ctx, { giver }) => companiesHeld(ctx, giver.personId)),
  when(handedOver, moveCompanies),
  when(naming, contactName),
  when(erasing, eraseContact),
];
