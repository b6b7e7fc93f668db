import { answerWith } from "#kit/documents/reading/isolated.ts";
import { readDocument } from "#kit/documents/reading/read.ts";
import type { CheckReport } from "#results/checks/contract.ts";
import { checkDocument } from "#results/checks/rules.ts";

/** The thread a stranger's file is read and checked in, one after the other. */
answerWith(async ({ bytes, name }: { bytes: Uint8Array; name: string }): Promise<CheckReport> => {
  const { document, format, unread } = await readDocument(bytes, name);
  return checkDocument(document, { format, unread });
});
