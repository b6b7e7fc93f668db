import { Button } from "antd";
import { useState } from "react";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { sessionOperations } from "../contract.ts";

/** The people of the demo agencies, by agency. */
export function DemoPeople({ done }: { done: () => void }) {
  const { data: people, error, refetch } = useAnswer(sessionOperations.demoPeople, {});
  const enter = useCommand(sessionOperations.signInAsDemo);
  const [chosen, setChosen] = useState<string | null>(null);
  const [isWhole, setWhole] = useState(false);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!people) return <Busy />;
  const agencies = [...new Map(people.map((person) => [person.agencyCode, person.agencyName]))];
  const code = chosen ?? agencies[0]?.[0];
  const here = people.filter((person) => person.agencyCode === code);
  const shown = isWhole ? here : here.slice(0, mostUseful);
  return (
    <>
      <fieldset className="door-agencies">
        <legend className="unseen">演示机构</legend>
        {agencies.map(([each, name]) => (
          <label key={each} className="door-agency" data-chosen={each === code || undefined}>
            <input
              type="radio"
              name="demo-agency"
              className="unseen"
              checked={each === code}
              onChange={() => setChosen(each)}
            />
            {name}
          </label>
        ))}
      </fieldset>
      {enter.failure && (
        <p className="field-problem" role="alert">
          {enter.failure.message}
        </p>
      )}
      <ul className="door-people">
        {shown.map((person) => (
          <li key={person.login}>
            <button
              type="button"
              className="bare door-person"
              disabled={enter.busy}
              onClick={async () => {
                if (await enter.run({ login: person.login })) done();
              }}
            >
              <span className="door-face" aria-hidden="true">
                {person.name.slice(0, 1)}
              </span>
              <span>
                <strong>{person.roleTitle}</strong>
                <span className="soft">{[person.name, person.divisionName].filter(Boolean).join(" · ")}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {here.length > shown.length && (
        <Button type="link" onClick={() => setWhole(true)}>
          {`另有 ${here.length - shown.length} 人`}
        </Button>
      )}
    </>
  );
}

/** One of each post stands at the head of the list. */
const mostUseful = 12;
