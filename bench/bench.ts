/** `npm run bench -- [--only NAME] [--size agency] [--json FILE] [--full]`: measures side by side with the floor. */
import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Row } from "./measure.ts";
import { screen, start } from "./built.ts";
import { desk } from "./desk.ts";
import { imports } from "./imports.ts";
import { merging } from "./merging.ts";
import { projects } from "./projects.ts";
import { figures, list, page, search } from "./reads.ts";
import { scope } from "./scope.ts";
import { openStage } from "./stage.ts";
import { openBench, type Work } from "./works.ts";
import { chain, write } from "./writes.ts";

// The chain is verified while it is whole: the floor of `write` adds history outside of it.
const works: Work[] = [
  list,
  search,
  page,
  projects,
  figures,
  desk,
  chain,
  write,
  scope,
  imports,
  merging,
  start,
  screen,
];

const { values } = parseArgs({
  options: {
    only: { type: "string" },
    size: { type: "string", default: "agency" },
    json: { type: "string" },
    full: { type: "boolean", default: false },
    /** Prints the statements of one call, with their time. */
    trace: { type: "boolean", default: false },
  },
});
const wanted = works.filter(({ name }) => values.only === undefined || values.only.split(",").includes(name));
if (wanted.length === 0)
  throw new Error(`没有这一项：${values.only}。可选：${works.map(({ name }) => name).join("、")}`);

const sizeName = values.full && values.size === "agency" ? "full" : values.size;
const rows: Row[] = [];
const cell = (value: number | null, digits = 2) => (value === null || Number.isNaN(value) ? "" : value.toFixed(digits));
const columns: [title: string, show: (row: Row) => string][] = [
  ["项目", ({ work }) => work],
  ["规模", ({ of }) => of],
  ["下限 ms", ({ floor }) => cell(floor)],
  ["本系统 ms", ({ ours }) => cell(ours)],
  ["比", ({ floor, ours }) => (floor === null ? "" : cell(ours / floor))],
  ["CPU 比", ({ cpu }) => cell(cpu ?? null)],
  ["目标", ({ goal }) => (goal === null ? "" : `≤ ${goal}`)],
  ["p95 ms", ({ p95, p95Goal }) => (p95 === null ? "" : cell(p95, 1) + (p95Goal === null ? "" : ` (≤ ${p95Goal})`))],
  ["语句", ({ statements }) => (statements === null ? "" : String(statements))],
  [
    "说明",
    ({ note, floor, ours, goal }) => (floor !== null && goal !== null && ours / floor > goal ? `超出 ${note}` : note),
  ],
];
/** Of the whole machine: absolute times of a busy one say little, ratios still do. */
const load = () => (loadavg()[0] ?? 0).toFixed(1);
const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
const stage = await openStage(sizeName, (words) => console.error(words));
const bench = await openBench(stage, { isTraced: values.trace, isFull: values.full });
try {
  console.log(`${stage.databaseName}，规模 ${sizeName}，Node ${process.versions.node}，负载 ${load()}\n`);
  console.log(line(columns.map(([title]) => title)));
  console.log(line(columns.map(() => "---")));
  for (const { measure } of wanted) {
    for (const row of await measure(bench)) {
      rows.push(row);
      console.log(line(columns.map(([, show]) => show(row))));
    }
  }
  console.log(`\n完成时负载 ${load()}\n`);
} finally {
  await bench.close();
  await stage.close();
}
if (values.json) {
  writeFileSync(
    values.json,
    `${JSON.stringify({ database: stage.databaseName, size: sizeName, node: process.version, rows }, null, 2)}\n`,
  );
}
