import { serve } from "#kit/server/serve.ts";
import { answerOpinion, askDepartments, settleOpinion } from "./actions.ts";
import { opinionOperations } from "../reviews/contract.ts";

export const opinionServer = serve(opinionOperations, {
  ask: askDepartments,
  answer: answerOpinion,
  settle: settleOpinion,
});
