import { Failure } from "#kit/base/errors.ts";
import type { Reaction } from "#kit/server/context.ts";
import { when } from "#kit/server/news.ts";
import { companyEntering } from "../actions.ts";
import { findAlike } from "./queries.ts";

/** 新增前查重, at every door: a company like one that is there is entered only with a reason. */
export const alikeReactions: Reaction[] = [
  when(companyEntering, async (ctx, { reason, ...wanted }) => {
    if (reason) return;
    const { asks } = await findAlike(ctx, wanted);
    if (!asks) return;
    const fields = [{ path: "duplicateReason", message: "请写明与在库的那家有何不同" }];
    throw new Failure("refused", asks.code, asks.message, { fields });
  }),
];
