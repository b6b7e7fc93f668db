import { answerWith } from "#kit/documents/reading/isolated.ts";
import { readDocument } from "#kit/documents/reading/read.ts";
import { textOfDocument } from "#records/projects/reading/rules.ts";
import type { ReadTask, Words } from "./reading.ts";

/** The thread a file is read in whose words alone are wanted. */
answerWith(async ({ bytes, name }: ReadTask): Promise<Words> => {
  const { document, unread } = await readDocument(bytes, name);
  return { text: textOfDocument(document), unread };
});
