import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { ProjectStart } from "../../parts/ProjectStart.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { arbitrate, referralOperations, ReferralRow } from "../contract.ts";
import { ReferralTag } from "../parts/ReferralTag.tsx";

type Row = z.output<typeof ReferralRow>;

export function ReferralList() {
  const { can } = useActor();
  const { go } = usePlace();
  return (
    <>
      <PageHead
        title="首谈首报"
        from={{ title: "线索与项目", to: "projects" }}
        acts={can(arbitrate) && <Button onClick={() => go("disputes")}>首谈争议</Button>}
      />
      <List
        operation={referralOperations.list}
        columns={columns}
        sort={{ by: "typedAt", descending: true }}
        filters={[
          "state",
          "endsBy",
          { key: "officerId", input: PersonPicker },
          { key: "divisionId", input: DivisionInput },
        ]}
        open={({ projectId }) => `projects/${projectId}`}
        panel={(row) => (
          <Facts
            shape={ReferralRow}
            of={row}
            fields={[
              "number",
              "state",
              "typedAt",
              "byName",
              "divisionName",
              "regionName",
              "contactedOn",
              "scope",
              "expiresOn",
              "reportDueOn",
              "extensionCount",
              ...(row.outcomeReason ? (["outcomeReason"] as const) : []),
            ]}
            render={{ state: <ReferralTag state={row.state} /> }}
          />
        )}
        empty={
          <Empty title="还没有首谈备案" acts={<ProjectStart />}>
            先选择正式洽谈过、还没有签约的项目，在项目页“首谈首报”里备案：谁先谈的以备案时间为准，保护期内他方不得争抢。
          </Empty>
        }
      />
    </>
  );
}

const columns = [
  {
    key: "projectName",
    width: 240,
    render: ({ projectId, projectName }: Row) => <PlaceLink to={`projects/${projectId}`}>{projectName}</PlaceLink>,
  },
  "number" as const,
  { key: "state", render: ({ state }: Row) => <ReferralTag state={state} /> },
  { key: "investorName", wideOnly: true },
  "typedAt" as const,
  "reportDueOn" as const,
  "expiresOn" as const,
  { key: "byName", wideOnly: true },
  "divisionName" as const,
];
