import { serve } from "#kit/server/serve.ts";
import { annulCommitment, createCommitment, keepCommitment } from "./actions.ts";
import { commitmentOperations } from "./contract.ts";
import { listCommitments, showCommitments } from "./queries.ts";

export const commitmentServer = serve(commitmentOperations, {
  list: listCommitments,
  show: showCommitments,
  create: createCommitment,
  keep: keepCommitment,
  annul: annulCommitment,
});
