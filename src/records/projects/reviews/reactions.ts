import type { Gate } from "../stages/queries.ts";
import { findMissingReview } from "./queries.ts";

/** 关口·评审: what is under way is waited for, what was refused goes no further. */
export const reviewGate: Gate = { key: "reviews", find: findMissingReview };
