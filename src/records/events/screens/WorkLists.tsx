import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { manage } from "../contract.ts";
import { dutyOperations, type DutyRow } from "../duties/contract.ts";
import { followOperations, type FollowRow } from "../follows/contract.ts";
import { guestOperations, type GuestRow } from "../guests/contract.ts";
import { EventPicker } from "../parts/EventPicker.tsx";
import { lightOf } from "../rules.ts";
import { followStates } from "../words.ts";
import { FollowSteps } from "./FollowSection.tsx";
import { GuestPanel, guestColumns } from "./GuestPanel.tsx";
import { todayHere } from "./today.ts";
import "./events.css";

type Duty = z.output<typeof DutyRow>;
type Follow = z.output<typeof FollowRow>;
type Guest = z.output<typeof GuestRow>;

const from = { title: "招商活动", to: "events" };
const eventColumn = {
  key: "eventName",
  width: 240,
  render: ({ eventId, eventName }: { eventId: string; eventName: string }) => (
    <PlaceLink to={`events/${eventId}`}>{eventName}</PlaceLink>
  ),
};
const byEvent = { key: "eventId", input: EventPicker };

/** 全部分工, where the desk leads to one's own. */
export function DutyList() {
  return (
    <>
      <PageHead title="活动分工" from={from} />
      <List
        operation={dutyOperations.list}
        columns={[
          { key: "title", width: 240 },
          eventColumn,
          "personName",
          "dueOn",
          {
            key: "light",
            title: "进度",
            render: ({ dueOn, doneOn }: Duty) =>
              doneOn ? `${doneOn} 完成` : <Light light={lightOf(dueOn, todayHere())} />,
          },
        ]}
        sort={{ by: "dueOn" }}
        filters={["isOpen", { key: "personId", input: PersonPicker }, byEvent]}
        open={({ eventId }) => `events/${eventId}`}
        empty={<Empty title="还没有分工">在活动页安排谁办什么、何时办完。</Empty>}
      />
    </>
  );
}

export function FollowList() {
  const { can } = useActor();
  const may = can(manage) ? null : { code: "events.scope", message: "您的角色不办理活动跟进" };
  return (
    <>
      <PageHead title="活动后跟进" from={from} />
      <List
        operation={followOperations.list}
        columns={[
          { key: "companyName", width: 220 },
          eventColumn,
          "afterDays",
          "dueOn",
          {
            key: "state",
            render: ({ state, dueOn }: Follow) =>
              state === "open" ? <Light light={lightOf(dueOn, todayHere())} /> : followStates[state],
          },
          "ownerName",
          { key: "result", wideOnly: true },
        ]}
        sort={{ by: "dueOn" }}
        filters={["state", { key: "ownerId", input: PersonPicker }, "dueBy", byEvent]}
        panel={(follow) => (
          <>
            <p>{follow.result || "还没有登记跟进情况。"}</p>
            {follow.state === "open" && (
              <p className="steps">
                <FollowSteps follow={follow} may={may} />
              </p>
            )}
          </>
        )}
        empty={<Empty title="还没有跟进事项">活动登记举办之后，在来宾里选中企业安排跟进。</Empty>}
      />
    </>
  );
}

export function GuestList() {
  const { can } = useActor();
  const may = can(manage) ? null : { code: "events.scope", message: "您的角色不办理活动来宾" };
  return (
    <>
      <PageHead title="活动来宾" from={from} />
      <List
        operation={guestOperations.list}
        columns={[
          guestColumns[0] as { key: "companyName"; render: (guest: Guest) => React.ReactNode },
          eventColumn,
          ...guestColumns.slice(1),
        ]}
        sort={{ by: "companyName" }}
        filters={["match", "attendance", "reply", "isMine", byEvent]}
        panel={(guest) => <GuestPanel guest={guest} may={may} />}
        empty={<Empty title="还没有来宾">各场活动的来宾都在这里，可按是否已对应企业库筛选。</Empty>}
      />
    </>
  );
}
