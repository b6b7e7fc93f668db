import { servePaper } from "#kit/server/papers.ts";
import { serve } from "#kit/server/serve.ts";
import { resendMemo, submitMemo, updateMemo } from "./actions.ts";
import { memoOperations } from "./contract.ts";
import { composeSheet, getMemoPage, listMemos } from "./queries.ts";

const { sheet, ...others } = memoOperations;

export const memoServer = [
  ...serve(others, {
    list: listMemos,
    get: getMemoPage,
    submit: submitMemo,
    update: updateMemo,
    resend: resendMemo,
  }),
  servePaper(sheet, composeSheet),
];
