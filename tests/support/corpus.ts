/*
 * 语料: documents of our own with what is true of them: the relations that hold, and contradictions to inject one at a time.
 * Measured is what a stranger would: of the injected, how many are found at their line; of clean text, how much is accused.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Document } from "#kit/documents/document.ts";
import { readHtml } from "#kit/documents/reading/html.ts";
import { readMarkdown } from "#kit/documents/reading/markdown.ts";
import { readText } from "#kit/documents/reading/text.ts";
import type { CheckReport, Finding } from "#results/checks/contract.ts";
import { checkDocument } from "#results/checks/rules.ts";

export interface Quoted {
  line: number;
  quote: string;
  nth?: number;
}
export interface Mutation {
  rule: string;
  line: number;
  from: string;
  nth?: number;
  to: string;
  kind: string;
  accept: string[];
  lines: number[];
}
interface Truth {
  characters: number;
  holds: { rule: string; numbers: Quoted[]; because: string }[];
  mutations: Mutation[];
}
export interface Sample extends Truth {
  name: string;
  source: string;
}

export function readCorpus(folder: string): Sample[] {
  const files = readdirSync(folder).filter((file) => /\.(?:txt|md|html)$/.test(file));
  return files.sort().flatMap((file) => {
    const path = join(folder, file.replace(/\.[a-z]+$/, ".truth.json"));
    const source = readFileSync(join(folder, file), "utf8");
    return [{ name: file, source, ...(JSON.parse(readFileSync(path, "utf8")) as Truth) }];
  });
}

export function readSample(name: string, source: string): Document {
  if (name.endsWith(".md")) return readMarkdown(source);
  return name.endsWith(".html") ? readHtml(source) : readText(source);
}

export const checkSample = (name: string, source: string): CheckReport => checkDocument(readSample(name, source));

/** The source with one edit, or null where the quote is not on its line. */
export function mutated(source: string, { line, from, nth = 1, to }: Mutation): string | null {
  const lines = source.split("\n");
  const text = lines[line - 1] ?? "";
  let at = -1;
  for (let count = 0; count < nth; count++) {
    at = text.indexOf(from, at + 1);
    if (at < 0) return null;
  }
  lines[line - 1] = text.slice(0, at) + to + text.slice(at + from.length);
  return lines.join("\n");
}

const keyOf = ({ rule, at, severity, expected, stated }: Finding) =>
  [rule, at.line, at.quote, severity, expected, stated].join("|");

/** What the edit brought to light, at the lines where it may be told. */
export function broughtToLight(clean: CheckReport, after: CheckReport, lines: number[]): Finding[] {
  const known = new Set(clean.findings.map(keyOf));
  return after.findings.filter(
    (finding) =>
      !known.has(keyOf(finding)) &&
      [finding.at, ...finding.operands].some(({ line }) => line !== null && lines.includes(line)),
  );
}

interface Entry {
  rule: string;
  line: number;
  accept: string[];
  lines: number[];
}
interface SeedTruth {
  errors: Entry[];
  warnings: Entry[];
  notes: Entry[];
  holds: Truth["holds"];
}

/** The seed reports with the truth about them; their texts are not in the repository. */
export function readSeeds(folder: string): { name: string; source: string; truth: SeedTruth }[] {
  return ["000", "001", "003"].map((number) => {
    const name = readdirSync(folder).find((file) => file.startsWith(`${number}_`)) ?? `${number}.txt`;
    const truth = JSON.parse(readFileSync(`tests/corpus/seeds/${number}.truth.json`, "utf8")) as SeedTruth;
    return { name, source: readFileSync(join(folder, name), "utf8"), truth };
  });
}

/** Does a finding report what the truth says at one of its lines. */
export const answersTo = ({ rule, at, operands }: Finding, { accept, lines }: Entry): boolean =>
  accept.includes(rule) && [at, ...operands].some(({ line }) => line !== null && lines.includes(line));

/** Is a relation of the truth among those that hold: its figures are the same, whichever is called the result. */
export function isHeld(report: CheckReport, numbers: Quoted[]): boolean {
  const bare = (text: string) => text.replaceAll(/[^\d.]/g, "");
  const [stated] = numbers;
  return report.held.some(({ at, operands }) => {
    const spans = [at, ...operands];
    return (
      stated !== undefined &&
      numbers.every(({ line, quote }) =>
        spans.some((span) => span.line === line && (quote.includes(bare(span.quote)) || span.quote.includes(quote))),
      )
    );
  });
}
