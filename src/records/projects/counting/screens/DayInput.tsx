import { useId, useState } from "react";
import { day } from "#kit/base/fields.ts";
import { DateInput } from "#kit/ui/form/DateInput.tsx";
import { type FieldShape, fieldOf } from "#kit/ui/wire/shape.ts";

/** 截至 a day: what is typed is told once a whole day stands in it, or nothing does. */
export function DayInput({ title, value, change }: { title: string; value: string; change: (day: string) => void }) {
  const id = useId();
  const [typed, setTyped] = useState<unknown>(value || null);
  const field = fieldOf("onDay", day({ title })) as FieldShape;
  const set = (next: unknown, problem?: unknown) => {
    setTyped(next);
    const wanted = typeof next === "string" ? next : "";
    if (!problem && wanted !== value) change(wanted);
  };
  return (
    <div className="counting-day">
      <label htmlFor={id} className="small soft">
        {title}
      </label>
      <DateInput
        id={id}
        field={field}
        value={typed}
        change={set}
        leave={() => {}}
        isInvalid={false}
        isDisabled={false}
        describedBy={undefined}
      />
    </div>
  );
}
