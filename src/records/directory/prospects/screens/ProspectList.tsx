import { ImportOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { importOperations } from "#records/workspace/imports/contract.ts";
import { IndustryPicker } from "../../parts/IndustryPicker.tsx";
import { prospectOperations, ProspectRow } from "../contract.ts";
import { prospectFields } from "./prospectfields.tsx";
import { ProspectTag } from "./ProspectTag.tsx";

type Row = z.output<typeof ProspectRow>;

export function ProspectList() {
  const { can, personId, name } = useActor();
  const { go, year } = usePlace();
  const [isNew, setNew] = useState(false);
  const me = personId ? { value: personId, title: name } : null;
  const add = can(prospectOperations.create.permission) && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
      列入目标企业
    </Button>
  );
  const bring = can(importOperations.start.permission) && can(prospectOperations.update.permission) && (
    <Button icon={<ImportOutlined />} onClick={() => go("imports/new", { kind: "prospects" })}>
      从 Excel 导入
    </Button>
  );
  const acts = (
    <>
      {add}
      {bring}
    </>
  );
  return (
    <>
      <PageHead title="目标企业" acts={acts} />
      <List
        operation={prospectOperations.list}
        columns={columns}
        sort={{ by: "listedOn", descending: true }}
        filters={[
          "state",
          "priority",
          "year",
          "theme",
          { key: "industryCode", input: IndustryPicker },
          { key: "officerId", input: PersonPicker },
          { key: "divisionId", input: DivisionInput },
        ]}
        open={({ id }) => `prospects/${id}`}
        panel={(prospect) => (
          <Facts
            shape={ProspectRow}
            of={prospect}
            fields={[
              "year",
              "theme",
              "priority",
              "reason",
              "source",
              "officerName",
              "divisionName",
              "state",
              "stateReason",
            ]}
            render={{ state: <ProspectTag state={prospect.state} /> }}
          />
        )}
        empty={
          <Empty title="目标清单还是空的" acts={acts}>
            把今年要主动争取的企业列在这里，不在库里的也可以列；谈成后转入企业库。
          </Empty>
        }
      />
      {isNew && (
        <Window title="列入目标企业" width={640} close={() => setNew(false)}>
          <Form
            operation={prospectOperations.create}
            fields={prospectFields(me)}
            initial={{ year: Number(year), ...(me ? { officerId: me.value } : {}) }}
            narrow
            cancel={() => setNew(false)}
            done={({ id }) => go(`prospects/${id}`)}
          />
        </Window>
      )}
    </>
  );
}

const columns = [
  { key: "name", width: 260 },
  { key: "state", render: ({ state }: Row) => <ProspectTag state={state} /> },
  "priority" as const,
  "theme" as const,
  { key: "year", wideOnly: true },
  {
    key: "companyName",
    wideOnly: true,
    render: ({ companyId, companyName }: Row) =>
      companyId && companyName ? <PlaceLink to={`companies/${companyId}`}>{companyName}</PlaceLink> : null,
  },
  "officerName" as const,
  { key: "divisionName", wideOnly: true },
  { key: "listedOn", wideOnly: true },
];
