/**
 * `npm run bench:checks [-- --full | --speed | --rules]`: how well and how fast documents are checked. Quality over tests/corpus (and the seed reports where
 * LUODI_SEEDS names their folder); speed of the built program: the command over one document of 45,000 characters, then four and sixteen times as
 * long, and the thread of a server that goes on.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { rootFolder } from "#app/house.ts";
import { inWorker } from "#kit/documents/reading/isolated.ts";
import type { CheckReport } from "#results/checks/contract.ts";
import {
  answersTo,
  broughtToLight,
  checkSample,
  isHeld,
  mutated,
  readCorpus,
  readSample,
  readSeeds,
  type Sample,
} from "#tests/support/corpus.ts";
import { tryAll } from "#tests/support/mutations.ts";

/** Found out of all, by some word. */
class Tally {
  readonly counts = new Map<string, [found: number, all: number]>();
  add(key: string, isFound: boolean): void {
    const [found, all] = this.counts.get(key) ?? [0, 0];
    this.counts.set(key, [found + (isFound ? 1 : 0), all + 1]);
  }
  print(title: string): void {
    const rows = [...this.counts].toSorted((a, b) => b[1][1] - a[1][1]);
    const [found, all] = rows.reduce(([a, b], [, [c, d]]) => [a + c, b + d], [0, 0]);
    console.log(`${title}：${found}/${all}（${percent(found, all)}）`);
    console.log(rows.map(([key, [a, b]]) => `  ${key} ${a}/${b}`).join("\n"));
  }
}

const percent = (part: number, whole: number): string => (whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)}%`);
const { values } = parseArgs({
  options: {
    full: { type: "boolean", default: false },
    speed: { type: "boolean", default: false },
    rules: { type: "boolean", default: false },
  },
});
const server = join(rootFolder(), "dist", "server");

function corpus(samples: Sample[]): void {
  const [kinds, rules, holds] = [new Tally(), new Tally(), new Tally()];
  let [characters, errors, warnings] = [0, 0, 0];
  for (const sample of samples) {
    const clean = checkSample(sample.name, sample.source);
    characters += sample.source.length;
    errors += count(clean, "error");
    warnings += count(clean, "warning");
    for (const { rule, numbers } of sample.holds) holds.add(rule, isHeld(clean, numbers));
    for (const mutation of sample.mutations) {
      const source = mutated(sample.source, mutation);
      if (source === null) throw new Error(`${sample.name}：第 ${mutation.line} 行没有“${mutation.from}”`);
      const found = broughtToLight(clean, checkSample(sample.name, source), mutation.lines);
      // A misplaced comma is a note by nature.
      const isFound = found.some(({ severity }) => severity !== "note" || mutation.kind === "format");
      kinds.add(mutation.kind, isFound);
      rules.add(mutation.rule, isFound);
    }
  }
  console.log(`\n自有语料 ${samples.length} 篇 ${characters} 字，未改动时：错误 ${errors}，疑点 ${warnings}`);
  kinds.print("植入的矛盾，按手法");
  rules.print("植入的矛盾，按规则");
  holds.print("应成立的关系，认出的");
}

/** `--rules`: by rule, of the injected how many are found, and of what the rule told (errors and warnings) how much was injected. */
function byRule(samples: Sample[]): void {
  const rows = new Map<string, { all: number; found: number; right: number; wrong: number }>();
  const of = (rule: string) => {
    const row = rows.get(rule) ?? { all: 0, found: 0, right: 0, wrong: 0 };
    rows.set(rule, row);
    return row;
  };
  const isTold = ({ severity }: { severity: string }) => severity !== "note";
  for (const { name, source, mutations: injected } of samples) {
    const clean = checkSample(name, source);
    for (const { rule } of clean.findings.filter(isTold)) of(rule).wrong += 1;
    for (const mutation of injected) {
      const found = broughtToLight(clean, checkSample(name, mutated(source, mutation) ?? ""), mutation.lines);
      const told = found.filter((each) => isTold(each) || mutation.kind === "format");
      of(mutation.rule).all += 1;
      if (told.length > 0) of(mutation.rule).found += 1;
      for (const rule of new Set(told.map((each) => each.rule))) of(rule).right += 1;
    }
  }
  console.log("\n规则 | 植入 | 指出 | 召回 | 说对 | 未改动时误报 | 精确\n--- | --- | --- | --- | --- | --- | ---");
  for (const [rule, { all, found, right, wrong }] of [...rows].toSorted((a, b) => b[1].all - a[1].all))
    console.log(
      `${rule} | ${all} | ${found} | ${percent(found, all)} | ${right} | ${wrong} | ${percent(right, right + wrong)}`,
    );
}

const count = ({ findings }: CheckReport, severity: string) =>
  findings.filter((each) => each.severity === severity).length;

/** Precision: findings the truth knows, out of all told; recall: what the truth knows, out of what it lists. */
function seeds(folder: string): void {
  for (const { name, source, truth } of readSeeds(folder)) {
    const report = checkSample(name, source);
    const [recall, precision, holds] = [new Tally(), new Tally(), new Tally()];
    for (const severity of ["errors", "warnings", "notes"] as const)
      for (const entry of truth[severity])
        recall.add(
          `${severity} ${entry.rule}`,
          report.findings.some((finding) => answersTo(finding, entry)),
        );
    const all = [...truth.errors, ...truth.warnings, ...truth.notes];
    for (const finding of report.findings)
      precision.add(
        `${finding.severity} ${finding.rule}`,
        all.some((entry) => answersTo(finding, entry)),
      );
    for (const { rule, numbers } of truth.holds) holds.add(rule, isHeld(report, numbers));
    console.log(`\n种子报告 ${name.slice(0, 3)}`);
    recall.print("应指出的，指出了");
    precision.print("指出的，属实");
    holds.print("应成立的关系，认出的");
  }
}

function mutations(documents: [name: string, source: string][]): void {
  const [kinds, rules] = [new Tally(), new Tally()];
  for (const [name, source] of documents)
    for (const { rule, kind, isCaught } of tryAll(readSample(name, source), values.full ? 1 : 5)) {
      kinds.add(kind, isCaught);
      rules.add(rule, isCaught);
    }
  kinds.print(`\n变异（对认出的关系逐一改动，${values.full ? "全部" : "每五个取一个"}），按手法`);
  rules.print("变异，按规则");
}

/** A document of about 45,000 characters out of the corpus, `times` over. */
function long(times: number): string {
  const texts = readCorpus("tests/corpus")
    .filter(({ name }) => name.endsWith(".txt"))
    .map(({ source }) => source);
  const one = texts.join("\n").repeat(2).slice(0, 45_000);
  return Array.from({ length: times }, () => one).join("\n");
}

/** The built command, a process each: how long and how much memory it takes in all. */
function wholeProcess(times: number, folder: string): void {
  const file = join(folder, `${times}.txt`);
  writeFileSync(file, times > 0 ? long(times) : "全年收入12万元。");
  const told = "process.on('exit',()=>console.error('peak '+process.resourceUsage().maxRSS))";
  const runs = Array.from({ length: 5 }, () => {
    const start = performance.now();
    const { stderr } = spawnSync(
      process.execPath,
      ["--import", `data:text/javascript,${told}`, join(server, "cli.js"), "check", file],
      { encoding: "utf8" },
    );
    return { took: performance.now() - start, peak: Number(/peak (\d+)/.exec(stderr)?.[1] ?? 0) / 1024 };
  });
  const median = runs.map(({ took }) => took).sort((x, y) => x - y)[2] ?? 0;
  const peak = Math.max(...runs.map((run) => run.peak));
  const size = times > 0 ? `${times}× ${45_000 * times} 字` : "小文件";
  console.log(`  luodi check ${size}：整个进程中位 ${median.toFixed(0)} ms，内存峰值 ${peak.toFixed(0)} MB`);
}

/** The thread of a server that has checked before. */
async function warmThread(): Promise<void> {
  const bytes = new TextEncoder().encode(long(1));
  const took: number[] = [];
  for (let round = 0; round < 25; round++) {
    const start = performance.now();
    const task = { bytes, name: "a.txt", isBrief: false };
    await inWorker(pathToFileURL(join(server, "checkworker.js")), task, { seconds: 8, megabytes: 512 });
    took.push(performance.now() - start);
  }
  const last = took.slice(-9).sort((x, y) => x - y)[4] ?? 0;
  console.log(`  线程 1× 45000 字：首次 ${took[0]?.toFixed(0)} ms，第 17–25 次中位 ${last.toFixed(0)} ms`);
}

async function speed(): Promise<void> {
  console.log("\n速度（构建后的程序）");
  if (!existsSync(server)) return console.log("  dist/server 尚未构建：先运行 npm start 或 npm test");
  const folder = mkdtempSync(join(tmpdir(), "luodi-bench-checks-"));
  try {
    for (const times of [0, 1, 4, 16]) wholeProcess(times, folder);
    await warmThread();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const samples = readCorpus("tests/corpus");
const folder = process.env.LUODI_SEEDS;
if (values.rules) {
  byRule(samples);
  process.exit(0);
}
if (!values.speed) {
  corpus(samples);
  if (folder) seeds(folder);
  const own = samples.map(({ name, source }): [string, string] => [name, source]);
  const given = folder ? readdirSync(folder).filter((file) => file.endsWith(".txt")) : [];
  mutations([...own, ...given.map((file): [string, string] => [file, readFileSync(join(folder ?? "", file), "utf8")])]);
}
await speed();
process.exit(0);
