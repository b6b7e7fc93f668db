import type { Outbound } from "#kit/server/outbound.ts";
import { serve } from "#kit/server/serve.ts";
import { setMail, setRobot } from "./actions.ts";
import { channelOperations } from "./contract.ts";
import { getChannels } from "./queries.ts";

export const channelServer = (outbound: Outbound) =>
  serve(channelOperations, {
    get: getChannels,
    setMail,
    setRobot: (ctx, input) => setRobot(ctx, outbound, input),
  });
