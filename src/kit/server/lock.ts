import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

/** Who holds a data folder: enough to tell a living holder from one that was killed. */
interface Holder {
  pid: number;
  host: string;
  /** When the process began, in clock ticks since boot where the system tells it: a reused pid is not the holder. */
  began: string;
}

/**
 * 数据目录锁: the embedded database has no lock of its own, and two processes in one folder lose rows in silence.
 * Returns the release; throws with a Chinese sentence when another living process holds the folder.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, "lock");
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const file = openSync(path, "wx", 0o600);
      writeSync(
        file,
        JSON.stringify({ pid: process.pid, host: hostname(), began: beganOf(process.pid) } satisfies Holder),
      );
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = readHolder(path);
      refuseIfHeld(holder);
      if (!holder && isYoung(path)) continue;
      // Two starters may both have seen the dead holder: what one moves aside is looked at once more, so that
      // neither can throw away the lock the other has just taken.
      const aside = `${path}.${process.pid}`;
      if (!moveAside(path, aside)) continue;
      const moved = readHolder(aside);
      if (moved && isAlive(moved)) {
        renameSync(aside, path);
        refuseIfHeld(moved);
      }
      rmSync(aside, { force: true });
    }
  }
  throw new Error("无法取得数据目录的锁，请稍后再试。");
}

/** Created, but not yet written: by a process that is alive and about to, until enough time has passed. */
function isYoung(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  return found !== undefined && Date.now() - found.mtimeMs < 5_000;
}

/** False when another starter was quicker. */
function moveAside(path: string, aside: string): boolean {
  try {
    renameSync(path, aside);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}

function refuseIfHeld(holder: Holder | null): void {
  if (!holder || !isAlive(holder)) return;
  throw new Error(`数据目录正被另一个进程使用（进程 ${holder.pid}）。请先停止它，或通过正在运行的服务办理。`);
}

function readHolder(path: string): Holder | null {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Holder;
  } catch {
    // Written half by a process that was killed in between: nobody holds it.
    return null;
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  if (holder.pid === process.pid && holder.began === beganOf(process.pid)) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return holder.began === beganOf(holder.pid);
}

function beganOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    // Not Linux: the pid alone must do.
    return "";
  }
}
