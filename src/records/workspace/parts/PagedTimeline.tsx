import { useState } from "react";
import { Timeline, type TimelineEntry } from "#kit/ui/record/Timeline.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { timelineOperations } from "../contract.ts";
import { RecordHistory } from "./RecordHistory.tsx";

interface Part {
  rows: TimelineEntry[];
  next: string | null;
}

/** A record's timeline: the first part comes with the page, older ones when asked for. */
export function PagedTimeline(props: { kind: string; id: string; first: Part }) {
  // A newer first part moves every boundary behind it: older parts are asked for again.
  return (
    <>
      <Parts key={props.first.next} {...props} />
      <RecordHistory kind={props.kind} id={props.id} />
    </>
  );
}

function Parts({ kind, id, first }: { kind: string; id: string; first: Part }) {
  const { call } = useServices();
  const [older, setOlder] = useState<Part | null>(null);
  const [isBusy, setBusy] = useState(false);
  const next = older ? older.next : first.next;
  const more = async () => {
    setBusy(true);
    try {
      const part = await call(timelineOperations.list, {
        subjectKind: kind,
        subjectId: id,
        ...(next ? { after: next } : {}),
      });
      setOlder({ rows: [...(older?.rows ?? []), ...part.rows], next: part.next });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Timeline
      entries={[...first.rows, ...(older?.rows ?? [])]}
      more={next ? () => void more() : null}
      isBusy={isBusy}
    />
  );
}
