import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import {
  addDays,
  addMonths,
  dayOf,
  daysInMonth,
  monthOf,
  today,
  weekdayOf,
  writeDate,
  yearOf,
} from "#kit/base/dates.ts";

/** One month of days. Arrow keys move by day and week, Page Up and Down by month, with Shift by year. */
export function DayPanel({ date, choose }: { date: string | null; choose: (date: string) => void }) {
  const [now] = useState(() => today(new Date()));
  const [at, setAt] = useState(date ?? now);
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus(), [at]);
  const [year, month] = [yearOf(at), monthOf(at)];
  const first = addDays(at, 1 - dayOf(at));
  const blanks = weekdayOf(first) - 1;
  const days = Array.from({ length: daysInMonth(year, month) }, (_, index) => addDays(first, index));
  const press = (event: KeyboardEvent) => {
    const to = stepOf(event, at);
    if (!to) return;
    event.preventDefault();
    setAt(to);
  };
  return (
    <div className="days">
      <div className="days-head">
        <button type="button" className="bare days-turn" aria-label="上一月" onClick={() => setAt(addMonths(at, -1))}>
          <LeftOutlined />
        </button>
        <label>
          <span className="unseen">年</span>
          <select value={year} onChange={(event) => setAt(addMonths(at, (Number(event.target.value) - year) * 12))}>
            {yearsAround(year).map((each) => (
              <option key={each} value={each}>{`${each}年`}</option>
            ))}
          </select>
        </label>
        <strong aria-live="polite">{`${month}月`}</strong>
        <button type="button" className="bare days-turn" aria-label="下一月" onClick={() => setAt(addMonths(at, 1))}>
          <RightOutlined />
        </button>
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys belong to the days inside */}
      <div ref={grid} className="days-grid" role="group" aria-label={`${year}年${month}月`} onKeyDown={press}>
        {[..."一二三四五六日"].map((name) => (
          <span key={name} className="days-name" aria-hidden="true">
            {name}
          </span>
        ))}
        {days.map((each, index) => (
          <button
            key={each}
            type="button"
            className="bare days-day"
            data-day={each}
            data-now={each === now || undefined}
            aria-label={writeDate(each)}
            aria-pressed={each === date}
            tabIndex={each === at ? 0 : -1}
            style={index === 0 ? { gridColumnStart: blanks + 1 } : undefined}
            onClick={() => choose(each)}
          >
            {index + 1}
          </button>
        ))}
      </div>
      <button type="button" className="bare days-today" onClick={() => choose(now)}>
        今天
      </button>
    </div>
  );
}

function stepOf(event: KeyboardEvent, at: string): string | null {
  const days = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
  if (days) return addDays(at, days);
  const months = { PageUp: -1, PageDown: 1 }[event.key];
  return months ? addMonths(at, event.shiftKey ? months * 12 : months) : null;
}

const yearsAround = (year: number) =>
  Array.from({ length: 41 }, (_, index) => year - 25 + index).filter((each) => each >= 1900 && each <= 2199);
