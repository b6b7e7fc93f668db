import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { ProjectStart } from "../../parts/ProjectStart.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { commitmentOperations, CommitmentRow } from "../contract.ts";
import { FulfillmentTag } from "../parts/FulfillmentTag.tsx";

type Row = z.output<typeof CommitmentRow>;

/** 履约预警 over all projects: what falls due, what is late, what was done about it. */
export function CommitmentList() {
  return (
    <>
      <PageHead title="履约预警" />
      <List
        operation={commitmentOperations.list}
        columns={[
          { key: "projectName", width: 240 },
          "kind",
          "year",
          { key: "state", render: ({ state }: Row) => <FulfillmentTag state={state} /> },
          { key: "why", width: 320 },
          "dueOn",
          { key: "handling", wideOnly: true },
          { key: "officerName", wideOnly: true },
        ]}
        sort={{ by: "dueOn" }}
        filters={[
          "isAlert",
          "state",
          "kind",
          "year",
          { key: "officerId", input: PersonPicker },
          { key: "divisionId", input: DivisionInput },
          "dueBy",
        ]}
        open={({ projectId }) => `projects/${projectId}`}
        panel={(row) => (
          <Facts
            shape={CommitmentRow}
            of={row}
            fields={[
              "projectCode",
              "kind",
              "year",
              "state",
              "why",
              "targetText",
              "actualText",
              "actualOn",
              "dueOn",
              "handling",
              "untilOn",
              "officerName",
              "divisionName",
            ]}
            render={{ state: <FulfillmentTag state={row.state} /> }}
          />
        )}
        empty={
          <Empty title="还没有承诺" acts={<ProjectStart />}>
            先选择已签协议的项目，在项目页“承诺与履约”里按投资协议登记；临近期限、逾期和违约的都列在这里。
          </Empty>
        }
      />
    </>
  );
}
