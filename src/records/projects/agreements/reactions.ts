import type { Gate } from "../stages/queries.ts";
import { findMissingReviews } from "./queries.ts";

/** 关口·公平竞争审查: no 签约 without a current review and with an open stop. */
export const agreementGate: Gate = { key: "agreements", find: findMissingReviews };
