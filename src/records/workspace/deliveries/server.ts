import { serve } from "#kit/server/serve.ts";
import { resend, sendTest } from "./actions.ts";
import { deliveryOperations } from "./contract.ts";
import { getDelivery, listDeliveries } from "./queries.ts";

export const deliveryServer = serve(deliveryOperations, {
  list: listDeliveries,
  get: (ctx, { id }) => getDelivery(ctx, id),
  resend,
  test: sendTest,
});
