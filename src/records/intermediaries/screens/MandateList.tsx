import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { mandateOperations, type MandateRow } from "../mandates/contract.ts";
import { mandateStates } from "../words.ts";
import { mandateTags } from "./MandateSection.tsx";

type Row = z.output<typeof MandateRow>;

/** 全部委托协议; with 截至 it tells how many were in force on a day. */
export function MandateList() {
  return (
    <>
      <PageHead title="委托协议" from={{ title: "中介机构", to: "intermediaries" }} />
      <List
        operation={mandateOperations.list}
        columns={[
          { key: "intermediaryName", width: 260 },
          "number",
          "scope",
          { key: "state", render: ({ state }: Row) => <Tag kind={mandateTags[state]}>{mandateStates[state]}</Tag> },
          { key: "fromOn", wideOnly: true },
          "toOn",
          {
            key: "light",
            title: "到期",
            render: ({ light }: Row) => light && <Light light={light} />,
          },
        ]}
        sort={{ by: "toOn" }}
        filters={["state", "on", "endsBy", { key: "officerId", input: PersonPicker }]}
        open={({ intermediaryId }) => `intermediaries/${intermediaryId}`}
        empty={<Empty title="还没有委托协议">在中介机构的页面上签订。</Empty>}
      />
    </>
  );
}
