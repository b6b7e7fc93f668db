import { serve } from "#kit/server/serve.ts";
import { cancelEvent, createEvent, holdEvent, reopenEvent, updateEvent } from "./actions.ts";
import { eventOperations } from "./contract.ts";
import { dutyServer } from "./duties/server.ts";
import { followServer } from "./follows/server.ts";
import { guestServer } from "./guests/server.ts";
import { getEventPage, listEvents } from "./queries.ts";
import { stopServer } from "./stops/server.ts";
import { surveyServer } from "./surveys/server.ts";

export const eventServer = [
  ...serve(eventOperations, {
    list: listEvents,
    get: getEventPage,
    create: createEvent,
    update: updateEvent,
    hold: holdEvent,
    cancel: cancelEvent,
    reopen: reopenEvent,
  }),
  ...dutyServer,
  ...guestServer,
  ...followServer,
  ...stopServer,
  ...surveyServer,
];
