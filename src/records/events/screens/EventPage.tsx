import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Panels } from "#kit/ui/frame/Panels.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { RecordPage } from "#kit/ui/record/RecordPage.tsx";
import { Steps } from "#kit/ui/record/StepButton.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { PagedTimeline } from "#records/workspace/parts/PagedTimeline.tsx";
import { Event, type EventPage as Answer, eventOperations } from "../contract.ts";
import { wantedCount } from "../rules.ts";
import { travels } from "../stops/rules.ts";
import { eventKinds } from "../words.ts";
import { DutySection } from "./DutySection.tsx";
import { EventTag } from "./EventTag.tsx";
import { FollowSection } from "./FollowSection.tsx";
import { GuestSection } from "./GuestSection.tsx";
import { StopSection } from "./StopSection.tsx";
import { SurveySection } from "./SurveySection.tsx";
import "./events.css";

type Shown = z.output<typeof Answer>;
type Asked = "hold" | "cancel" | "reopen" | null;

export function EventPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(eventOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record {...data} /> : <Busy />;
}

function Record({ event, members, missing, timeline, may }: Shown) {
  const { go } = usePlace();
  const [asked, ask] = useState<Asked>(null);
  const { id, state, kind } = event;
  const edit = (field?: string) => go(`events/${id}/edit`, field ? { field } : {});
  const wanted = wantedCount(state);
  const steps = [
    ...(state === "planned" ? [{ title: "登记举办", may: may.hold, onStep: () => ask("hold") }] : []),
    { title: "修改", may: may.update, onStep: () => edit() },
    ...(state === "planned" ? [{ title: "取消活动", may: may.cancel, onStep: () => ask("cancel") }] : []),
    ...(state === "planned" ? [] : [{ title: "退回筹备", may: may.reopen, onStep: () => ask("reopen") }]),
  ];
  return (
    <>
      <RecordPage
        title={event.name}
        from={{ title: "招商活动", to: "events" }}
        state={<EventTag state={state} />}
        people={[
          ["类型", eventKinds[kind]],
          ["责任专员", event.officerName ?? "未定"],
          ["责任科室", event.divisionName ?? "—"],
        ]}
        next={<Steps steps={steps} />}
        missing={missing}
        {...(may.update === null && { fill: edit })}
        sections={[
          {
            key: "facts",
            title: "基本情况",
            complete: { done: wanted - missing.length, of: wanted },
            children: (
              <Facts
                shape={Event}
                of={event}
                fields={[
                  "fromOn",
                  "toOn",
                  "place",
                  "host",
                  "budgetLine",
                  "plannedCost",
                  "plannedGuests",
                  ...(state === "held" ? (["headcount", "actualCost"] as const) : []),
                  ...(event.stateReason ? (["stateReason"] as const) : []),
                  "purpose",
                  ...(state === "held" ? (["report"] as const) : []),
                ]}
              />
            ),
          },
          {
            key: "members",
            title: "我方参加人员",
            children:
              members.length === 0 ? (
                <p className="soft">还没有填参加人员。</p>
              ) : (
                <ul className="event-members">
                  {members.map(({ personId, name, divisionName }) => (
                    <li key={personId}>
                      {name} <span className="small soft">{divisionName ?? "不在科室"}</span>
                    </li>
                  ))}
                </ul>
              ),
          },
          { key: "duties", title: "分工", children: <DutySection eventId={id} may={may.manage} /> },
          ...(travels.includes(kind)
            ? [
                {
                  key: "stops",
                  title: "行程",
                  children: <StopSection event={event} members={members} may={may.manage} />,
                },
              ]
            : []),
          { key: "guests", title: "来宾", children: <GuestSection event={event} may={may.manage} /> },
          ...(state === "held"
            ? [{ key: "follows", title: "活动后跟进", children: <FollowSection eventId={id} may={may.manage} /> }]
            : []),
          { key: "surveys", title: "满意度调查", children: <SurveySection event={event} may={may.manage} /> },
        ]}
        timeline={<PagedTimeline kind="event" id={id} first={timeline} />}
      />
      <Panels on="event" id={id} />
      {asked && <Asking event={event} asked={asked} close={() => ask(null)} />}
    </>
  );
}

function Asking({ event, asked, close }: { event: Shown["event"]; asked: NonNullable<Asked>; close: () => void }) {
  const { id, version } = event;
  const shared = { given: { id, version }, narrow: true, draft: false, cancel: close, done: close } as const;
  if (asked === "hold")
    return (
      <Window title="登记举办" width={560} close={close}>
        <p>{`登记后按开始日期 ${event.fromOn} 计入活动场次，来宾可以安排跟进。`}</p>
        <Form
          operation={eventOperations.hold}
          fields={[
            "headcount",
            { key: "actualCost", help: "结算后也可以再填" },
            { key: "report", help: "出访的写出访报告" },
          ]}
          {...shared}
          submit="登记举办"
        />
      </Window>
    );
  if (asked === "cancel")
    return (
      <Window title="取消活动" width={520} close={close}>
        <Form operation={eventOperations.cancel} fields={["reason"]} {...shared} />
      </Window>
    );
  return (
    <Window title="退回筹备" width={520} close={close}>
      <Form
        operation={eventOperations.reopen}
        fields={[{ key: "reason", help: "退回后不再计入场次，以前某日的数不变" }]}
        {...shared}
      />
    </Window>
  );
}
