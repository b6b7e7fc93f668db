/*
 * 排版进程: the typesetter is native code, which no thread can be made to leave, so it runs in a process of its own. One that takes
 * too long or too much is ended, and whoever asked is told in words. One that answered is kept for a minute: to load its letters
 * takes longer than to set a page.
 */
import { type ChildProcess, fork } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Failure } from "#kit/base/errors.ts";
import { workerBeside } from "../../reading/isolated.ts";

export interface Task {
  /** The sheet in each of the sizes to be tried, as JSON. */
  sheets: string[];
  mostPages: number;
}

/** `isWide`: what it has taken for this one it will not give back, so it is not kept. */
export type Answer = { bytes: Uint8Array; isWide: boolean } | { fault: string } | { missing: string };

export interface Allowance {
  seconds: number;
  megabytes: number;
}

const usual: Allowance = { seconds: 10, megabytes: 1024 };
const idleMilliseconds = 60_000;
const worker = workerBeside("pdfworker", import.meta.url);

let kept: { child: ChildProcess; end: NodeJS.Timeout; megabytes: number } | null = null;

export async function typeset(task: Task, allowance = usual): Promise<Uint8Array> {
  const child = take(allowance) ?? start(allowance);
  try {
    const answer = await ask(child, task, allowance);
    if (!("isWide" in answer && answer.isWide)) keep(child, allowance);
    if ("bytes" in answer) return answer.bytes;
    throw "missing" in answer ? noTypesetter() : toldOf(answer.fault);
  } finally {
    if (kept?.child !== child) child.kill("SIGKILL");
  }
}

function take({ megabytes }: Allowance): ChildProcess | null {
  if (!kept || kept.megabytes !== megabytes) return null;
  const { child, end } = kept;
  kept = null;
  clearTimeout(end);
  child.removeAllListeners();
  if (!child.connected) return null;
  child.ref();
  child.channel?.ref();
  return child;
}

function start({ megabytes }: Allowance): ChildProcess {
  // Node 20 reads no TypeScript by itself: in development a reader of it comes first.
  const reader = createRequire(import.meta.url);
  const execArgv = worker.pathname.endsWith(".ts") ? ["--import", `file://${reader.resolve("tsx")}`] : [];
  // Windows finds its own libraries through this one; nothing else of the environment is the typesetter's business.
  const { SystemRoot = "" } = process.env;
  return fork(fileURLToPath(worker), [String(megabytes * 1024 * 1024)], {
    execArgv,
    env: { SystemRoot },
    serialization: "advanced",
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
}

async function ask(child: ChildProcess, task: Task, { seconds }: Allowance): Promise<Answer> {
  let deadline: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Answer>((resolve, reject) => {
      deadline = setTimeout(() => reject(tooLong(seconds)), seconds * 1000);
      child.once("message", (answer) => resolve(answer as Answer));
      child.once("error", reject);
      child.once("exit", (code, signal) =>
        reject(signal ? tooLarge() : new Error(`the typesetter ended with ${code}`)),
      );
      child.send(task, (error) => error && reject(error));
    });
  } finally {
    clearTimeout(deadline);
    child.removeAllListeners();
  }
}

/** Waits without keeping this process alive. */
function keep(child: ChildProcess, { megabytes }: Allowance): void {
  if (kept || !child.connected) return;
  const leave = () => {
    if (kept?.child === child) {
      clearTimeout(kept.end);
      kept = null;
    }
    child.kill("SIGKILL");
  };
  child.once("exit", leave);
  child.once("error", leave);
  child.unref();
  child.channel?.unref();
  kept = { child, end: setTimeout(leave, idleMilliseconds).unref(), megabytes };
}

const missingLetter = /the text \\*"(.+?)\\*" could not be displayed/;

function toldOf(fault: string): Error {
  const [, letters] = missingLetter.exec(fault) ?? [];
  if (letters === undefined) return new Error(`the typesetter failed: ${fault}`);
  return refused("letters", `随附的字体里没有“${letters}”这个字，PDF 印不出来。请下载 Word 文档，用本机的字体打印`);
}

const refused = (code: string, message: string) => new Failure("refused", `pdf.${code}`, message);
const tooLong = (seconds: number) =>
  refused("slow", `排版超过 ${seconds} 秒，已停止。内容太多，请下载 Word 文档，或分成几份`);
const tooLarge = () => refused("memory", "排版要占用太多内存，已停止。内容太多，请下载 Word 文档，或分成几份");
const noTypesetter = () => refused("missing", "这台服务器没有适用的排版组件，不能生成 PDF。请下载 Word 文档");
