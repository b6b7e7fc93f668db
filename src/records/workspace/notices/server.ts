import { serve } from "#kit/server/serve.ts";
import type { SubjectPage } from "../subjects/queries.ts";
import { readAllNotices, readNotice, savePreference } from "./actions.ts";
import { noticeOperations, noticePreferenceOperations } from "./contract.ts";
import { countNotices, getPreference, listNotices } from "./queries.ts";

export const noticeServer = (pages: readonly SubjectPage[]) => [
  ...serve(noticeOperations, {
    list: (ctx, input) => listNotices(ctx, pages, input),
    count: countNotices,
    read: readNotice,
    readAll: readAllNotices,
  }),
  ...serve(noticePreferenceOperations, { get: getPreference, save: savePreference }),
];
