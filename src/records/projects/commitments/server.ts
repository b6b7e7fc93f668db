import { serve } from "#kit/server/serve.ts";
import { annulHandling, recordHandling } from "../handlings/actions.ts";
import { annulActual, annulCommitment, createCommitment, keepCommitment, recordActual } from "./actions.ts";
import { actualOperations, commitmentOperations, handlingOperations } from "./contract.ts";
import { listCommitments, showCommitments } from "./queries.ts";

export const commitmentServer = [
  ...serve(commitmentOperations, {
    list: listCommitments,
    show: showCommitments,
    create: createCommitment,
    keep: keepCommitment,
    annul: annulCommitment,
  }),
  ...serve(actualOperations, { record: recordActual, annul: annulActual }),
  ...serve(handlingOperations, { record: recordHandling, annul: annulHandling }),
];
