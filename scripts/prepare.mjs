import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Installs what is missing and builds what is stale, and nothing when all is there. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: "inherit",
    shell: process.platform === "win32",
    ...options,
  });
  if (error) throw error;
  return status ?? 1;
}

export function install() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`落地 需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}。请升级后再运行。`);
    process.exit(1);
  }
  const lock = join(root, "package-lock.json");
  const installed = join(root, "node_modules", ".luodi-lock");
  const wanted = createHash("sha256").update(readFileSync(lock)).digest("hex");
  if (existsSync(installed) && readFileSync(installed, "utf8") === wanted) return;
  console.log("落地 首次运行：正在安装依赖 …");
  if (run("npm", ["ci", "--no-audit", "--no-fund"]) !== 0) process.exit(1);
  writeFileSync(installed, wanted);
}

export function build() {
  const stamp = join(root, "dist", ".stamp");
  const wanted = digestOf([
    "src",
    "public",
    "demo",
    "index.html",
    "vite.config.ts",
    "vite.server.config.ts",
    "package-lock.json",
  ]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("落地 正在构建 …");
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  for (const config of ["vite.server.config.ts", "vite.config.ts"]) {
    const env = { ...process.env, NODE_ENV: "production" };
    if (run(process.execPath, [vite, "build", "--logLevel", "warn", "--config", config], { env }) !== 0)
      process.exit(1);
  }
  mkdirSync(join(root, "dist"), { recursive: true });
  writeFileSync(stamp, wanted);
}

function digestOf(places) {
  const digest = createHash("sha256");
  const add = (path) => {
    if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) add(join(path, name));
    else digest.update(path).update(readFileSync(path));
  };
  for (const place of places) if (existsSync(join(root, place))) add(join(root, place));
  return digest.digest("hex");
}
