import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { diligenceOperations, DiligenceRow } from "../contract.ts";
import { DiligenceTag } from "./DiligenceTag.tsx";

type Row = z.output<typeof DiligenceRow>;

/** 尽职调查 of all projects within reach: what is looked into, what waits for its conditions, what is done. */
export function DiligenceList() {
  return (
    <>
      <PageHead
        title="尽职调查"
        lead="对投资方查什么、查到哪一步、附带的条件还差几项；查到的内容在项目页里看。"
        acts={<PlaceLink to="reviews">项目评审</PlaceLink>}
      />
      <List
        operation={diligenceOperations.list}
        columns={[
          { key: "projectName", width: 240, render: (row: Row) => <ProjectLink row={row} /> },
          { key: "companyName", width: 220 },
          { key: "state", render: ({ state }: Row) => <DiligenceTag state={state} /> },
          { key: "openCount", width: 190, render: (row: Row) => <Open row={row} /> },
          { key: "findingCount", render: (row: Row) => <Found row={row} />, wideOnly: true },
          "openedOn",
          "concludedOn",
          "officerName",
          { key: "divisionName", wideOnly: true },
        ]}
        sort={{ by: "openedOn", descending: true }}
        filters={[
          "state",
          "dueBy",
          { key: "officerId", input: PersonPicker },
          { key: "divisionId", input: DivisionInput },
        ]}
        open={({ projectId }) => `projects/${projectId}`}
        panel={(row) => (
          <Facts
            shape={DiligenceRow}
            of={row}
            fields={[
              "projectCode",
              "companyName",
              "state",
              "findingCount",
              "openCount",
              "openedOn",
              "concludedOn",
              "officerName",
              "divisionName",
            ]}
            render={{
              state: <DiligenceTag state={row.state} />,
              findingCount: <Found row={row} />,
              openCount: <Open row={row} />,
            }}
          />
        )}
        empty={
          <Empty title="还没有尽职调查" acts={<PlaceLink to="projects">到项目里开始</PlaceLink>}>
            打开项目，在“尽职调查”里开始：先登记查询情况，另一人核验，再作结论。附带的条件落实之前不能签约。
          </Empty>
        }
      />
    </>
  );
}

const ProjectLink = ({ row: { projectId, projectName } }: { row: Row }) => (
  <PlaceLink to={`projects/${projectId}`} search={{ panel: "diligence" }}>
    {projectName}
  </PlaceLink>
);

/** 未落实条件: how many, and by when the first. */
function Open({ row: { openCount, dueOn } }: { row: Row }) {
  const { today } = useActor();
  if (openCount === 0) return "—";
  const isLate = dueOn !== null && dueOn < today;
  return isLate ? <Tag kind="late">{`${openCount} 项，${dueOn} 逾期`}</Tag> : `${openCount} 项，${dueOn ?? ""} 前`;
}

function Found({ row: { findingCount, unverifiedCount } }: { row: Row }) {
  return unverifiedCount > 0 ? `${findingCount} 条，${unverifiedCount} 条待核验` : `${findingCount} 条`;
}
