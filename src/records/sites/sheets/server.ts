import { servePaper } from "#kit/server/papers.ts";
import { sheetOperations } from "./contract.ts";
import { composeOffer } from "./queries.ts";

export const sheetServer = [servePaper(sheetOperations.sheet, composeOffer)];
