import type { FieldShape } from "../wire/shape.ts";

/** What every input of a form gets; a screen's own input takes the same and is given as `{ key, input: CompanyPicker }`. */
export interface InputProps {
  id: string;
  field: FieldShape;
  value: unknown;
  /** `problem` says why what was typed cannot be read; the typed text is kept as the value. */
  change: (value: unknown, problem?: string | RowProblems) => void;
  /** The field was left: what is wrong with it may be said now. */
  leave: () => void;
  isInvalid: boolean;
  isDisabled: boolean;
  describedBy: string | undefined;
}

/** Of an input of rows: `1.amount` → what is wrong there. */
export type RowProblems = Record<string, string>;

/** The attributes all controls share. */
export function attributesOf({ id, isInvalid, isDisabled, describedBy, leave, field }: InputProps) {
  return {
    id,
    disabled: isDisabled,
    onBlur: leave,
    "aria-invalid": isInvalid || undefined,
    "aria-describedby": describedBy,
    "aria-required": field.isRequired || undefined,
    ...(isInvalid && { status: "error" as const }),
  };
}
