import { describe, expect, test } from "vitest";
import {
  answersTo,
  broughtToLight,
  checkSample,
  isHeld,
  mutated,
  readCorpus,
  readSample,
  readSeeds,
} from "./support/corpus.ts";
import { tryAll } from "./support/mutations.ts";

const samples = readCorpus("tests/corpus");

describe("语料", () => {
  test("每处引文都在所说的行里", () => {
    for (const { name, source, holds, mutations } of samples) {
      const lines = source.split("\n");
      for (const { numbers } of holds)
        for (const { line, quote } of numbers) expect(lines[line - 1], `${name} 第 ${line} 行`).toContain(quote);
      for (const mutation of mutations) expect(mutated(source, mutation), `${name}：${mutation.from}`).not.toBeNull();
    }
    expect(samples.length).toBeGreaterThanOrEqual(12);
  });

  test.each(samples.map((sample) => [sample.name, sample] as const))(
    "没有矛盾的 %s 不报错误",
    (name, { source, holds }) => {
      const report = checkSample(name, source);
      expect(report.findings.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(holds.filter(({ numbers }) => isHeld(report, numbers)).length).toBeGreaterThanOrEqual(holds.length / 3);
    },
  );

  test("植入的矛盾大多在其所在处被指出", () => {
    let [found, all] = [0, 0];
    for (const { name, source, mutations } of samples) {
      const clean = checkSample(name, source);
      for (const mutation of mutations) {
        all += 1;
        const news = broughtToLight(clean, checkSample(name, mutated(source, mutation) ?? ""), mutation.lines);
        if (news.some(({ severity }) => severity !== "note" || mutation.kind === "format")) found += 1;
      }
    }
    expect(all).toBeGreaterThan(1100);
    // What has been reached; raised as it rises, never lowered.
    expect(found / all).toBeGreaterThan(0.94);
  }, 300_000);

  test("认出的关系一经改动，大多被指出", () => {
    const trials = samples.flatMap(({ name, source }) => [...tryAll(readSample(name, source), 12)]);
    expect(trials.length).toBeGreaterThan(200);
    expect(trials.filter(({ isCaught }) => isCaught).length / trials.length).toBeGreaterThan(0.85);
  }, 300_000);
});

const folder = process.env.LUODI_SEEDS;
describe.skipIf(!folder)("种子报告（LUODI_SEEDS）", () => {
  const seeds = folder ? readSeeds(folder) : [];

  test.each(seeds.map((seed) => [seed.name.slice(0, 3), seed] as const))(
    "%s：确凿的矛盾都指出，不多报错误",
    (_, { name, source, truth }) => {
      const { findings } = checkSample(name, source);
      for (const entry of truth.errors)
        expect(
          findings.some((finding) => answersTo(finding, entry)),
          `第 ${entry.line} 行 ${entry.rule}`,
        ).toBe(true);
      const all = [...truth.errors, ...truth.warnings, ...truth.notes];
      for (const finding of findings.filter(({ severity }) => severity === "error"))
        expect(
          all.some((entry) => answersTo(finding, entry)),
          `第 ${finding.at.line} 行 ${finding.rule}`,
        ).toBe(true);
    },
  );
});
