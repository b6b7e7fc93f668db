import type { ComponentType, ReactNode } from "react";
import { fewest } from "./ChoiceInput.tsx";
import { FieldInput } from "./FieldInput.tsx";
import { useFormState, type Values } from "./FormState.tsx";
import type { InputProps } from "./input.ts";

/** How one form shows a field, where that differs from what the contract says. */
export interface FieldChoice<K extends string = string> {
  key: K;
  title?: string;
  /** One line under the input: what counts, where to find it. */
  help?: ReactNode;
  input?: ComponentType<InputProps>;
  /** Over the whole width; long texts and rows are by themselves. */
  wide?: boolean;
  /** Needed here, although the contract can do without. */
  isNeeded?: boolean;
  /** Shown only while this holds. */
  when?: (values: Values) => boolean;
}

/** Label, input, help and problem of one field. */
export function FormField({
  name,
  title,
  help,
  input: Input = FieldInput,
  wide,
  isNeeded,
  when,
}: Omit<FieldChoice, "key"> & { name: string }) {
  const form = useFormState();
  const shape = form.shapes.get(name);
  if (!shape || (when && !when(form.values))) return null;
  const field = { ...shape, ...(title && { title }), ...(isNeeded && { isRequired: true }) };
  const id = `${form.id}-${name}`;
  const problem = form.problems[name];
  const isWide = wide ?? (field.kind === "prose" || field.kind === "rows");
  const isGroup = field.kind === "code" && Object.keys(field.words ?? {}).length <= fewest && Input === FieldInput;
  const describedBy = [help && `${id}-help`, problem && `${id}-problem`].filter(Boolean).join(" ") || undefined;
  const Box = isGroup ? "fieldset" : "div";
  const Label = isGroup ? "legend" : "label";
  return (
    <Box
      id={`field-${name}`}
      className="field"
      data-wide={isWide || undefined}
      data-invalid={problem ? true : undefined}
    >
      {field.kind !== "flag" && (
        <Label className="field-title" {...(!isGroup && { htmlFor: id })}>
          {field.title}
          {!field.isRequired && <span className="field-open">选填</span>}
        </Label>
      )}
      <Input
        id={id}
        field={field}
        value={form.values[name]}
        change={(value, trouble) => form.change(name, value, trouble)}
        leave={() => form.leave(name)}
        isInvalid={Boolean(problem)}
        isDisabled={form.isBusy}
        describedBy={describedBy}
      />
      {help && (
        <span id={`${id}-help`} className="small soft">
          {help}
        </span>
      )}
      {problem && (
        <span id={`${id}-problem`} className="field-problem">
          {problem}
        </span>
      )}
    </Box>
  );
}
