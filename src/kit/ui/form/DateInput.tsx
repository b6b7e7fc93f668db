import { CalendarOutlined } from "@ant-design/icons";
import { Input } from "antd";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { isDate, parseDate, weekdayOf } from "#kit/base/dates.ts";
import { attributesOf, type InputProps } from "./input.ts";

const DayPanel = lazy(async () => ({ default: (await import("./DayPanel.tsx")).DayPanel }));

/** A day as people write it: 2023年3月5日、2023/3/5、20230305; or chosen from the calendar. */
export function DateInput(props: InputProps) {
  const { value, change, leave, field } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const date = typeof value === "string" && isDate(value) ? value : null;
  useEffect(
    () => setTyped((text) => (text !== null && (date === null || readsAs(text) === date) ? text : null)),
    [date],
  );
  useEffect(() => {
    if (!isOpen) return;
    const outside = (event: PointerEvent) => !anchor.current?.contains(event.target as Node) && setOpen(false);
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [isOpen]);
  const type = (next: string) => {
    setTyped(next);
    if (next.trim() === "") return change(null);
    const parsed = parseDate(next);
    if ("date" in parsed) change(parsed.date);
    else change(next, parsed.message);
  };
  return (
    <span
      ref={anchor}
      className="input-date"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        setOpen(false);
        document.getElementById(props.id)?.focus();
      }}
    >
      <Input
        {...attributesOf(props)}
        value={typed ?? date ?? String(value ?? "")}
        placeholder="2023-03-05"
        autoComplete="off"
        onChange={(event) => type(event.target.value)}
        onBlur={() => {
          if (date) setTyped(null);
          leave();
        }}
        suffix={
          <button
            type="button"
            className="bare input-date-open"
            aria-label={`从日历选择${field.title}`}
            aria-expanded={isOpen}
            disabled={props.isDisabled}
            onClick={() => setOpen(!isOpen)}
          >
            <CalendarOutlined />
          </button>
        }
      />
      {date && <span className="small soft">{`周${"一二三四五六日"[weekdayOf(date) - 1]}`}</span>}
      {isOpen && (
        <div className="input-date-panel" role="dialog" aria-label={`选择${field.title}`}>
          <Suspense fallback={null}>
            <DayPanel
              date={date}
              choose={(next) => {
                setTyped(null);
                change(next);
                setOpen(false);
                document.getElementById(props.id)?.focus();
              }}
            />
          </Suspense>
        </div>
      )}
    </span>
  );
}

function readsAs(text: string): string | null {
  const parsed = parseDate(text);
  return "date" in parsed ? parsed.date : null;
}
