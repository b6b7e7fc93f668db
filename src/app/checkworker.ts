import { answerWith } from "#kit/documents/reading/isolated.ts";
import { readDocument } from "#kit/documents/reading/read.ts";
import type { Checked, Task } from "./checking.ts";
import { optimizeLate } from "./patience.ts";
import { checkDocument, findingsIn } from "#results/checks/rules.ts";

optimizeLate();

/** The thread a stranger's file is read and checked in, one after the other. */
answerWith(async ({ bytes, name, isBrief }: Task): Promise<Checked> => {
  const { document, format, unread } = await readDocument(bytes, name);
  return isBrief ? { ...findingsIn(document), unread } : checkDocument(document, { format, unread });
});
