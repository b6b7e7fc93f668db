import type { Hash } from "node:crypto";
import type { FieldClass } from "#kit/base/classes.ts";
import type { Behalf, Change } from "./tables.ts";

/** What one command changed about one record. */
export interface HistoryRow {
  id: string;
  subjectKind: string;
  subjectId: string;
  action: string;
  version: number | null;
  changes: Change[];
  reason: string | null;
}

export interface TimelineEntry {
  id: string;
  subjectKind: string;
  subjectId: string;
  happenedOn: string;
  kind: string;
  permission: string;
  class: FieldClass;
  title: string;
  link: string | null;
  /** Persons it was done for by somebody who stood in for them. */
  forPersons: string[] | null;
}

/** 留痕: what a command collects while it works; written as its last statements. */
export interface Trail {
  commandId: string;
  rows: HistoryRow[];
  entries: TimelineEntry[];
  /** By which delegations the command could be done; by none where it lay within the actor's own roles. */
  behalf: Behalf[];
  /** History rows that a set-based command has written already (bulk.ts); they belong to the same link. */
  prepared?: Prepared;
}

/** Rows digested ahead of the transaction that writes them, in the order of their ids. */
export interface Prepared {
  rowCount: number;
  lastId: string;
  digest: Hash;
}
