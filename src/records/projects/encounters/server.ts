import { serve } from "#kit/server/serve.ts";
import { annulEncounter, createEncounter, finishEncounter, updateEncounter } from "./actions.ts";
import { encounterOperations } from "./contract.ts";
import { getEncounterPage, listEncounters } from "./queries.ts";

export const encounterServer = serve(encounterOperations, {
  list: listEncounters,
  get: getEncounterPage,
  create: createEncounter,
  update: updateEncounter,
  finish: finishEncounter,
  annul: annulEncounter,
});
