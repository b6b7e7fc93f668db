import { serve } from "#kit/server/serve.ts";
import {
  beginFactorAtDoor,
  closeSession,
  confirmFactorAtDoor,
  endMySession,
  endOtherSessions,
  enterCode,
  renewPassword,
  signIn,
  signInAsDemo,
  signOut,
  useLink,
} from "./actions.ts";
import { openSessionOperations, sessionOperations, signInOperations } from "./contract.ts";
import { currentSession, listDemoPeople, listSessions, listSignIns, mySessions } from "./queries.ts";

export const sessionServer = [
  ...serve(sessionOperations, {
    current: currentSession,
    signIn,
    enterCode,
    beginFactor: beginFactorAtDoor,
    confirmFactor: confirmFactorAtDoor,
    renewPassword,
    signOut,
    useLink,
    demoPeople: listDemoPeople,
    signInAsDemo,
  }),
  ...serve(openSessionOperations, {
    mine: mySessions,
    end: endMySession,
    endOthers: endOtherSessions,
    list: listSessions,
    close: closeSession,
  }),
  ...serve(signInOperations, { list: listSignIns }),
];
