import { when } from "#kit/server/news.ts";
import { approvalBegun, approvalDecided, approvalHandedOn } from "../queries.ts";
import { followApproval, handOnMemo } from "./actions.ts";

export const memoReactions = [
  when(approvalBegun, (ctx, told) => followApproval(ctx, { ...told, state: "pending" })),
  when(approvalDecided, (ctx, { outcome, ...told }) => followApproval(ctx, { ...told, state: outcome })),
  when(approvalHandedOn, handOnMemo),
];
