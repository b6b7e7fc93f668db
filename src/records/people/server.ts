import { serve } from "#kit/server/serve.ts";
import { giveAccount, inviteAccounts } from "./accounts/actions.ts";
import { createAccount, disableAccount, renewLink, setOffice, unlockAccount, updateAgency } from "./actions.ts";
import { accountOperations, agencyOperations, personOperations } from "./contract.ts";
import { closeDivision, createDivision, moveDivision, reopenDivision, updateDivision } from "./divisions/actions.ts";
import { divisionOperations } from "./divisions/contract.ts";
import { listDivisions, listTree } from "./divisions/queries.ts";
import {
  annulEstablishment,
  approveEstablishment,
  closePost,
  createPost,
  updatePost,
} from "./establishments/actions.ts";
import { establishmentOperations, postOperations } from "./establishments/contract.ts";
import { listEstablishments, listPosts, summary } from "./establishments/queries.ts";
import { createHosting, endHosting, postHosted } from "./hostings/actions.ts";
import { hostingOperations } from "./hostings/contract.ts";
import { listHostings } from "./hostings/queries.ts";
import { getAgency, listAccounts, listPersons } from "./queries.ts";
import { createRole, givePosting, removeRole, updateRole, withdrawPosting } from "./rights/actions.ts";
import { postingOperations, rightOperations, roleOperations } from "./rights/contract.ts";
import { explainRight, listHolders, listRoles } from "./rights/queries.ts";
import { createPerson, leavePerson, movePerson, rejoinPerson, revealPerson, updatePerson } from "./staff/actions.ts";
import { staffOperations } from "./staff/contract.ts";
import { getPersonPage, listRoster, listServing } from "./staff/queries.ts";
import { delegationServer } from "./delegations/server.ts";
import { erasureServer } from "./erasures/server.ts";
import { handoverServer } from "./handovers/server.ts";

export const peopleServer = [
  ...serve(agencyOperations, { get: getAgency, update: updateAgency, office: setOffice }),
  ...serve(divisionOperations, {
    list: listDivisions,
    tree: listTree,
    create: createDivision,
    update: updateDivision,
    move: moveDivision,
    close: closeDivision,
    reopen: reopenDivision,
  }),
  ...serve(personOperations, { list: listPersons }),
  ...serve(staffOperations, {
    roster: listRoster,
    serving: listServing,
    get: getPersonPage,
    create: createPerson,
    update: updatePerson,
    move: movePerson,
    leave: leavePerson,
    rejoin: rejoinPerson,
    reveal: revealPerson,
  }),
  ...serve(postOperations, { list: listPosts, create: createPost, update: updatePost, close: closePost }),
  ...serve(establishmentOperations, {
    summary,
    list: listEstablishments,
    approve: approveEstablishment,
    annul: annulEstablishment,
  }),
  ...serve(accountOperations, {
    list: listAccounts,
    create: createAccount,
    give: giveAccount,
    invite: inviteAccounts,
    renew: renewLink,
    unlock: unlockAccount,
    disable: disableAccount,
  }),
  ...serve(roleOperations, { list: listRoles, create: createRole, update: updateRole, remove: removeRole }),
  ...serve(postingOperations, { give: givePosting, withdraw: withdrawPosting }),
  ...serve(rightOperations, { holders: listHolders, explain: explainRight }),
  ...serve(hostingOperations, { list: listHostings, create: createHosting, post: postHosted, end: endHosting }),
  ...delegationServer,
  ...handoverServer,
  ...erasureServer,
];
