/**
 * `npm run bench:checks [-- --full]`: how well and how fast documents are checked. Quality over tests/corpus (and the seed reports where LUODI_SEEDS names
 * their folder); speed over one document of 45,000 characters, then four and sixteen times as long, each in a process of its own.
 */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
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
const { values } = parseArgs({ options: { full: { type: "boolean", default: false }, size: { type: "string" } } });

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

function speed(times: number): void {
  const source = long(times);
  const took = Array.from({ length: 5 }, () => {
    const start = performance.now();
    checkSample("a.txt", source);
    return performance.now() - start;
  });
  const median = took.toSorted((a, b) => a - b)[2] ?? 0;
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(
    `  ${times}× ${source.length} 字：中位 ${median.toFixed(0)} ms（首次 ${took[0]?.toFixed(0)}），每千字 ${((1000 * median) / source.length).toFixed(2)} ms，内存峰值 ${memory.toFixed(0)} MB`,
  );
}

if (values.size) speed(Number(values.size));
else {
  const samples = readCorpus("tests/corpus");
  const folder = process.env.LUODI_SEEDS;
  corpus(samples);
  if (folder) seeds(folder);
  const own = samples.map(({ name, source }): [string, string] => [name, source]);
  const given = folder ? readdirSync(folder).filter((file) => file.endsWith(".txt")) : [];
  mutations([...own, ...given.map((file): [string, string] => [file, readFileSync(join(folder ?? "", file), "utf8")])]);
  console.log("\n速度（读入与核对，各五次）");
  for (const times of [1, 4, 16])
    process.stdout.write(
      execFileSync(process.execPath, ["--import", "tsx", "bench/checks.ts", "--size", String(times)], {
        encoding: "utf8",
      }),
    );
}
