import { serve } from "#kit/server/serve.ts";
import { concludeLegality, concludePanel, decideReview, meetCondition, openReview, withdrawReview } from "./actions.ts";
import { reviewOperations } from "./contract.ts";
import { getReviewPage, listReviews } from "./queries.ts";

export const reviewServer = serve(reviewOperations, {
  list: listReviews,
  get: getReviewPage,
  open: openReview,
  concludePanel,
  concludeLegality,
  decide: decideReview,
  withdraw: withdrawReview,
  meet: meetCondition,
});
