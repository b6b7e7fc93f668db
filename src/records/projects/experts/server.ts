import { serve } from "#kit/server/serve.ts";
import { addExpert, chooseSeat, drawSeats, recuseSeat, retireExpert, scoreSeat } from "./actions.ts";
import { expertOperations, seatOperations } from "../reviews/contract.ts";
import { listExperts } from "./queries.ts";

export const expertServer = [
  ...serve(expertOperations, { list: listExperts, add: addExpert, retire: retireExpert }),
  ...serve(seatOperations, { draw: drawSeats, choose: chooseSeat, recuse: recuseSeat, score: scoreSeat }),
];
