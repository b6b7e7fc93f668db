import { when } from "#kit/server/news.ts";
import { referralFiled, referralWithdrawn } from "../referral/actions.ts";
import { raiseDisputes, settleDisputes } from "./actions.ts";

export const disputeReactions = [
  when(referralFiled, (ctx, { referral, rivals }) => raiseDisputes(ctx, referral, rivals)),
  when(referralWithdrawn, (ctx, { referral }) => settleDisputes(ctx, referral)),
];
