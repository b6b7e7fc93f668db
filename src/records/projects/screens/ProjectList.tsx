import { ImportOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { PageTabs } from "#kit/ui/frame/PageTabs.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { useListState } from "#kit/ui/list/useListState.ts";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { MadeFile } from "#records/workspace/parts/MadeFile.tsx";
import { projectOperations, ProjectRow } from "../contract.ts";
import { ledgerOperations } from "../ledger/contract.ts";
import { StageTag } from "../parts/StageTag.tsx";
import { Board } from "./Board.tsx";
import { FunnelView } from "./FunnelView.tsx";
import { filterChoices } from "./ProjectFilters.tsx";
import "./projects.css";

type Row = z.output<typeof ProjectRow>;

const given = {};
const order = { by: "receivedOn", descending: true };

/** One filter, three views: it stands in the address, so changing the view keeps it. */
export function ProjectList() {
  const { can } = useActor();
  const { go } = usePlace();
  const add = can(projectOperations.create.permission) && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go("projects/new")}>
      登记线索
    </Button>
  );
  const bring = can(importOperations.start.permission) && can(projectOperations.create.permission) && (
    <Button icon={<ImportOutlined />} onClick={() => go("imports/new", { kind: "projects" })}>
      从 Excel 导入
    </Button>
  );
  return (
    <>
      <PageHead
        title="线索与项目"
        acts={
          <>
            {add}
            {bring}
            {can(ledgerOperations.write.permission) && <Ledger />}
            <Button onClick={() => go("referrals")}>首谈首报</Button>
          </>
        }
      />
      <PageTabs
        slot="view"
        tabs={[
          { key: "list", title: "列表", content: () => <Rows acts={[add, bring]} /> },
          { key: "board", title: "看板", content: () => <Board /> },
          { key: "funnel", title: "漏斗", content: () => <FunnelView /> },
        ]}
      />
    </>
  );
}

/** 台账 of what the filter shows, in the order of the list. */
function Ledger() {
  const { filter, sort, descending } = useListState(projectOperations.list, given, {
    sort: order.by,
    descending: order.descending,
  }).state;
  const input = ledgerOperations.write.input.parse({ ...filter, sort, descending });
  return <MadeFile operation={ledgerOperations.write} input={input} title="导出台账" />;
}

function Rows({ acts: [add, bring] }: { acts: React.ReactNode[] }) {
  return (
    <List
      operation={projectOperations.list}
      columns={columns}
      sort={order}
      filters={filterChoices}
      open={({ id }) => `projects/${id}`}
      panel={(project) => (
        <Facts
          shape={ProjectRow}
          of={project}
          fields={[
            "code",
            "stage",
            "track",
            "investorName",
            "capital",
            "sourcePlace",
            "industry",
            "regionName",
            "totalInvestment",
            "agreedInvestment",
            "officerName",
            "divisionName",
            "receivedOn",
            "activeOn",
          ]}
          render={{ stage: <StageTag {...project} /> }}
        />
      )}
      empty={
        <Empty
          title="还没有线索和项目"
          acts={
            <>
              {add}
              {bring}
            </>
          }
        >
          接到一条线索就登记在这里：名称、投资方，一分钟之内。往后的洽谈、签约、注册和开工都在同一条记录上推进。已有项目台账的，从
          Excel 整批导入。
        </Empty>
      }
    />
  );
}

const columns = [
  { key: "name", width: 260 },
  { key: "stage", render: (project: Row) => <StageTag {...project} /> },
  "track" as const,
  "investorName" as const,
  "totalInvestment" as const,
  "stageOn" as const,
  "officerName" as const,
  "divisionName" as const,
  "receivedOn" as const,
];
