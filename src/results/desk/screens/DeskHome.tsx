import type { z } from "zod";
import { weekdayOf, writeDate } from "#kit/base/dates.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { type DeskHome as Home, deskOperations } from "../contract.ts";
import { ChangeList } from "./ChangeList.tsx";
import { DivisionTable } from "./DivisionTable.tsx";
import { DraftList } from "./DraftList.tsx";
import { KeyFigures } from "./KeyFigures.tsx";
import { TodoList } from "./TodoList.tsx";
import "./desk.css";

/** 工作台: what waits, how the year stands, what changed; read in ten seconds, each line a way into the work itself. */
export function DeskHome() {
  const { name, today } = useActor();
  const { year } = usePlace();
  const { data, error, refetch } = useAnswer(deskOperations.home, { year }, { keep: true });
  return (
    <>
      <PageHead
        title="工作台"
        lead={`${name}，今天是${writeDate(today)}，星期${"一二三四五六日"[weekdayOf(today) - 1]}。`}
      />
      {error ? (
        <Problem failure={error} retry={() => void refetch()} />
      ) : data ? (
        <Desk home={data} year={year} />
      ) : (
        <Busy />
      )}
    </>
  );
}

function Desk({ home, year }: { home: z.output<typeof Home>; year: number }) {
  const { todos, drafts, changes, figures, divisions } = home;
  return (
    <div className="desk" data-sides={changes || figures ? 2 : 1}>
      <div className="desk-side">
        <TodoList todos={todos} />
        {drafts.length > 0 && <DraftList drafts={drafts} />}
      </div>
      {(changes || figures) && (
        <div className="desk-side">
          {figures && <KeyFigures figures={figures} year={year} />}
          {changes && <ChangeList changes={changes} />}
        </div>
      )}
      {divisions && <DivisionTable divisions={divisions} />}
    </div>
  );
}
