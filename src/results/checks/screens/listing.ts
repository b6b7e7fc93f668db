import type { CheckReport, Finding, ListedFinding, Span } from "../contract.ts";
import { type Rule, rules, type Severity, severities } from "../words.ts";

/** A finding with the number it is shown under: its order in the text, whatever filter is set. */
export interface Entry {
  number: number;
  finding: Finding;
  /** Number of the finding it belongs to by its cause, in the report's own counting; its own where it stands first. */
  cause: number;
  /** 同一原因: further findings that disappear together with this one. */
  followers: Entry[];
}

export interface Filter {
  severity: Severity | null;
  rule: Rule | null;
}

/** Findings in the order of the text. */
export function entriesOf(findings: readonly Finding[]): Entry[] {
  const inOrder = findings
    .map((finding, index) => ({ finding, index }))
    .sort((a, b) => a.finding.at.passage - b.finding.at.passage || a.finding.at.from - b.finding.at.from);
  return inOrder.map(({ finding, index }, position) => ({
    number: position + 1,
    finding,
    cause: finding.group ?? index,
    followers: [],
  }));
}

export function chosen(entries: readonly Entry[], { severity, rule }: Filter): Entry[] {
  return entries.filter(
    ({ finding }) => (severity === null || finding.severity === severity) && (rule === null || finding.rule === rule),
  );
}

/** Those of one cause under the first of them that is shown. */
export function folded(entries: readonly Entry[]): Entry[] {
  const headOf = new Map<number, Entry>();
  for (const entry of entries) {
    const head = headOf.get(entry.cause);
    if (head) head.followers.push(entry);
    else headOf.set(entry.cause, { ...entry, followers: [] });
  }
  return [...headOf.values()];
}

export const countOf = (findings: readonly Finding[], severity: Severity): number =>
  findings.filter((each) => each.severity === severity).length;

/** 核对通过 221 处 · 错误 5 · 疑点 3 · 提示 2 */
export function summaryOf({ held, findings }: Pick<CheckReport, "held" | "findings">): string {
  const counts = (Object.keys(severities) as Severity[]).map(
    (each) => `${severities[each]} ${countOf(findings, each)}`,
  );
  return [`核对通过 ${held.length.toLocaleString("zh-CN")} 处`, ...counts].join(" · ");
}

export const placeOf = ({ line, place }: Pick<Span, "line" | "place">): string =>
  line === null ? (place ?? "") : `第 ${line} 行`;

/** As the exported list and the printed one show it, within the bounds of the contract. */
export function listed({ finding }: Pick<Entry, "finding">): ListedFinding {
  const { severity, rule, at, stated, expected, because, operands, message, cause } = finding;
  return {
    severity,
    rule,
    place: fit(placeOf(at), 200),
    quote: fit(at.quote, 1000),
    message: fit(message, 1000),
    stated: fit(stated ?? "", 300),
    expected: fit(expected ?? "", 300),
    because: fit(because, 3000),
    operands: fit(operands.map((each) => [placeOf(each), each.quote].join(" ").trim()).join("；"), 3000),
    cause: fit(cause ?? "", 1000),
  };
}

const fit = (text: string, most: number): string => {
  const clean = text.replace(/[^\P{Cc}\n\t]|\p{Cs}/gu, " ");
  return clean.length > most ? `${clean.slice(0, most - 1).replace(/[\ud800-\udbff]$/, "")}…` : clean;
};

export const ruleTitle = (rule: Rule): string => rules[rule];
