/*
 * 耐心的编译: V8 is told to think twice before it optimizes.
 *
 * A check is some thousand patterns and functions that run a little each. By its own measure V8 rewrites two hundred of them for speed
 * within the first document, which takes as much of the processors as all else together, and has little to show for it: of
 * a document of 45,000 characters half the time goes, of sixteen times as much a third. Code that a server runs again and
 * again is optimized all the same, only later. Patterns are made native at once instead of being read once as bytecode first:
 * nearly all are needed more than once.
 *
 * The words for it differ from one V8 to the next, and a wrong one is complained of: a Node that is not known is left as it is.
 */
import { setFlagsFromString } from "node:v8";

const ofTwentyTwo = ["--invocation-count-for-turbofan=30000", "--no-maglev", "--no-regexp-tier-up"];
const flags: Record<string, string[]> = {
  20: ["--interrupt-budget=1000000", "--no-regexp-tier-up"],
  22: ofTwentyTwo,
  24: ofTwentyTwo,
};

/** Of the whole process, all its threads: to be called by what does nothing but check, or checks again and again. */
export function optimizeLate(): void {
  for (const flag of flags[process.versions.node.split(".")[0] ?? ""] ?? []) setFlagsFromString(flag);
}
