import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { followOperations, type FollowRow } from "../follows/contract.ts";
import { lightOf } from "../rules.ts";
import { followStates } from "../words.ts";
import { todayHere } from "./today.ts";

type Follow = z.output<typeof FollowRow>;

export function FollowSection({ eventId, may }: { eventId: string; may: May }) {
  const { data, error, refetch } = useAnswer(followOperations.list, { eventId, limit: 300 });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  if (data.rows.length === 0) return <p className="soft">还没有安排跟进。在来宾里选中到会的企业，点“安排跟进”。</p>;
  return (
    <ul className="event-rows">
      {data.rows.map((follow) => (
        <FollowItem key={follow.id} follow={follow} may={may} />
      ))}
    </ul>
  );
}

function FollowItem({ follow, may }: { follow: Follow; may: May }) {
  const { companyName, afterDays, dueOn, ownerName, state, result } = follow;
  return (
    <li>
      <p className="event-row-head">
        <strong>{companyName}</strong>
        <span className="soft">{`第 ${afterDays} 日`}</span>
        <span>{ownerName ?? "未定跟进人"}</span>
        {state === "open" ? (
          <Light light={lightOf(dueOn, todayHere())} />
        ) : (
          <span className="soft">{`${follow.closedOn ?? ""} ${followStates[state]}`}</span>
        )}
        {state === "open" && (
          <span className="event-row-acts unprinted">
            <FollowSteps follow={follow} may={may} />
          </span>
        )}
      </p>
      {result && <p>{result}</p>}
    </li>
  );
}

/** 登记、改期、不再跟进, here and in the list of all. */
export function FollowSteps({ follow, may }: { follow: Follow; may: May }) {
  const [asked, ask] = useState<"finish" | "move" | "drop" | null>(null);
  const { id, version, companyName, ownerId, ownerName } = follow;
  const close = () => ask(null);
  const shared = { narrow: true, draft: false, cancel: close, done: close } as const;
  const given = { id, version };
  return (
    <>
      <StepButton title="登记跟进" may={may} onStep={() => ask("finish")} />
      <StepButton title="改期或换人" may={may} onStep={() => ask("move")} />
      <StepButton title="不再跟进" may={may} onStep={() => ask("drop")} />
      {asked === "finish" && (
        <Window title={`跟进 ${companyName}`} width={560} close={close}>
          <Form
            operation={followOperations.finish}
            given={given}
            fields={["result", { key: "closedOn", help: "不填为今天" }]}
            {...shared}
          />
        </Window>
      )}
      {asked === "move" && (
        <Window title={`${companyName}：改期或换人`} width={520} close={close}>
          <Form
            operation={followOperations.move}
            record={follow}
            fields={[
              "dueOn",
              {
                key: "ownerId",
                input: (props: InputProps) => (
                  <PersonPicker {...props} known={ownerId ? { value: ownerId, title: ownerName ?? "" } : null} />
                ),
              },
            ]}
            submit="保存"
            {...shared}
          />
        </Window>
      )}
      {asked === "drop" && (
        <Window title={`不再跟进 ${companyName}`} width={520} close={close}>
          <Form operation={followOperations.drop} given={given} fields={["reason"]} {...shared} />
        </Window>
      )}
    </>
  );
}
