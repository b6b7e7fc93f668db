import type { InputProps } from "#kit/ui/form/input.ts";

/** 方式, all of them open: one touch chooses, where a folded list needs three. */
export function KindInput({ id, field, value, change, leave, isDisabled, describedBy }: InputProps) {
  return (
    <span className="input-radios" id={id} aria-describedby={describedBy}>
      {Object.entries(field.words ?? {}).map(([code, word]) => (
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
