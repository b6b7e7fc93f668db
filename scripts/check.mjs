/** `npm run check`: every check that needs no running program, one after another; all of them run, then the sum. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

const folders = ["src", "demo", "tests", "bench", "scripts", "bin"].filter((folder) => existsSync(folder));

const checks = [
  ["格式 format", "biome", ["format", "."]],
  ["类型 types", "tsc", ["--noEmit"]],
  // oxlint without explicit folders would read node_modules wherever .gitignore is missing
  ["规范 lint", "oxlint", ["--type-aware", "--deny-warnings", ...folders]],
  ["闲置 unused", "knip", ["--no-progress"]],
  ["房屋 house", process.execPath, ["scripts/house.mjs"]],
];

const results = checks.map(([label, command, args]) => {
  console.log("\n──", label);
  const started = performance.now();
  const { status } = spawnSync(command, args, { stdio: "inherit", env: withTools(process.env) });
  return { label, passed: status === 0, seconds: ((performance.now() - started) / 1000).toFixed(1) };
});

console.log("");
for (const { label, passed, seconds } of results) console.log(passed ? "通过 ok  " : "未过 FAIL", label, seconds, "s");
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;

/** The project's own tools come first, also when this is not started by npm. */
function withTools(env) {
  return { ...env, PATH: `node_modules/.bin:${env.PATH}` };
}
