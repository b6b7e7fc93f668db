import { CalendarOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { eventOperations, EventRow } from "../contract.ts";
import { EventTag } from "./EventTag.tsx";

type Row = z.output<typeof EventRow>;

export function EventList() {
  const { can } = useActor();
  const { go } = usePlace();
  const add = can(eventOperations.create.permission) && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go("events/new")}>
      新增活动
    </Button>
  );
  return (
    <>
      <PageHead
        title="招商活动"
        acts={
          <>
            {add}
            <Button icon={<CalendarOutlined />} onClick={() => go("events/calendar")}>
              日历
            </Button>
          </>
        }
      />
      <List
        operation={eventOperations.list}
        columns={columns}
        sort={{ by: "fromOn", descending: true }}
        filters={[
          "kind",
          "state",
          "from",
          "to",
          "waits",
          { key: "officerId", input: PersonPicker },
          { key: "divisionId", input: DivisionInput },
          { key: "memberId", input: PersonPicker },
        ]}
        open={({ id }) => `events/${id}`}
        panel={(event) => (
          <Facts
            shape={EventRow}
            of={event}
            fields={[
              "kind",
              "fromOn",
              "toOn",
              "place",
              "budgetLine",
              "plannedCost",
              "actualCost",
              "headcount",
              "officerName",
              "divisionName",
            ]}
          />
        )}
        empty={
          <Empty title="还没有登记活动" acts={add}>
            推介会、外出招商、来访接待都登记在这里：会前的邀请和分工，会后的到会、跟进和满意度，一场活动一页。
          </Empty>
        }
      />
    </>
  );
}

const columns = [
  { key: "name", width: 280 },
  { key: "state", render: ({ state }: Row) => <EventTag state={state} /> },
  "kind" as const,
  "fromOn" as const,
  { key: "place", wideOnly: true },
  "guestCount" as const,
  "attendedCount" as const,
  { key: "plannedCost", wideOnly: true },
  { key: "actualCost", wideOnly: true },
  "officerName" as const,
  { key: "divisionName", wideOnly: true },
];
