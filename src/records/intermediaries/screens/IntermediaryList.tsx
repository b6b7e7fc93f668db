import { PlusOutlined } from "@ant-design/icons";
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
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { intermediaryOperations, IntermediaryRow } from "../contract.ts";
import { intermediaryFields } from "./intermediaryfields.tsx";
import { DeclarationTag } from "./DeclarationTag.tsx";

type Row = z.output<typeof IntermediaryRow>;

export function IntermediaryList() {
  const { can, personId, name } = useActor();
  const { go } = usePlace();
  const [isNew, setNew] = useState(false);
  const me = personId ? { value: personId, title: name } : null;
  const add = can(intermediaryOperations.create.permission) && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
      登记中介机构
    </Button>
  );
  return (
    <>
      <PageHead
        title="中介机构"
        acts={
          <>
            {add}
            <Button onClick={() => go("mandates")}>委托协议</Button>
            <Button onClick={() => go("outposts")}>驻外机构</Button>
          </>
        }
      />
      <List
        operation={intermediaryOperations.list}
        columns={columns}
        sort={{ by: "registeredOn", descending: true }}
        filters={[
          "kind",
          "mandate",
          "declaration",
          "state",
          { key: "officerId", input: PersonPicker },
          { key: "divisionId", input: DivisionInput },
        ]}
        open={({ id }) => `intermediaries/${id}`}
        panel={(row) => (
          <Facts
            shape={IntermediaryRow}
            of={row}
            fields={[
              "kind",
              "creditCode",
              "contactName",
              "regions",
              "strengths",
              "declaration",
              "declaredOn",
              "mandatedUntil",
              "officerName",
              "divisionName",
            ]}
          />
        )}
        empty={
          <Empty title="还没有登记中介机构" acts={add}>
            商协会、咨询和律师会计师事务所、基金、个人引荐人都登记在这里；先登记回避声明，再签委托招商协议。
          </Empty>
        }
      />
      {isNew && (
        <Window title="登记中介机构" width={680} close={() => setNew(false)}>
          <Form
            operation={intermediaryOperations.create}
            fields={intermediaryFields(me, null)}
            initial={me ? { officerId: me.value } : {}}
            narrow
            cancel={() => setNew(false)}
            done={({ id }) => go(`intermediaries/${id}`)}
          />
        </Window>
      )}
    </>
  );
}

const columns = [
  { key: "name", width: 280 },
  "kind" as const,
  { key: "declaration", render: ({ declaration }: Row) => <DeclarationTag declaration={declaration} /> },
  "mandatedUntil" as const,
  { key: "regions", wideOnly: true },
  "officerName" as const,
  { key: "divisionName", wideOnly: true },
  { key: "registeredOn", wideOnly: true },
];
