import { useState } from "react";
import type { z } from "zod";
import { Panels } from "#kit/ui/frame/Panels.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { RecordPage } from "#kit/ui/record/RecordPage.tsx";
import { Steps } from "#kit/ui/record/StepButton.tsx";
import { Timeline } from "#kit/ui/record/Timeline.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { PersonState } from "../parts/PersonState.tsx";
import { type PersonPage as Answer, staffOperations } from "../staff/contract.ts";
import { leaveKinds, staffKinds } from "../words.ts";
import { IdNumber } from "./IdNumber.tsx";
import { PersonRights } from "./PersonRights.tsx";
import { PersonStep, type StaffDoing } from "./PersonStep.tsx";
import "./persons.css";

type Shown = z.output<typeof Answer>;

/** One person: where they worked and work, by what account they act, in which roles. */
export function PersonPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(staffOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record {...data} /> : <Busy />;
}

function Record(shown: Shown) {
  const { person, services, timeline, may } = shown;
  const [doing, setDoing] = useState<StaffDoing | null>(null);
  const now = services.find(({ toOn }) => toOn === null);
  const hasLeft = person.state === "left";
  return (
    <>
      <RecordPage
        title={person.name}
        from={{ title: "人员", to: "persons" }}
        state={
          <>
            <PersonState state={person.state} />
            {person.hostName && <Tag kind="watch">{`${person.hostName}托管`}</Tag>}
          </>
        }
        people={[
          ["科室", now?.divisionName ?? "—"],
          ["岗位", now?.postTitle ?? "—"],
          ["人员类别", now?.staffKind ? staffKinds[now.staffKind] : "—"],
        ]}
        next={
          hasLeft ? (
            <Steps steps={[{ title: "到岗", may: may.rejoin, onStep: () => setDoing("rejoin") }]} />
          ) : (
            <Steps
              steps={[
                { title: "调岗", may: may.move, onStep: () => setDoing("move") },
                { title: "修改", may: may.update, onStep: () => setDoing("update") },
                { title: "办理离开", may: may.leave, onStep: () => setDoing("leave") },
              ]}
            />
          )
        }
        sections={[
          { key: "services", title: "任职经历", children: <Services {...shown} /> },
          { key: "rights", title: "账号与角色", children: <PersonRights {...shown} /> },
          {
            key: "facts",
            title: "本人",
            children: <IdNumber person={person} may={may.update} />,
          },
        ]}
        timeline={<Timeline entries={timeline.rows} />}
      />
      <Panels on="person" id={person.id} />
      {doing && <PersonStep does={doing} person={person} service={now ?? null} close={() => setDoing(null)} />}
    </>
  );
}

function Services({ services, person }: Shown) {
  if (services.length === 0)
    return (
      <p className="soft">
        {person.hostName ? "托管人员不计入本单位实有人数。" : "没有登记任职，不计入实有人数；需要时办理调岗。"}
      </p>
    );
  return (
    <ol className="person-services">
      {services.map(({ id, fromOn, toOn, divisionName, postTitle, staffKind, document }) => (
        <li key={id}>
          <span className="number">{`${fromOn} 至 ${toOn ?? "今"}`}</span>
          <strong>{[divisionName, postTitle].filter(Boolean).join(" · ") || "未定科室"}</strong>
          <span className="soft">
            {[staffKind ? staffKinds[staffKind] : "未登记类别", document].filter(Boolean).join("，")}
          </span>
        </li>
      ))}
      {person.leaveKind && person.leftOn && (
        <li>
          <span className="number">{person.leftOn}</span>
          <strong>{leaveKinds[person.leaveKind]}</strong>
        </li>
      )}
    </ol>
  );
}
