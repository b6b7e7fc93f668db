import { serve } from "#kit/server/serve.ts";
import {
  addGuest,
  attendGuests,
  enrollGuest,
  ignoreGuest,
  inviteGuests,
  linkGuest,
  removeGuest,
  updateGuest,
} from "./actions.ts";
import { guestOperations } from "./contract.ts";
import { listGuests } from "./queries.ts";

export const guestServer = serve(guestOperations, {
  list: listGuests,
  add: addGuest,
  invite: inviteGuests,
  update: updateGuest,
  attend: attendGuests,
  remove: removeGuest,
  link: linkGuest,
  enroll: enrollGuest,
  ignore: ignoreGuest,
});
