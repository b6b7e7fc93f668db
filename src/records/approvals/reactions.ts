import { when } from "#kit/server/news.ts";
import { handedOver, handingOver } from "#records/people/handovers/queries.ts";
import { moveApprovals } from "./handovers/actions.ts";
import { startedHeld, tasksHeld } from "./handovers/queries.ts";

export const approvalReactions = [
  when(handingOver, (ctx, { giver }) => tasksHeld(ctx, giver.personId)),
  when(handingOver, (ctx, { giver }) => startedHeld(ctx, giver.personId)),
  when(handedOver, moveApprovals),
];
