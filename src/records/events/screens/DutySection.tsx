import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { CommandButton, type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Day } from "#kit/ui/value/Days.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { dutyOperations, type DutyRow } from "../duties/contract.ts";
import { lightOf } from "../rules.ts";
import { todayHere } from "./today.ts";

type Duty = z.output<typeof DutyRow>;

/** 分工: who does what by when; an open one shows its light. */
export function DutySection({ eventId, may }: { eventId: string; may: May }) {
  const { data, error, refetch } = useAnswer(dutyOperations.list, { eventId, limit: 200 });
  const [asked, ask] = useState<"add" | Duty | null>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      {data.rows.length === 0 && <p className="soft">还没有安排分工：会场、邀请、材料、接送各由谁办、何时办完。</p>}
      <ul className="event-rows">
        {data.rows.map((duty) => (
          <li key={duty.id}>
            <p className="event-row-head">
              <strong>{duty.title}</strong>
              <span>{duty.personName ?? "未定承办人"}</span>
              {duty.doneOn ? (
                <span className="soft">{`${duty.doneOn} 完成`}</span>
              ) : (
                <Light light={lightOf(duty.dueOn, todayHere())} />
              )}
              {!duty.doneOn && (
                <span className="event-row-acts unprinted">
                  <StepButton title="登记完成" may={may} onStep={() => ask(duty)} />
                  <CommandButton
                    operation={dutyOperations.remove}
                    input={{ id: duty.id, version: duty.version }}
                    title="取消"
                    may={may}
                    confirm={<p>{`“${duty.title}”将从分工中去掉，时间线上留有记录。`}</p>}
                  />
                </span>
              )}
            </p>
            <p className="small soft">
              期限 <Day date={duty.dueOn} /> {duty.note}
            </p>
          </li>
        ))}
      </ul>
      <p className="unprinted">
        <StepButton title="安排分工" may={may} onStep={() => ask("add")} />
      </p>
      {asked === "add" && (
        <Window title="安排分工" width={560} close={() => ask(null)}>
          <Form
            operation={dutyOperations.add}
            given={{ eventId }}
            fields={["title", { key: "personId", input: PersonPicker }, "dueOn", "note"]}
            narrow
            draft={false}
            cancel={() => ask(null)}
            done={() => ask(null)}
          />
        </Window>
      )}
      {asked && asked !== "add" && (
        <Window title={`完成：${asked.title}`} width={520} close={() => ask(null)}>
          <Form
            operation={dutyOperations.finish}
            given={{ id: asked.id, version: asked.version }}
            fields={[{ key: "doneOn", help: "不填为今天" }, "note"]}
            narrow
            draft={false}
            cancel={() => ask(null)}
            done={() => ask(null)}
          />
        </Window>
      )}
    </>
  );
}
