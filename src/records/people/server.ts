import { serve } from "#kit/server/serve.ts";
import {
  createAccount,
  createDivision,
  disableAccount,
  renewLink,
  signIn,
  signInAsDemo,
  signOut,
  updateAgency,
  useLink,
} from "./actions.ts";
import {
  accountOperations,
  agencyOperations,
  divisionOperations,
  personOperations,
  roleOperations,
  sessionOperations,
} from "./contract.ts";
import { delegationServer } from "./delegations/server.ts";
import { erasureServer } from "./erasures/server.ts";
import { handoverServer } from "./handovers/server.ts";
import {
  currentSession,
  getAgency,
  listAccounts,
  listDemoPeople,
  listDivisions,
  listPersons,
  listRoles,
} from "./queries.ts";

export const peopleServer = [
  ...serve(sessionOperations, {
    current: currentSession,
    signIn,
    signOut,
    useLink,
    demoPeople: listDemoPeople,
    signInAsDemo,
  }),
  ...serve(agencyOperations, { get: getAgency, update: updateAgency }),
  ...serve(divisionOperations, { list: listDivisions, create: createDivision }),
  ...serve(personOperations, { list: listPersons }),
  ...serve(accountOperations, { list: listAccounts, create: createAccount, renew: renewLink, disable: disableAccount }),
  ...serve(roleOperations, { list: listRoles }),
  ...delegationServer,
  ...handoverServer,
  ...erasureServer,
];
