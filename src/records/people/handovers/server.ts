import { serve } from "#kit/server/serve.ts";
import { cancelHandover, chooseItems, createHandover, renewHandover, signHandover } from "./actions.ts";
import { handoverOperations, holdingOperations } from "./contract.ts";
import { accountHoldings, getHandoverPage, listHandovers, printHandover } from "./queries.ts";

export const handoverServer = [
  ...serve(handoverOperations, {
    list: listHandovers,
    get: getHandoverPage,
    print: printHandover,
    create: createHandover,
    choose: chooseItems,
    renew: renewHandover,
    sign: signHandover,
    cancel: cancelHandover,
  }),
  ...serve(holdingOperations, { holdings: accountHoldings }),
];
