import { useId } from "react";

/** 截至 a day: the browser's own date field, told only when a whole day stands in it. */
export function DayInput({ title, value, change }: { title: string; value: string; change: (day: string) => void }) {
  const id = useId();
  return (
    <label htmlFor={id} className="counting-day">
      <span className="small soft">{title}</span>
      <input
        id={id}
        type="date"
        defaultValue={value}
        min="1990-01-01"
        max="2199-12-31"
        onChange={({ target }) => target.validity.valid && change(target.value)}
      />
    </label>
  );
}
