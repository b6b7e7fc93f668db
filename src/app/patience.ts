/*
 * 耐心的编译: V8 is told to think twice before it optimizes.
 *
 * A check is thousands of patterns and functions that run a little each. By its own measure V8 rewrites two hundred functions
 * for speed within the first document, which takes as much of the processors as all else together and has little to show for
 * it. What a server runs again and again is optimized all the same, only later.
 *
 * Patterns are made native at once, not read as bytecode the first time: nearly all are needed more than once. What is young is
 * collected by the thread itself: there is little of it, and to call helpers takes longer.
 *
 * The words for it differ from one V8 to the next, and a wrong one is complained of: a Node that is not known is left as it is.
 */
import { setFlagsFromString } from "node:v8";

const ofTwentyTwo = ["--invocation-count-for-turbofan=30000", "--no-maglev"];
const everywhere = ["--no-regexp-tier-up", "--no-parallel-scavenge"];
const later: Record<string, string[]> = {
  20: ["--interrupt-budget=1000000"],
  22: ofTwentyTwo,
  24: ofTwentyTwo,
};

/** Of the whole process, all its threads: to be called by what does nothing but check, or checks again and again. */
export function optimizeLate(): void {
  const flags = later[process.versions.node.split(".")[0] ?? ""];
  if (flags) for (const flag of [...flags, ...everywhere]) setFlagsFromString(flag);
}
