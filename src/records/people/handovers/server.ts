import { servePaper } from "#kit/server/papers.ts";
import { serve } from "#kit/server/serve.ts";
import { cancelHandover, chooseItems, createHandover, renewHandover, signHandover } from "./actions.ts";
import { handoverOperations, holdingOperations } from "./contract.ts";
import { accountHoldings, composeHandover, getHandoverPage, listHandovers } from "./queries.ts";

const { print, ...others } = handoverOperations;

export const handoverServer = [
  ...serve(others, {
    list: listHandovers,
    get: getHandoverPage,
    create: createHandover,
    choose: chooseItems,
    renew: renewHandover,
    sign: signHandover,
    cancel: cancelHandover,
  }),
  servePaper(print, composeHandover),
  ...serve(holdingOperations, { holdings: accountHoldings }),
];
