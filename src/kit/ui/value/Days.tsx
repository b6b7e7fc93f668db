import { isDate, today, writeDate } from "#kit/base/dates.ts";

/** A calendar day; the long form says 2023年3月5日. */
export function Day({ date, long = false }: { date: string; long?: boolean }) {
  return <time dateTime={date}>{long && isDate(date) ? writeDate(date) : date}</time>;
}

/** A moment, in the agency's time; seconds on hover. */
export function Moment({ at }: { at: string }) {
  return (
    <time dateTime={at} title={full.format(new Date(at))}>
      {momentText(at)}
    </time>
  );
}

/** 今天 09:30 · 3月5日 09:30 · 2022-03-05 09:30 */
export function momentText(at: string): string {
  const moment = new Date(at);
  const [date, now] = [today(moment), today(new Date())];
  const clock = short.format(moment);
  if (date === now) return `今天 ${clock}`;
  if (date.slice(0, 4) === now.slice(0, 4)) return `${Number(date.slice(5, 7))}月${Number(date.slice(8))}日 ${clock}`;
  return `${date} ${clock}`;
}

const timeZone = "Asia/Shanghai";
const short = new Intl.DateTimeFormat("zh-CN", { timeZone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const full = new Intl.DateTimeFormat("zh-CN", { timeZone, dateStyle: "long", timeStyle: "medium" });
