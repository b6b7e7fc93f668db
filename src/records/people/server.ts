import { serve } from "#kit/server/serve.ts";
import { createAccount, createDivision, disableAccount, renewLink, unlockAccount, updateAgency } from "./actions.ts";
import {
  accountOperations,
  agencyOperations,
  divisionOperations,
  personOperations,
  roleOperations,
} from "./contract.ts";
import { getAgency, listAccounts, listDivisions, listPersons, listRoles } from "./queries.ts";

export const peopleServer = [
  ...serve(agencyOperations, { get: getAgency, update: updateAgency }),
  ...serve(divisionOperations, { list: listDivisions, create: createDivision }),
  ...serve(personOperations, { list: listPersons }),
  ...serve(accountOperations, {
    list: listAccounts,
    create: createAccount,
    renew: renewLink,
    unlock: unlockAccount,
    disable: disableAccount,
  }),
  ...serve(roleOperations, { list: listRoles }),
];
