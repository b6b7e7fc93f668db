import { when } from "#kit/server/news.ts";
import { handedOver, handingOver } from "#records/people/handovers/queries.ts";
import { erasing } from "#records/people/erasures/queries.ts";
import { eraseTraces } from "./erasures/actions.ts";
import { moveBatches } from "./handovers/actions.ts";
import { batchesHeld } from "./handovers/queries.ts";

export const workspaceReactions = [
  when(handingOver, (ctx, { giver }) => batchesHeld(ctx, giver.accountId)),
  when(handedOver, moveBatches),
  when(erasing, eraseTraces),
];
