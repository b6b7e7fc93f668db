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
          { key: "projectName", width: 220 },
          { key: "companyName", width: 210 },
          { key: "state", render: ({ state }: Row) => <DiligenceTag state={state} /> },
          "openCount",
          { key: "dueOn", render: ({ dueOn }: Row) => <Due on={dueOn} /> },
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
          <>
            <Facts
              shape={DiligenceRow}
              of={row}
              fields={[
                "projectCode",
                "companyName",
                "state",
                "findingCount",
                "unverifiedCount",
                "openCount",
                "dueOn",
                "openedOn",
                "concludedOn",
                "officerName",
                "divisionName",
              ]}
              render={{
                state: <DiligenceTag state={row.state} />,
                dueOn: <Due on={row.dueOn} />,
              }}
            />
            <PlaceLink to={`projects/${row.projectId}`} search={{ panel: "diligence" }}>
              到项目页看查到的内容
            </PlaceLink>
          </>
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

/** The earliest term of what is open; a day that has passed stands out. */
function Due({ on }: { on: string | null }) {
  const { today } = useActor();
  if (on === null) return "—";
  return on < today ? <Tag kind="late">{`${on} 逾期`}</Tag> : on;
}
