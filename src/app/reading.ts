import { Failure } from "#kit/base/errors.ts";
import { inWorker, workerBeside } from "#kit/documents/reading/isolated.ts";
import { openTurns } from "#kit/server/turns.ts";
import type { ReadFile } from "#records/projects/reading/queries.ts";

/** What the thread is asked (readworker.ts), and what it answers. */
export interface ReadTask {
  bytes: Uint8Array;
  name: string;
}
export interface Words {
  text: string;
  unread: string[];
}

const sentences = { full: "正在读取的文件较多，请稍候再试", left: "已取消读取" };
const turn = openTurns({ atOnce: 2, waiting: 20 }, (why) => new Failure("refused", `reading.${why}`, sentences[why]));

/** 读文本 of an uploaded file, in a thread of its own that may be ended at any moment. */
export const readFile: ReadFile = (task, signal) =>
  turn(signal, () =>
    inWorker<Words>(workerBeside("readworker", import.meta.url), task, { seconds: 8, megabytes: 512 }),
  );
