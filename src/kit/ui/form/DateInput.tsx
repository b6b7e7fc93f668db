import { CalendarOutlined } from "@ant-design/icons";
import Input from "antd/es/input/Input";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { isDate, parseDate, weekdayOf } from "#kit/base/dates.ts";
import { plain } from "../wire/plain.ts";
import "./form.css";
import { attributesOf, type InputProps } from "./input.ts";
import { useTyped } from "./useTyped.ts";

const DayPanel = lazy(async () => ({ default: (await import("./DayPanel.tsx")).DayPanel }));

/** A day as people write it: 2023年3月5日、2023/3/5、20230305; or chosen from the calendar. */
export function DateInput(props: InputProps) {
  const { id, value, change, leave, field } = props;
  const typed = useTyped(value, plain);
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLSpanElement>(null);
  const date = typeof value === "string" && isDate(value) ? value : null;
  useEffect(() => {
    if (!isOpen) return;
    const outside = (event: PointerEvent) => {
      if (!anchor.current?.contains(event.target as Node)) setOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [isOpen]);
  const type = (next: string) => {
    const parsed = parseDate(next);
    const read = next.trim() === "" ? null : "date" in parsed ? parsed.date : next;
    typed.keep(next, read);
    change(read, read === null || "date" in parsed ? undefined : parsed.message);
  };
  const close = () => {
    setOpen(false);
    document.getElementById(id)?.focus();
  };
  return (
    <span
      ref={anchor}
      className="input-date"
      role="presentation"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || !isOpen) return;
        event.stopPropagation();
        close();
      }}
    >
      <Input
        {...attributesOf(props)}
        value={typed.text}
        placeholder="2023-03-05"
        autoComplete="off"
        onChange={(event) => type(event.target.value)}
        onBlur={() => {
          typed.settle();
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
                typed.settle();
                change(next);
                close();
              }}
            />
          </Suspense>
        </div>
      )}
    </span>
  );
}
