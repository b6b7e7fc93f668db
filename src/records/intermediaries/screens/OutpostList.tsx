import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { outpostOperations, type OutpostRow } from "../outposts/contract.ts";
import { outpostFields } from "./outpostfields.tsx";

type Row = z.output<typeof OutpostRow>;

export function OutpostList() {
  const { can, personId, name } = useActor();
  const { go } = usePlace();
  const [isNew, setNew] = useState(false);
  const me = personId ? { value: personId, title: name } : null;
  const add = can(outpostOperations.create.permission) && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
      登记驻外机构
    </Button>
  );
  return (
    <>
      <PageHead title="驻外机构" from={{ title: "中介机构", to: "intermediaries" }} acts={add} />
      <List
        operation={outpostOperations.list}
        columns={[
          { key: "name", width: 240 },
          "kind",
          "place",
          {
            key: "toOn",
            title: "状态",
            render: ({ toOn }: Row) => <Tag kind={toOn ? "plain" : "done"}>{toOn ? `${toOn} 撤销` : "在运行"}</Tag>,
          },
          {
            key: "mandatedUntil",
            render: ({ mandatedUntil, light }: Row) => (light ? <Light light={light} /> : mandatedUntil),
          },
          "memberCount",
          "spent",
          { key: "intermediaryName", wideOnly: true },
          "officerName",
        ]}
        sort={{ by: "name" }}
        filters={["kind", "isOpen", "endsBy", { key: "officerId", input: PersonPicker }]}
        open={({ id }) => `outposts/${id}`}
        empty={
          <Empty title="还没有驻外机构" acts={add}>
            先登记一处招商联络站、驻点小分队、代理点或驻外机构；谁在那里、一年花多少、有什么成果，都记在它的页上。
          </Empty>
        }
      />
      {isNew && (
        <Window title="登记驻外机构" width={640} close={() => setNew(false)}>
          <Form
            operation={outpostOperations.create}
            fields={outpostFields(me, null)}
            initial={me ? { officerId: me.value } : {}}
            narrow
            cancel={() => setNew(false)}
            done={({ id }) => go(`outposts/${id}`)}
          />
        </Window>
      )}
    </>
  );
}
