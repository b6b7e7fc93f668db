import { serve, serveAhead } from "#kit/server/serve.ts";
import {
  askAhead,
  assignIdentity,
  beginOutside,
  finishOutside,
  hearAhead,
  removeIdentity,
  unlinkIdentity,
} from "./actions.ts";
import { outsideOperations } from "../sessions/contract.ts";
import { identityOperations } from "./contract.ts";
import { listIdentities, myIdentities } from "./queries.ts";

export const identityServer = [
  serveAhead(outsideOperations.begin, { ahead: askAhead, handle: beginOutside }),
  serveAhead(outsideOperations.finish, { ahead: hearAhead, handle: finishOutside }),
  ...serve(identityOperations, {
    mine: myIdentities,
    unlink: unlinkIdentity,
    of: listIdentities,
    assign: assignIdentity,
    remove: removeIdentity,
  }),
];
