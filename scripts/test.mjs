/**
 * `npm test`: everything, and what it needs is made ready first. `npm test -- --only check|operations|journeys` runs a part of it;
 * `--only postgres` runs the tests that touch a database against the server named by LUODI_TEST_DATABASE_URL.
 * The last line says how it went: `N passed, N failed`.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, install, root, run } from "./prepare.mjs";
import { resultOf } from "./results.mjs";

const [option, only] = process.argv.slice(2);
const isKnown = !option || (option === "--only" && ["check", "operations", "journeys", "postgres"].includes(only));
const wants = (part) => (only ?? part) === part;
const sum = { passed: 0, failed: 0 };
const failed = [];
const folder = mkdtempSync(join(tmpdir(), "luodi-test-"));

// Also where something below ends the process: a build that failed is a failed test.
process.on("exit", (code) => {
  rmSync(folder, { recursive: true, force: true });
  if (code !== 0 && sum.failed === 0) sum.failed += 1;
  // Said once more at the end, where a long log is read.
  for (const each of failed) console.log(`未通过 failed: ${each}`);
  console.log(`${sum.passed} passed, ${sum.failed} failed`);
});

if (!isKnown) {
  console.error("用法：npm test -- --only check|operations|journeys|postgres");
  process.exit(2);
}
install();
if (wants("check") && run(process.execPath, ["scripts/check.mjs"]) !== 0) fail("检查 check");
if (wants("operations")) vitest("规则与操作 operations", []);
if (only === "postgres") vitest("真实 PostgreSQL postgres", databaseTests());
if (wants("journeys")) {
  build();
  vitest("旅程 journeys", ["--config", "vitest.journeys.config.ts"]);
}
process.exitCode = sum.failed > 0 ? 1 : 0;

function vitest(title, words) {
  console.log(`\n── ${title}`);
  const report = join(folder, `${Date.now()}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const bin = join(root, "node_modules", "vitest", "vitest.mjs");
  const status = run(process.execPath, [bin, "run", ...words, ...reporters], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  const result = resultOf(report);
  sum.passed += result.passed;
  for (const each of result.failed) fail(each);
  // An error outside of every test, or no test at all.
  if (status !== 0 && result.failed.length === 0) fail(title);
}

function fail(title) {
  sum.failed += 1;
  failed.push(title);
}

/** Rules need no database and were run once already. */
function databaseTests() {
  const inside = (place) => readdirSync(join(root, place), { recursive: true }).map((name) => join(place, name));
  const files = ["src", "tests"].flatMap(inside).filter((file) => /^(?!.*journeys).*\.test\.ts$/.test(file));
  const needle = /support\/(database|postgres)|LUODI_TEST_DATABASE_URL/;
  return files.filter((file) => needle.test(readFileSync(join(root, file), "utf8")));
}
