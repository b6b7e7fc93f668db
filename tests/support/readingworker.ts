import { threadId } from "node:worker_threads";
import { answerWith } from "#kit/documents/reading/isolated.ts";
import { readDocument } from "#kit/documents/reading/read.ts";

interface Task {
  bytes?: Uint8Array;
  name?: string;
  /** What else the thread is to do, to see how it is told. */
  deed?: "loop" | "hoard" | "fault" | "leave" | "leak" | "name" | "linger";
}

/** 读文件的线程, as the tests start it. */
answerWith(async ({ bytes = new Uint8Array(), name = "", deed }: Task) => {
  if (deed === "linger") setTimeout(() => process.exit(3), 200);
  if (deed === "name" || deed === "linger") return threadId;
  if (deed === "loop") for (;;) continue;
  if (deed === "hoard") for (const all: string[][] = []; ; ) all.push(Array.from({ length: 10_000 }, (_, i) => `${i}`));
  if (deed === "fault") throw new TypeError("own mistake");
  if (deed === "leave") process.exit(3);
  if (deed === "leak") {
    void Promise.reject(new Error("left lying about"));
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  return readDocument(bytes, name);
});
