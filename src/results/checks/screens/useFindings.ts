import { useMemo, useState } from "react";
import { type Search, useAddress } from "#kit/ui/wire/usePlace.ts";
import type { CheckReport, Span } from "../contract.ts";
import { rules, severities } from "../words.ts";
import { chosen, type Entry, entriesOf, type Filter, folded } from "./listing.ts";
import { litOf, marksOf } from "./marks.ts";

/** What lies lit on the paper: a stretch and those it is compared with. */
interface Lights {
  at: Span | null;
  operands: readonly Span[];
}

/** A stretch to be brought into view; another `tick` brings the same one again. */
export interface Target {
  span: Span;
  tick: number;
}

const dark: Lights = { at: null, operands: [] };

/** Which findings are shown, which one is looked at, and what of the paper is lit. Filter and finding stand in the address. */
export function useFindings(report: CheckReport) {
  const { search, change } = useAddress();
  const [lights, setLights] = useState<Lights | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const { severity: severityCode, rule: ruleCode } = search;
  const filter = useMemo(
    (): Filter => ({ severity: codeIn(severities, severityCode), rule: codeIn(rules, ruleCode) }),
    [severityCode, ruleCode],
  );
  const all = useMemo(() => entriesOf(report.findings), [report]);
  const shown = useMemo(() => chosen(all, filter), [all, filter]);
  const heads = useMemo(() => folded(shown), [shown]);
  const marks = useMemo(() => marksOf(shown), [shown]);
  const selected = shown.find(({ number }) => number === search.finding);
  const { at, operands } = lights ?? selected?.finding ?? dark;
  const lit = useMemo(() => litOf(at, operands), [at, operands]);
  const show = (span: Span) => setTarget((before) => ({ span, tick: (before?.tick ?? 0) + 1 }));
  return {
    all,
    shown,
    heads,
    filter,
    marks,
    selected,
    lit,
    target,
    setFilter: (next: Filter) =>
      change({ severity: next.severity ?? undefined, rule: next.rule ?? undefined, finding: undefined }),
    select: (entry: Entry) => {
      setLights(null);
      change({ finding: entry.number });
    },
    /** Brings a stretch into view, leaving lit what is. */
    show,
    /** Lights something else than a finding: what was found to agree, or a figure of the table. */
    light: (span: Span, others: readonly Span[], also: Search) => {
      setLights({ at: span, operands: others });
      change({ finding: undefined, ...also });
      show(span);
    },
  };
}

export type Findings = ReturnType<typeof useFindings>;

const codeIn = <T extends string>(words: Record<T, string>, value: unknown): T | null =>
  typeof value === "string" && Object.hasOwn(words, value) ? (value as T) : null;
