/**
 * Runs a command beside a throw-away PostgreSQL of its own: `node scripts/postgres.mjs --quick npm test -- --only postgres`.
 * With `--quick` it does not wait for the disk; to measure, leave it out.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { tsImport } from "tsx/esm/api";

const { startPostgres } = await tsImport("../tests/support/postgres.ts", import.meta.url);
const [first, ...others] = process.argv.slice(2);
const isQuick = first === "--quick";
const [command, ...words] = isQuick ? others : [first, ...others];
const cluster = await startPostgres({ isQuick });
if (!cluster) {
  console.error("本机没有 PostgreSQL 15 或更高版本的程序");
  process.exit(1);
}
const env = { ...process.env, LUODI_TEST_DATABASE_URL: cluster.url };
const running = spawn(command, words, { stdio: "inherit", env });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => running.kill(signal));
const [status] = await once(running, "exit");
await cluster.stop();
process.exitCode = status ?? 1;
