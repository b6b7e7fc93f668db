import { serve } from "#kit/server/serve.ts";
import {
  archiveCompany,
  createCompany,
  createContact,
  removeContact,
  restoreCompany,
  revealContact,
  updateCompany,
  updateContact,
} from "./actions.ts";
import { requestContactErasure } from "./erasures/actions.ts";
import { companyOperations, contactOperations, regionOperations } from "./contract.ts";
import { getCompanyPage, listCompanies, listRegions } from "./queries.ts";

export const directoryServer = [
  ...serve(companyOperations, {
    list: listCompanies,
    get: getCompanyPage,
    create: createCompany,
    update: updateCompany,
    archive: archiveCompany,
    restore: restoreCompany,
  }),
  ...serve(contactOperations, {
    create: createContact,
    update: updateContact,
    remove: removeContact,
    requestErasure: requestContactErasure,
    reveal: revealContact,
  }),
  ...serve(regionOperations, { list: listRegions }),
];
