import type { FailureKind } from "#kit/base/errors.ts";
import type { Actor, ScopeKind } from "#kit/server/context.ts";
import type { House } from "#kit/server/serve.ts";
import type { Reach } from "./access.ts";
import type { Planted, Row } from "./planted.ts";

/** One step of the walk: this person, about this row. */
export interface Cell {
  house: House;
  actor: Actor;
  row: Row;
  planted: Planted;
}

export type Whose = "own" | "mate" | "stranger" | "foreign";
export const everyones: Whose[] = ["own", "mate", "stranger", "foreign"];

/**
 * What the walk needs to ask an operation: an input that succeeds for whoever may. A new operation adds one entry here.
 */
export interface Sample {
  input: (cell: Cell) => unknown;
  /** Asking from the installation's own machine. */
  isLocal?: true;
  /** Set where the input is about one record: whose rows to try, and how an unseen one is told (missing unless said). */
  about?: {
    whose: Whose[];
    outside?: FailureKind;
    /** The same for everybody: a fixed scope, or another permission's. */
    scope?: ScopeKind;
    under?: string;
  };
  /** Where rows are not reached as far as the permission was granted: role → how far. */
  reach?: Reach;
  /** What comes back, as text, and what should: from the rows in the asker's scope and all of the agency. */
  shows?: Shows[];
  /** The input with its classed fields filled in. */
  classed?: (cell: Cell) => unknown;
}

export interface Shows {
  /** Another question than `input`. */
  input?: (cell: Cell) => unknown;
  /** By which permission the rows are seen; the operation's own unless said. */
  under?: string;
  told: (answer: never) => string[];
  wanted: (seen: Row[], all: Row[], own: Row) => string[];
}
