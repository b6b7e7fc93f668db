import { PlusOutlined } from "@ant-design/icons";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { encounterOperations } from "../contract.ts";
import { encounterKinds } from "../words.ts";
import { NextLight } from "./NextLight.tsx";
import "./encounters.css";

const few = 5;

export const ProjectEncounters = ({ id }: { id: string }) => <Latest of="projectId" id={id} />;
export const CompanyEncounters = ({ id }: { id: string }) => <Latest of="companyId" id={id} />;

/** The last encounters with this company or about this project. */
function Latest({ of, id }: { of: "projectId" | "companyId"; id: string }) {
  const { can } = useActor();
  const { go } = usePlace();
  const asked = { [of]: id, sort: "happenedOn" as const, descending: true, limit: few };
  const { data, error, refetch } = useAnswer(encounterOperations.list, asked);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      {data.rows.length === 0 && <p className="soft">还没有对接记录。走访、电话、洽谈之后记在这里。</p>}
      <ul className="encounter-rows">
        {data.rows.map((row) => (
          <li key={row.id}>
            <div className="encounter-head">
              <Tag kind="plain">{encounterKinds[row.kind]}</Tag>
              <PlaceLink to={`encounters/${row.id}`}>
                {[row.happenedOn, of === "projectId" ? row.companyNames : row.projectNames].filter(Boolean).join(" ")}
              </PlaceLink>
              <span className="small soft">{[row.hostNames, row.place].filter(Boolean).join(" · ")}</span>
            </div>
            <p className="encounter-summary">{row.summary}</p>
            {row.nextStep && (
              <p className="encounter-head small">
                <span className="soft">下一步</span>
                <NextLight encounter={row} withText />
              </p>
            )}
          </li>
        ))}
      </ul>
      <span className="steps unprinted">
        {can(encounterOperations.create.permission) && (
          <StepButton title="记一次对接" icon={<PlusOutlined />} onStep={() => go("encounters/new", { [of]: id })} />
        )}
        {data.total > few && <PlaceLink to="encounters" search={{ [of]: id }}>{`全部 ${data.total} 次`}</PlaceLink>}
      </span>
    </>
  );
}
