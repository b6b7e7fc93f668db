import { serve } from "#kit/server/serve.ts";
import { resendMemo, submitMemo, updateMemo } from "./actions.ts";
import { memoOperations } from "./contract.ts";
import { getMemoPage, listMemos, writeSheet } from "./queries.ts";

export const memoServer = serve(memoOperations, {
  list: listMemos,
  get: getMemoPage,
  sheet: writeSheet,
  submit: submitMemo,
  update: updateMemo,
  resend: resendMemo,
});
