import { Failure } from "#kit/base/errors.ts";
import { inWorker, workerBeside } from "#kit/documents/reading/isolated.ts";
import { openTurns } from "#kit/server/turns.ts";
import type { CheckReport } from "#results/checks/contract.ts";
import type { Checking } from "#results/checks/queries.ts";
import { sample } from "#results/checks/facts/sample.ts";

/** What the thread is asked (checkworker.ts), and what it answers. */
export interface Task {
  bytes: Uint8Array;
  name: string;
  isBrief: boolean;
}
export type Brief = Pick<CheckReport, "findings" | "unread"> & { held: number };
export type Checked = CheckReport | Brief;

let underway = 0;

/** 读并核对一份文件, in a thread of its own that may be ended at any moment. */
async function inThread<T extends Checked>(task: Task): Promise<T> {
  underway += 1;
  // Who waits at the command line waits alone; ten seconds in all are the most a file may take there.
  const allowance = { seconds: task.isBrief ? 9 : 8, megabytes: 512 };
  return inWorker<T>(workerBeside("checkworker", import.meta.url), task, allowance).finally(() => {
    underway -= 1;
  });
}

/**
 * Who opens the page will send a file soon. Until then a thread reads the sample: it has started and compiled most of what it
 * will need. A thread that is at work already will be as good.
 */
function makeReady(): void {
  if (underway > 0) return;
  inThread({ bytes: new TextEncoder().encode(sample.text), name: sample.name, isBrief: false }).catch(() => {
    // Whoever sends a file is told.
  });
}

const checkFile = (bytes: Uint8Array, name: string) => inThread<CheckReport>({ bytes, name, isBrief: false });

/** Its findings alone. */
export const findingsOf = (bytes: Uint8Array, name: string) => inThread<Brief>({ bytes, name, isBrief: true });

const sentences = { full: "正在核对的文件较多，请稍候再试", left: "已取消核对" };

/** Each check takes a processor for up to eight seconds: two at once leave room for everybody else. */
const turn = openTurns({ atOnce: 2, waiting: 20 }, (why) => new Failure("refused", `checks.${why}`, sentences[why]));

/** Where only this machine can come to the door anybody may check; elsewhere the installation says so by LUODI_PUBLIC_CHECK=1. */
export function offersPublicCheck({ LUODI_PUBLIC_CHECK: said, HOST = "127.0.0.1", LUODI_PROXY }: NodeJS.ProcessEnv) {
  if (said === "1" || said === "0") return said === "1";
  // Behind a proxy, who comes from this machine may come from anywhere.
  return ["127.0.0.1", "localhost", "::1"].includes(HOST) && LUODI_PROXY !== "1";
}

export const checking: Checking = {
  checkFile: ({ bytes, name }, signal) => turn(signal, () => checkFile(bytes, name)),
  isPublic: () => offersPublicCheck(process.env),
  makeReady,
};
