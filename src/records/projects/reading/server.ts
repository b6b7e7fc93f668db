import { serveApart } from "#kit/server/serve.ts";
import { encodedLength, readingOperations } from "./contract.ts";
import { type ReadFile, readSent } from "./queries.ts";

const kibibyte = 1024;

export const readingServer = (readFile: ReadFile) =>
  serveApart(readingOperations, {
    read: {
      work: readSent(readFile),
      load: { bytes: encodedLength + 4 * kibibyte, strangers: { times: 10, minutes: 10 } },
    },
  });
