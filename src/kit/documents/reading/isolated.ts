/*
 * 隔离读取: a stranger's file is read in a thread of its own, which may be stopped at any moment.
 *
 * No reader can be trusted to end on every file that was made to hurt it. A thread that takes too long, or more memory than it
 * was given, is ended from outside, and the officer is told in words. What it refuses itself comes back as the same Failure;
 * anything else it throws is our own fault and stays one.
 *
 * A thread that answered is kept for a minute: what it has compiled makes the next file three times as fast. One that did not
 * is never asked again.
 */
import { isMainThread, parentPort, Worker, type WorkerOptions } from "node:worker_threads";
import { Failure, type FailureKind } from "#kit/base/errors.ts";
import { unreadableDocument } from "./refusals.ts";

export interface Allowance {
  seconds: number;
  /** Of objects; buffers beside them may take as much again. */
  megabytes: number;
}

type Answer =
  | { answer: unknown }
  | { failure: { kind: FailureKind; code: string; message: string } }
  | { fault: string };

const mebibyte = 1024 * 1024;
const everyMilliseconds = 50;

/** The address of worker `name` beside the file that asks, built or not: `workerBeside("checkworker", import.meta.url)`. */
export function workerBeside(name: string, from: string): URL {
  return new URL(`./${name}${from.endsWith(".ts") ? ".ts" : ".js"}`, from);
}

interface Idle {
  thread: Worker;
  end: NodeJS.Timeout;
}

/** Threads that wait for their next question, by script. */
const idle = new Map<string, Idle[]>();
const mostIdle = 2;
const idleMilliseconds = 60_000;

/** Has the script at `worker` work on a copy of `input`; the script answers through `answerWith`. */
export async function inWorker<T>(worker: URL | string, input: unknown, allowance: Allowance): Promise<T> {
  const key = `${worker.toString()} ${allowance.megabytes}`;
  const kept = idle.get(key)?.pop();
  clearTimeout(kept?.end);
  const thread =
    kept?.thread ?? start(new URL(worker), { resourceLimits: { maxOldGenerationSizeMb: allowance.megabytes } });
  thread.removeAllListeners();
  thread.ref();
  try {
    const answer = await ask<T>(thread, input, allowance);
    keep(key, thread);
    return answer;
  } catch (error) {
    await thread.terminate();
    // What the file before it left behind may have ended the thread.
    const isLeftOver = kept && error instanceof Failure && error.code === stopped().code;
    if (isLeftOver) return inWorker(worker, input, allowance);
    throw error;
  }
}

async function ask<T>(thread: Worker, input: unknown, { seconds, megabytes }: Allowance): Promise<T> {
  const before = process.memoryUsage.rss();
  let watch: NodeJS.Timeout | undefined;
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      // Buffers are outside of the limits a thread can be given, so the whole process is watched.
      watch = setInterval(() => {
        if (process.memoryUsage.rss() - before > 2 * megabytes * mebibyte) reject(tooLarge());
      }, everyMilliseconds);
      deadline = setTimeout(() => reject(tooSlow(seconds)), seconds * 1000);
      thread.once("message", (message: Answer) => {
        if ("answer" in message) resolve(message.answer as T);
        else if ("fault" in message) reject(new Error(message.fault));
        else reject(new Failure(message.failure.kind, message.failure.code, message.failure.message));
      });
      thread.once("error", (error: Error & { code?: string }) => {
        reject(error.code === "ERR_WORKER_OUT_OF_MEMORY" ? tooLarge() : error);
      });
      thread.once("exit", () => reject(stopped()));
      thread.postMessage(input);
    });
  } finally {
    clearInterval(watch);
    clearTimeout(deadline);
  }
}

/** Waits without keeping the process alive, and ends by itself; at once if it stirs although nobody asked. */
function keep(key: string, thread: Worker): void {
  const waiting = idle.get(key) ?? [];
  idle.set(key, waiting);
  const leave = () => {
    const at = waiting.findIndex((each) => each.thread === thread);
    if (at >= 0) clearTimeout(waiting.splice(at, 1)[0]?.end);
    void thread.terminate();
  };
  thread.removeAllListeners();
  for (const sign of ["message", "error", "exit"] as const) thread.once(sign, leave);
  thread.unref();
  waiting.push({ thread, end: setTimeout(leave, idleMilliseconds).unref() });
  if (waiting.length > mostIdle) leave();
}

function start(script: URL, options: WorkerOptions): Worker {
  const alone = { ...options, env: {}, execArgv: [] };
  if (!script.pathname.endsWith(".ts")) return new Worker(script, alone);
  // Node 20 reads no TypeScript by itself: in development a line of JavaScript comes first.
  const opening = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(script)}); })`;
  return new Worker(opening, { ...alone, eval: true });
}

/** In the thread: does the work whenever it is asked, and sends the answer home. */
export function answerWith<I, O>(work: (input: I) => Promise<O>): void {
  if (isMainThread) throw new Error("This file is started as a thread.");
  const send = (answer: Answer) => parentPort?.postMessage(answer);
  const fail = ({ kind, code, message }: Failure) => send({ failure: { kind, code, message } });
  // What a library leaves lying about while it reads a broken file is not ours to log.
  process.on("uncaughtException", () => fail(stopped()));
  parentPort?.on("message", (input: I) => {
    work(input).then(
      (answer) => send({ answer }),
      (error: unknown) => {
        if (error instanceof Failure) fail(error);
        // Too deep, too long, too large: only a file that means harm gets there.
        else if (error instanceof RangeError) fail(stopped());
        else send({ fault: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      },
    );
  });
}

const advice = "请用 Office 或 WPS 打开后另存一份，或分成几个文件再试";

function tooSlow(seconds: number): Failure {
  return unreadableDocument("slow", `读取超过 ${seconds} 秒，已停止。${advice}`);
}

function tooLarge(): Failure {
  return unreadableDocument("memory", `读取这个文件要占用太多内存，已停止。${advice}`);
}

function stopped(): Failure {
  return unreadableDocument("stopped", `这个文件使读取中断，未能读完。${advice}`);
}
