import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { CommandButton, type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Day } from "#kit/ui/value/Days.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import type { EventPage } from "../contract.ts";
import { PeopleInput } from "../parts/PeopleInput.tsx";
import { stopOperations, type StopRow } from "../stops/contract.ts";

type Stop = z.output<typeof StopRow>;
type Shown = z.output<typeof EventPage>;

interface StopSectionProps {
  event: Shown["event"];
  members: Shown["members"];
  may: May;
}

/** 行程: the route in order of days, each stop with whom we met and what came of it. */
export function StopSection({ event, members, may }: StopSectionProps) {
  const { data, error, refetch } = useAnswer(stopOperations.list, { eventId: event.id, limit: 200 });
  const [asked, ask] = useState<"add" | Stop | null>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const close = () => ask(null);
  const known = members.map(({ personId, name }) => ({ value: personId, title: name }));
  const people = (props: InputProps) => <PeopleInput {...props} known={known} />;
  const shared = { narrow: true, cancel: close, done: close } as const;
  return (
    <>
      {data.rows.length === 0 && <p className="soft">还没有行程。每拜访一家登记一站，手机上边走边记。</p>}
      <ol className="event-rows">
        {data.rows.map((stop) => (
          <li key={stop.id}>
            <p className="event-row-head">
              <Day date={stop.calledOn} />
              <strong>
                {stop.companyId && stop.isCompanySeen ? (
                  <PlaceLink to={`companies/${stop.companyId}`}>{stop.companyName}</PlaceLink>
                ) : (
                  stop.companyName
                )}
              </strong>
              <span className="soft">{stop.place}</span>
              <span className="event-row-acts unprinted">
                <StepButton title="修改" may={may} onStep={() => ask(stop)} />
                <CommandButton
                  operation={stopOperations.remove}
                  input={{ id: stop.id, version: stop.version }}
                  title="删去"
                  may={may}
                  confirm={<p>{`“${stop.companyName}”这一站将从行程中删去，时间线上留有记录。`}</p>}
                />
              </span>
            </p>
            <p className="small soft">
              {[stop.met && `会见 ${stop.met}`, stop.presentNames && `在场 ${stop.presentNames}`]
                .filter(Boolean)
                .join("；")}
            </p>
            {stop.result && <p>{stop.result}</p>}
          </li>
        ))}
      </ol>
      <p className="unprinted">
        <StepButton title="登记一站" may={may} onStep={() => ask("add")} />
      </p>
      {asked === "add" && (
        <Window title="登记一站" width={600} close={close}>
          <Form
            operation={stopOperations.add}
            draft={event.id}
            given={{ eventId: event.id }}
            initial={{ calledOn: event.fromOn, presentIds: members.map(({ personId }) => personId) }}
            fields={[
              "calledOn",
              { key: "companyId", input: CompanyPicker, help: "库里没有的填下一栏" },
              { key: "companyName", when: ({ companyId }) => !companyId },
              "place",
              "met",
              { key: "presentIds", input: people },
              "result",
            ]}
            {...shared}
          />
        </Window>
      )}
      {asked && asked !== "add" && (
        <Window title={`修改 ${asked.companyName}`} width={600} close={close}>
          <Form
            operation={stopOperations.update}
            record={asked}
            fields={[
              "calledOn",
              {
                key: "companyId",
                input: (props: InputProps) => (
                  <CompanyPicker
                    {...props}
                    known={asked.companyId ? { value: asked.companyId, title: asked.companyName } : null}
                  />
                ),
              },
              { key: "companyName", when: ({ companyId }) => !companyId },
              "place",
              "met",
              { key: "presentIds", input: people },
              "result",
            ]}
            submit="保存"
            {...shared}
          />
        </Window>
      )}
    </>
  );
}
