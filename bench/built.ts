import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { rootFolder } from "#app/house.ts";
import { quantile, type Row, timed } from "./measure.ts";
import type { Work } from "./works.ts";

const dist = join(rootFolder(), "dist");
const nothing = { floor: null, goal: null, p95: null, p95Goal: null, statements: null };

/** 启动: the built server over a database that is there, until its first page has been served. */
export const start: Work = {
  name: "start",
  measure: async () => {
    const script = join(dist, "server", "server.js");
    if (!existsSync(script)) return [absent("启动到第一页", "dist/server 尚未构建")];
    const folder = mkdtempSync(join(tmpdir(), "luodi-bench-start-"));
    try {
      const first = await timed(() => startOnce(script, folder));
      const times: number[] = [];
      for (let round = 0; round < 5; round++) times.push(await timed(() => startOnce(script, folder)));
      const note = `目标 ≤ 4000 ms；首次（含演示数据）${Math.round(first)} ms`;
      return [{ ...nothing, work: "启动到第一页", of: "已有演示库，5 次", ours: quantile(times, 0.5), note }];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function startOnce(script: string, folder: string): Promise<void> {
  const env = { ...process.env, LUODI_DATA: folder, LUODI_DEMO: "1", PORT: "0", DATABASE_URL: undefined };
  const server = spawn(process.execPath, [script], { env, stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(server, "exit");
  try {
    let said = "";
    for await (const part of server.stdout) {
      said += String(part);
      const address = /落地 ready at (\S+)/.exec(said)?.[1];
      if (!address) continue;
      const answer = await fetch(address);
      await answer.text();
      if (!answer.ok) throw new Error(`first page ${answer.status}`);
      return;
    }
    throw new Error(`server ended: ${said}`);
  } finally {
    server.kill("SIGTERM");
    await ended;
  }
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

const absent = (work: string, note: string): Row => ({ ...nothing, work, of: "", ours: Number.NaN, note });
