import { serve } from "#kit/server/serve.ts";
import { occupySite, vacateSite, voidOccupation } from "./actions.ts";
import { occupationOperations } from "./contract.ts";

export const occupationServer = serve(occupationOperations, {
  occupy: occupySite,
  vacate: vacateSite,
  void: voidOccupation,
});
