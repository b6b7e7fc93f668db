import type { CallFailure } from "../wire/call.ts";

/** 同字段冲突: the field was changed by someone else since this form was opened. */
export interface FieldConflict {
  field: string;
  title: string;
  base: unknown;
  mine: unknown;
  theirs: unknown;
  by: string | null;
  at: string | null;
}

export interface Conflict {
  version: number;
  conflicts: FieldConflict[];
}

export function conflictIn(failure: CallFailure): Conflict | null {
  const { version, conflicts } = failure.details as Partial<Conflict>;
  return failure.code.endsWith(".conflict") && typeof version === "number" && Array.isArray(conflicts)
    ? { version, conflicts }
    : null;
}
