import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { fieldClasses } from "#kit/base/classes.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { historyOperations, type RecordChange } from "../history/contract.ts";
import { withheldWords } from "../history/rules.ts";
import { Changes } from "./Changes.tsx";

type Row = z.output<typeof RecordChange>;

/** 修改记录: a button, and behind it who changed which field of this record from what to what. */
export function RecordHistory({ kind, id }: { kind: string; id: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button type="text" size="small" className="unprinted" onClick={() => setOpen(true)}>
        修改记录
      </Button>
      {isOpen && (
        <Window title="修改记录" width={680} close={() => setOpen(false)}>
          <First kind={kind} id={id} />
        </Window>
      )}
    </>
  );
}

function First({ kind, id }: { kind: string; id: string }) {
  const asked = { subjectKind: kind, subjectId: id };
  const { data, error, refetch } = useAnswer(historyOperations.ofRecord, asked);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  // A newer first part moves every boundary behind it: older parts are asked for again.
  return <Parts key={data.next} asked={asked} first={data} />;
}

interface PartsProps {
  asked: { subjectKind: string; subjectId: string };
  first: { rows: Row[]; next: string | null };
}

function Parts({ asked, first }: PartsProps) {
  const { call } = useServices();
  const [older, setOlder] = useState<{ rows: Row[]; next: string | null } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const next = older ? older.next : first.next;
  const rows = [...first.rows, ...(older?.rows ?? [])];
  const more = async () => {
    setBusy(true);
    setFailure(null);
    try {
      const part = await call(historyOperations.ofRecord, { ...asked, ...(next ? { after: next } : {}) });
      setOlder({ rows: [...(older?.rows ?? []), ...part.rows], next: part.next });
    } catch (error) {
      setFailure(error);
    } finally {
      setBusy(false);
    }
  };
  if (rows.length === 0) return <p className="soft">这条记录还没有修改过。</p>;
  return (
    <>
      <ol className="record-history">
        {rows.map((row) => (
          <li key={row.id}>
            <Act {...row} />
          </li>
        ))}
      </ol>
      {failure !== null && <Problem failure={failure} />}
      {next && (
        <Button block loading={isBusy} onClick={() => void more()}>
          更早的修改
        </Button>
      )}
    </>
  );
}

function Act({ actionTitle, accountName, at, via, reason, changes }: Row) {
  const told = changes.filter(({ before, after, withheld }) => withheld ?? before ?? after);
  const isNew = told.every(({ before, withheld }) => before === null && withheld === null);
  return (
    <>
      <p>
        <strong>{actionTitle}</strong>
        <span className="small soft">{` ${accountName ?? "系统"} · ${momentText(at)} · ${via}`}</span>
      </p>
      {reason && <p className="small">{`原因：${reason}`}</p>}
      <Changes
        isNew={isNew}
        isQuiet
        changes={changes.map(({ field, title, class: of, before, after, withheld }) => ({
          key: field,
          title,
          before,
          after,
          withheld:
            withheld === "class"
              ? `改过，值${withheldWords.class}（“${fieldClasses[of]}”级信息）`
              : withheld && `改过，值${withheldWords.erased}`,
        }))}
      />
    </>
  );
}
