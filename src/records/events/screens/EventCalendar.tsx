import { LeftOutlined, PlusOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { addDays, addMonths, daysInMonth, weekdayOf, writeDate } from "#kit/base/dates.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { useNarrow } from "#kit/ui/look/useNarrow.ts";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddressState, usePlace } from "#kit/ui/wire/usePlace.ts";
import { eventOperations, type EventRow } from "../contract.ts";
import { eventKinds, eventStates } from "../words.ts";
import { todayHere } from "./today.ts";
import "./events.css";

type Row = z.output<typeof EventRow>;
const weekdays = ["一", "二", "三", "四", "五", "六", "日"];

/** 活动日历: a month at a time; on a phone the days that hold something, one below the other. */
export function EventCalendar() {
  const { can } = useActor();
  const { go, year } = usePlace();
  const isNarrow = useNarrow();
  const now = todayHere();
  const [month, setMonth] = useAddressState("month", now.startsWith(String(year)) ? now.slice(0, 7) : `${year}-01`);
  const first = `${month}-01`;
  const last = addDays(first, daysInMonth(Number(month.slice(0, 4)), Number(month.slice(5))) - 1);
  const { data, error, refetch } = useAnswer(
    eventOperations.list,
    { from: first, to: last, sort: "fromOn", limit: 500 },
    { keep: true },
  );
  const move = (months: number) => setMonth(addMonths(first, months).slice(0, 7));
  const add = can(eventOperations.create.permission) && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go("events/new")}>
      新增活动
    </Button>
  );
  return (
    <>
      <PageHead title="活动日历" from={{ title: "招商活动", to: "events" }} acts={add} />
      <div className="paper section calendar">
        <header className="calendar-head">
          <Button icon={<LeftOutlined />} aria-label="上一个月" onClick={() => move(-1)} />
          <h2 aria-live="polite">{`${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`}</h2>
          <Button icon={<RightOutlined />} aria-label="下一个月" onClick={() => move(1)} />
          {month !== now.slice(0, 7) && <Button onClick={() => setMonth(now.slice(0, 7))}>本月</Button>}
          <span className="soft small">{data ? `${data.total} 场` : ""}</span>
        </header>
        {error ? (
          <Problem failure={error} retry={() => void refetch()} />
        ) : !data ? (
          <Busy />
        ) : isNarrow ? (
          <Days rows={data.rows} first={first} last={last} />
        ) : (
          <Month rows={data.rows} first={first} last={last} now={now} />
        )}
      </div>
    </>
  );
}

const on = (rows: Row[], day: string) => rows.filter(({ fromOn, toOn }) => fromOn <= day && day <= toOn);

function daysOf(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

function Month({ rows, first, last, now }: { rows: Row[]; first: string; last: string; now: string }) {
  const begin = addDays(first, 1 - weekdayOf(first));
  const end = addDays(last, 7 - weekdayOf(last));
  const days = daysOf(begin, end);
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  return (
    <table className="calendar-month">
      <thead>
        <tr>
          {weekdays.map((each) => (
            <th key={each} scope="col">{`周${each}`}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => (
              <td key={day} data-out={day < first || day > last || undefined} data-today={day === now || undefined}>
                <span className="calendar-day">
                  {Number(day.slice(8))}
                  {day === now && <span className="unseen">（今天）</span>}
                </span>
                <ul>
                  {on(rows, day).map((event) => (
                    <li key={event.id}>
                      <Mark event={event} />
                    </li>
                  ))}
                </ul>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Days({ rows, first, last }: { rows: Row[]; first: string; last: string }) {
  const busy = daysOf(first, last).filter((day) => on(rows, day).length > 0);
  if (busy.length === 0) return <p className="soft">这个月没有活动。</p>;
  return (
    <ol className="calendar-days">
      {busy.map((day) => (
        <li key={day}>
          <h3>{`${writeDate(day).slice(5)} 周${weekdays[weekdayOf(day) - 1]}`}</h3>
          <ul>
            {on(rows, day).map((event) => (
              <li key={event.id}>
                <Mark event={event} />
                <p className="small soft">{[eventKinds[event.kind], event.place].filter(Boolean).join(" · ")}</p>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

const Mark = ({ event }: { event: Row }) => (
  <PlaceLink
    to={`events/${event.id}`}
    className="calendar-event"
    data-state={event.state}
    title={`${event.name}（${eventKinds[event.kind]}，${eventStates[event.state]}）`}
  >
    {event.name}
    {event.state !== "held" && <span className="unseen">{`，${eventStates[event.state]}`}</span>}
  </PlaceLink>
);
