import { Failure } from "#kit/base/errors.ts";
import type { Input } from "#kit/base/operation.ts";
import type { Asker } from "#kit/server/serve.ts";
import { longestText, type readingOperations } from "./contract.ts";

/** Reads a stranger's file in a thread that may be ended; the doors bring it. */
export type ReadFile = (
  file: { name: string; bytes: Uint8Array },
  signal: AbortSignal,
) => Promise<{ text: string; unread: string[] }>;

/** 读文本: what is sent is answered and forgotten; the officer sees the words before they are kept. */
export const readSent =
  (readFile: ReadFile) =>
  async ({ signal }: Asker, { name, content }: Input<typeof readingOperations.read>) => {
    const bytes = new Uint8Array(Buffer.from(content, "base64"));
    if (bytes.length === 0) throw new Failure("refused", "agreements.read.empty", "文件是空的，请重新选择");
    const read = await readFile({ name, bytes }, signal);
    if (read.text.length > longestText)
      throw new Failure(
        "refused",
        "agreements.read.long",
        `文本超过 ${longestText / 10_000} 万字，请只上传协议正文，附件另传`,
      );
    return read;
  };
