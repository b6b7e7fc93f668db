import { createContext, useContext } from "react";
import type { FieldShape } from "../wire/shape.ts";

export type Values = Record<string, unknown>;

/** What the fields of one form share. */
export interface FormState {
  /** Prefix of the fields' element ids. */
  id: string;
  shapes: Map<string, FieldShape>;
  values: Values;
  /** Field path → what is wrong, shown beside the field. */
  problems: Record<string, string>;
  isBusy: boolean;
  change: (key: string, value: unknown, problem?: string | Record<string, string>) => void;
  leave: (key: string) => void;
}

const FormContext = createContext<FormState | null>(null);

export const FormStateProvider = FormContext.Provider;

/** For a screen's own part of a form: `const { values, change } = useFormState()`. */
export function useFormState(): FormState {
  const state = useContext(FormContext);
  if (!state) throw new Error("this part belongs inside a Form");
  return state;
}
