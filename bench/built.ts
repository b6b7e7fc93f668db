import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { rootFolder } from "#app/house.ts";
import { visit } from "./door.ts";
import { quantile, type Row, timed } from "./measure.ts";
import type { Work } from "./works.ts";

const dist = join(rootFolder(), "dist");
const script = join(dist, "server", "server.js");
const nothing = { floor: null, goal: null, p95: null, p95Goal: null, statements: null };

/** 启动: the built server over a database that is there, until its first page has been served. */
export const start: Work = {
  name: "start",
  measure: async () => {
    if (!isBuilt()) return [absent("启动到第一页", "dist/server 尚未构建")];
    const folder = mkdtempSync(join(tmpdir(), "luodi-bench-start-"));
    try {
      const first = await timed(() => startOnce(folder));
      const times: number[] = [];
      for (let round = 0; round < 5; round++) times.push(await timed(() => startOnce(folder)));
      const note = `目标 ≤ 4000 ms；首次（含演示数据）${Math.round(first)} ms`;
      return [{ ...nothing, work: "启动到第一页", of: "已有演示库，5 次", ours: quantile(times, 0.5), note }];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function startOnce(folder: string): Promise<void> {
  const { address, stop } = await startBuilt(folder);
  try {
    const answer = await fetch(address);
    await answer.text();
    if (!answer.ok) throw new Error(`first page ${answer.status}`);
  } finally {
    await stop();
  }
}

export const isBuilt = () => existsSync(script);

/** The built server over a folder of data, with the demo in it. */
export async function startBuilt(folder: string) {
  const env = { ...process.env, LUODI_DATA: folder, LUODI_DEMO: "1", PORT: "0", DATABASE_URL: undefined };
  const server = spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(server, "exit");
  let said = "";
  const address = await new Promise<string>((resolve, reject) => {
    server.stdout.on("data", (part: Buffer) => {
      said += String(part);
      const [, found] = /落地 ready at (\S+)/.exec(said) ?? [];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`server ended: ${said}`)));
  });
  return {
    address,
    visitor: (login: string) => visit(Number(new URL(address).port), login),
    memory: () => residentOf(server.pid ?? 0),
    stop: async () => {
      server.kill("SIGTERM");
      await ended;
    },
  };
}

/** Bytes; only where the system tells them as Linux does. */
function residentOf(pid: number): number {
  const path = `/proc/${pid}/status`;
  if (!existsSync(path)) return Number.NaN;
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(path, "utf8"))?.[1] ?? Number.NaN) * 1024;
}

/** 首屏: what a browser loads for the application and one page of it, compressed. */
export const screen: Work = {
  name: "screen",
  measure: async () => {
    const assets = join(dist, "web", "assets");
    if (!existsSync(assets)) return [absent("首屏 JS（gzip）", "dist/web 尚未构建")];
    const html = readFileSync(join(dist, "web", "index.html"), "utf8");
    const entries = [...html.matchAll(/\/assets\/([^"]+\.js)"/g)].map(([, name]) => name ?? "");
    const frame = withImports(assets, entries);
    const pages = readdirSync(assets).filter((name) =>
      /^(?:[A-Z]\w+)(?:List|Page|Tables|Home|Desk)-.*\.js$/.test(name),
    );
    const sized = (names: Iterable<string>) =>
      [...names].reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0) / 1000;
    const loaded = pages.map((page) => ({ page, size: sized(new Set([...frame, ...withImports(assets, [page])])) }));
    const largest = loaded.sort((a, b) => b.size - a.size)[0] ?? { page: "", size: sized(frame) };
    const note = `kB，目标 ≤ 300；外框 ${sized(frame).toFixed(0)} kB，最大的页是 ${largest.page.split("-")[0]}`;
    return [{ ...nothing, work: "首屏 JS（gzip）", of: `${pages.length} 页中最大的一页`, ours: largest.size, note }];
  },
};

/** These files and all that they import at once; what they load later is not counted. */
function withImports(folder: string, names: string[], known = new Set<string>()): Set<string> {
  for (const name of names) {
    if (known.has(name)) continue;
    known.add(name);
    const text = readFileSync(join(folder, name), "utf8");
    const imported = [...text.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)].map(([, each]) => each ?? "");
    withImports(folder, imported, known);
  }
  return known;
}

export const absent = (work: string, note: string): Row => ({ ...nothing, work, of: "", ours: Number.NaN, note });
