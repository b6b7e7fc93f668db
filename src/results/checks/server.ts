import { serveApart } from "#kit/server/serve.ts";
import { checkOperations, encodedLength, largestDocument } from "./contract.ts";
import { type Checking, checkSent, exportList, offer } from "./queries.ts";

const kibibyte = 1024;

export const checkServer = (checking: Checking) =>
  serveApart(checkOperations, {
    offer: { work: offer(checking), load: { bytes: kibibyte, strangers: { times: 600, minutes: 10 } } },
    check: {
      work: checkSent(checking),
      load: {
        bytes: encodedLength(largestDocument.known) + 4 * kibibyte,
        strangers: { times: 10, minutes: 10 },
      },
    },
    export: { work: exportList(checking), load: { bytes: 8192 * kibibyte, strangers: { times: 30, minutes: 10 } } },
  });
