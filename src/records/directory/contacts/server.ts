import { serve } from "#kit/server/serve.ts";
import { affiliateContact, leavePost, setConsent, transferContact } from "./actions.ts";
import { contactBookOperations } from "./contract.ts";
import { getContactPage, listContactBook } from "./queries.ts";

export const contactBookServer = serve(contactBookOperations, {
  list: listContactBook,
  get: getContactPage,
  consent: setConsent,
  transfer: transferContact,
  affiliate: affiliateContact,
  leave: leavePost,
});
