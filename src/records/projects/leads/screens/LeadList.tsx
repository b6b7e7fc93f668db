import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { PageTabs } from "#kit/ui/frame/PageTabs.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { projectOperations } from "../../contract.ts";
import { leadOperations, type LeadRow } from "../contract.ts";
import { ClockPanel } from "./ClockPanel.tsx";
import "./leads.css";

type Row = z.output<typeof LeadRow>;

/** 我的线索, and everybody's in reach; each with the clock that presses most. */
export function LeadList() {
  const { can, personId } = useActor();
  const { go } = usePlace();
  const add = can(projectOperations.create.permission) && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go("projects/new")}>
      登记线索
    </Button>
  );
  return (
    <>
      <PageHead title="我的线索" acts={add} />
      <PageTabs
        slot="whose"
        tabs={[
          ...(personId
            ? [{ key: "mine", title: "我的", content: () => <Leads given={{ officerId: personId }} add={add} /> }]
            : []),
          { key: "all", title: "全部", content: () => <Leads given={{}} add={add} /> },
        ]}
      />
    </>
  );
}

function Leads({ given, add }: { given: { officerId?: string }; add: React.ReactNode }) {
  const whose = given.officerId
    ? []
    : [
        { key: "officerId", input: PersonPicker },
        { key: "divisionId", input: DivisionInput },
      ];
  return (
    <List
      operation={leadOperations.list}
      given={given}
      columns={columns}
      sort={{ by: "receivedOn" }}
      filters={["isLate", "isSilent", "source", ...whose]}
      open={({ id }) => `projects/${id}`}
      panel={({ id }) => <ClockPanel id={id} />}
      empty={
        <Empty title="没有在办的线索" acts={add}>
          接到一条线索就登记在这里，答复、研判、反馈和跟进报告的时限随之开始计算。
        </Empty>
      }
    />
  );
}

const columns = [
  { key: "name", width: 240 },
  {
    key: "lightText",
    render: ({ light, lightText }: Row) => (
      <span className="lead-light">
        <Light light={{ state: light, text: lightText }} />
      </span>
    ),
  },
  "nextDueOn" as const,
  "receivedOn" as const,
  "investorName" as const,
  {
    key: "isSilent",
    render: ({ isSilent }: Row) => (isSilent ? <Tag kind="watch">建议转休眠</Tag> : <span className="soft">—</span>),
  },
  "source" as const,
  "officerName" as const,
];
