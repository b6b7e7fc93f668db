import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { RecordPage } from "#kit/ui/record/RecordPage.tsx";
import { Steps } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { PagedTimeline } from "#records/workspace/parts/PagedTimeline.tsx";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { Encounter, encounterOperations, type EncounterPage as Answer } from "../contract.ts";
import { encounterKinds } from "../words.ts";
import { NextLight } from "./NextLight.tsx";
import "./encounters.css";

type Shown = z.output<typeof Answer>;
type Asked = "update" | "finish" | "annul" | null;

export function EncounterPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(encounterOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record page={data} /> : <Busy />;
}

function Record({ page }: { page: Shown }) {
  const [asked, ask] = useState<Asked>(null);
  const { encounter, timeline, may } = page;
  const { id, kind, happenedOn, nextStep, nextDoneOn, voidedAt } = encounter;
  const isOpen = nextStep !== "" && nextDoneOn === null && voidedAt === null;
  return (
    <>
      <RecordPage
        title={`${encounterKinds[kind]} ${encounter.companyNames || encounter.projectNames}`}
        from={{ title: "对接记录", to: "encounters" }}
        state={voidedAt ? <Tag kind="late">已作废</Tag> : nextStep && <NextLight encounter={encounter} />}
        people={[
          ["日期", happenedOn],
          ["我方人员", encounter.hostNames],
          ["当日科室", encounter.divisionName || "—"],
        ]}
        next={
          <Steps
            steps={[
              ...(isOpen ? [{ title: "办结下一步", may: may.finish, onStep: () => ask("finish") }] : []),
              { title: "修改", may: may.update, onStep: () => ask("update") },
              { title: "作废", may: may.annul, onStep: () => ask("annul") },
            ]}
          />
        }
        sections={[
          { key: "facts", title: "对接情况", children: <Told page={page} /> },
          {
            key: "hosts",
            title: "我方人员",
            children: (
              <ul className="encounter-links">
                {page.hosts.map(({ personId, name, divisionName }) => (
                  <li key={personId}>
                    {name} <span className="small soft">{divisionName || "不在科室"}</span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
        timeline={<PagedTimeline kind="encounter" id={id} first={timeline} />}
      />
      {asked && <Asking encounter={encounter} asked={asked} close={() => ask(null)} />}
    </>
  );
}

function Told({ page: { encounter, outpost, companies, projects } }: { page: Shown }) {
  const links = (at: string, all: { id: string; name: string; isSeen: boolean }[], more = "") => (
    <span className="encounter-links">
      {all.map(({ id, name, isSeen }) =>
        isSeen ? (
          <PlaceLink key={id} to={`${at}/${id}`}>
            {name}
          </PlaceLink>
        ) : (
          <span key={id}>{name}</span>
        ),
      )}
      {more && <span>{more}</span>}
    </span>
  );
  return (
    <Facts
      shape={Encounter}
      of={encounter}
      fields={[
        "kind",
        "happenedOn",
        "place",
        "companyNames",
        ...(projects.length > 0 ? (["projectNames"] as const) : []),
        "guestNames",
        "summary",
        ...(encounter.nextStep ? (["nextStep", "nextDueOn", "nextOwnerName"] as const) : []),
        ...(encounter.nextDoneOn ? (["nextDoneOn", "nextResult"] as const) : []),
        ...(outpost ? (["outpostId"] as const) : []),
        ...(encounter.files.length > 0 ? (["files"] as const) : []),
        "byName",
        "typedAt",
        ...(encounter.voidedAt ? (["voidReason"] as const) : []),
      ]}
      render={{
        companyNames: links("companies", companies, encounter.counterpart),
        projectNames: links("projects", projects),
        outpostId: outpost && links("outposts", [outpost]),
        files: <FileLinks files={encounter.files} />,
        summary: <span className="encounter-summary">{encounter.summary}</span>,
      }}
    />
  );
}

function Asking({
  encounter,
  asked,
  close,
}: {
  encounter: Shown["encounter"];
  asked: NonNullable<Asked>;
  close: () => void;
}) {
  const { go } = usePlace();
  const { today } = useActor();
  const { id, version, nextOwnerId, nextOwnerName, nextDoneOn } = encounter;
  const shared = { narrow: true, cancel: close } as const;
  if (asked === "finish")
    return (
      <Window title="办结下一步" width={560} close={close}>
        <p>{encounter.nextStep}</p>
        <Form
          operation={encounterOperations.finish}
          given={{ id, version }}
          initial={{ doneOn: today }}
          fields={["result", "doneOn"]}
          draft={id}
          submit="办结"
          done={close}
          {...shared}
        />
      </Window>
    );
  if (asked === "annul")
    return (
      <Window title="作废对接记录" width={560} close={close}>
        <p>方式、日期、企业或人员记错了的，作废后按原内容重新登记；作废后不再计数，以前某日的数不变。</p>
        <Form
          operation={encounterOperations.annul}
          given={{ id, version }}
          fields={["reason"]}
          draft={false}
          submit="作废并重新登记"
          done={() => go("encounters/new", { fromId: id })}
          {...shared}
        />
      </Window>
    );
  const known = nextOwnerId ? { value: nextOwnerId, title: nextOwnerName ?? "" } : null;
  return (
    <Window title="修改对接记录" width={620} close={close}>
      <Form
        operation={encounterOperations.update}
        record={encounter}
        fields={[
          "place",
          "summary",
          ...(nextDoneOn
            ? []
            : ([
                "nextStep",
                "nextDueOn",
                {
                  key: "nextOwnerId" as const,
                  input: (props: InputProps) => <PersonPicker {...props} known={known} />,
                },
              ] as const)),
        ]}
        submit="保存"
        done={close}
        {...shared}
      />
    </Window>
  );
}
