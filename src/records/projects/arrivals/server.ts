import { serve } from "#kit/server/serve.ts";
import {
  annulArrival,
  annulStatistic,
  correctArrival,
  createArrival,
  recordStatistic,
  verifyArrival,
} from "./actions.ts";
import { arrivalOperations, statisticOperations } from "./contract.ts";
import { listArrivals } from "./queries.ts";

export const arrivalServer = [
  ...serve(arrivalOperations, {
    list: listArrivals,
    create: createArrival,
    verify: verifyArrival,
    correct: correctArrival,
    annul: annulArrival,
  }),
  ...serve(statisticOperations, { record: recordStatistic, annul: annulStatistic }),
];
