/** What a rule answers when a step is not open: a value, so that a screen can show it before the click. */
export interface Refusal {
  code: string;
  /** A Chinese sentence for the user: what is wrong, where, and what to do next. */
  message: string;
  /** The field of the input it is about, where it is about one: the form says it there too. */
  field?: string;
}

/** One problem of one field; `path` is the field's place in the input (`contacts.0.phone`). */
export interface FieldProblem {
  path: string;
  message: string;
}

export type FailureKind = "invalid" | "signedOut" | "forbidden" | "missing" | "refused";

export interface FailureExtra {
  fields?: FieldProblem[];
  /** What a screen needs to help: the other value of a conflict, the address of the next step. */
  details?: Record<string, unknown>;
}

/** The one error a door may answer with words; anything else is a fault, logged with its id and told in one neutral sentence. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly fields: FieldProblem[];
  readonly details: Record<string, unknown> | null;

  constructor(kind: FailureKind, code: string, message: string, extra: FailureExtra = {}) {
    super(message);
    this.name = "Failure";
    this.kind = kind;
    this.code = code;
    this.fields = extra.fields ?? [];
    this.details = extra.details ?? null;
  }
}

/** Turns a rule's refusal into the failure the door tells; does nothing when the rule said yes. */
export function refuseIf(refusal: Refusal | null): void {
  if (!refusal) return;
  const { code, message, field } = refusal;
  throw new Failure("refused", code, message, field ? { fields: [{ path: field, message }] } : {});
}

export const statusOf: Record<FailureKind, number> = {
  invalid: 400,
  signedOut: 401,
  forbidden: 403,
  missing: 404,
  refused: 409,
};
