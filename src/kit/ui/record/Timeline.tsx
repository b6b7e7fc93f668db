import { Button } from "antd";
import type { ReactNode } from "react";
import { momentText } from "../value/Days.tsx";
import { PlaceLink } from "../wire/PlaceLink.tsx";
import "./record.css";

export interface TimelineEntry {
  id: string;
  /** When it happened, not when it was typed. */
  happenedOn: string;
  typedAt: string;
  kind: string;
  title: string;
  /** Under agency and year. */
  link: string | null;
  by: string | null;
}

interface TimelineProps {
  entries: TimelineEntry[];
  /** Kind → its word; a kind without a word shows none. */
  words?: Record<string, string>;
  more?: (() => void) | null;
  isBusy?: boolean;
  /** What stands under one entry: a note, files, before and after. */
  detail?: (entry: TimelineEntry) => ReactNode;
}

/** 时间线: visits, changes, files and decisions in one line, newest first, under the month they happened in. */
export function Timeline({ entries, words = {}, more = null, isBusy = false, detail }: TimelineProps) {
  if (entries.length === 0) return <p className="soft">还没有记录。走访、修改和决定都会留在这里。</p>;
  const months = grouped(entries);
  return (
    <div className="timeline">
      {[...months].map(([month, rows]) => (
        <section key={month} aria-label={month}>
          <h3 className="small soft">{month}</h3>
          <ol>
            {rows.map((entry) => (
              <li key={entry.id}>
                <time
                  dateTime={entry.happenedOn}
                  className="timeline-day"
                >{`${Number(entry.happenedOn.slice(8, 10))}日`}</time>
                <div>
                  <p>
                    {words[entry.kind] && <span className="timeline-kind">{words[entry.kind]}</span>}
                    {entry.link ? <PlaceLink to={entry.link}>{entry.title}</PlaceLink> : entry.title}
                  </p>
                  {detail?.(entry)}
                  <p className="small soft" title={`登记于 ${momentText(entry.typedAt)}`}>
                    {entry.by ?? "系统"}
                    {entry.typedAt.slice(0, 10) > entry.happenedOn && ` · ${momentText(entry.typedAt)}登记`}
                  </p>
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
      {more && (
        <Button block loading={isBusy} onClick={more}>
          更早的记录
        </Button>
      )}
    </div>
  );
}

const monthOf = (entry: TimelineEntry) => `${entry.happenedOn.slice(0, 4)}年${Number(entry.happenedOn.slice(5, 7))}月`;

function grouped(entries: TimelineEntry[]): Map<string, TimelineEntry[]> {
  const months = new Map<string, TimelineEntry[]>();
  for (const entry of entries) months.set(monthOf(entry), [...(months.get(monthOf(entry)) ?? []), entry]);
  return months;
}
