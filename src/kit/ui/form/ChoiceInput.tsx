import { lazy, Suspense } from "react";
import { attributesOf, type InputProps } from "./input.ts";

// Its list of choices weighs as much as all other inputs together; a form without one never fetches it.
const SelectInput = lazy(async () => ({ default: (await import("./SelectInput.tsx")).SelectInput }));

/** One of a module's codes: a few stand open, many fold into a list. */
export function CodeInput(props: InputProps) {
  const { value, change, field, id, isDisabled, leave, describedBy } = props;
  const options = Object.entries(field.words ?? {});
  if (options.length > fewest) return <FoldedInput {...props} />;
  return (
    <span className="input-radios" id={id} aria-describedby={describedBy}>
      {options.map(([code, word]) => (
        <label key={code}>
          <input
            type="radio"
            name={id}
            value={code}
            checked={value === code}
            disabled={isDisabled}
            onChange={() => {
              change(code);
              leave();
            }}
          />
          {word}
        </label>
      ))}
    </span>
  );
}

/** So many codes stand open as radio buttons. */
export const fewest = 4;

export function FoldedInput(props: InputProps) {
  return (
    <Suspense fallback={<span className="input-awaited" />}>
      <SelectInput {...props} />
    </Suspense>
  );
}

export function FlagInput(props: InputProps) {
  const { status: _, ...attributes } = attributesOf(props) as ReturnType<typeof attributesOf> & { status?: string };
  return (
    <label className="input-flag">
      <input
        {...attributes}
        type="checkbox"
        checked={props.value === true}
        onChange={(event) => props.change(event.target.checked)}
      />
      {props.field.title}
    </label>
  );
}

interface ChecksInputProps extends InputProps {
  options: { value: string; title: string }[];
}

/** Several of a few, all in sight: `<ChecksInput {...props} options={roles} />`. */
export function ChecksInput({ id, value, change, isDisabled, describedBy, options }: ChecksInputProps) {
  const chosen = (value as string[] | null) ?? [];
  const toggle = (each: string) =>
    change(chosen.includes(each) ? chosen.filter((other) => other !== each) : [...chosen, each]);
  return (
    <span className="input-radios" id={id} role="group" aria-describedby={describedBy}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            disabled={isDisabled}
            onChange={() => toggle(option.value)}
          />
          {option.title}
        </label>
      ))}
    </span>
  );
}
