import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { type Expert, expertOperations } from "../contract.ts";

type Row = z.output<typeof Expert>;

/** 专家库, with what each has declared; a retired expert stays readable. */
export function ExpertList() {
  const { can } = useActor();
  const [isNew, setNew] = useState(false);
  const [gone, setGone] = useState<Row | null>(null);
  const mayManage = can(expertOperations.add.permission);
  const add = mayManage && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setNew(true)}>
      专家入库
    </Button>
  );
  return (
    <>
      <PageHead title="专家库" from={{ title: "项目评审", to: "reviews" }} acts={add} />
      <List
        operation={expertOperations.list}
        columns={[
          { key: "name", width: 140 },
          "employer",
          "field",
          { key: "relations", render: ({ relations }: Row) => relations.join("、") || "—" },
          "addedOn",
          {
            key: "retiredOn",
            title: "状态",
            render: (row: Row) =>
              row.retiredOn ? (
                <Tag>{`${row.retiredOn} 出库`}</Tag>
              ) : mayManage ? (
                <StepButton title="出库" onStep={() => setGone(row)} />
              ) : (
                <Tag kind="done">在库</Tag>
              ),
          },
        ]}
        sort={{ by: "addedOn", descending: true }}
        empty={
          <Empty title="还没有专家" acts={add}>
            专家入库时申报利害关系，抽取和选定时自动回避。
          </Empty>
        }
      />
      {isNew && (
        <Window title="专家入库" width={560} close={() => setNew(false)}>
          <Form
            operation={expertOperations.add}
            fields={["name", "employer", "field", { key: "relations", wide: true }]}
            narrow
            cancel={() => setNew(false)}
            done={() => setNew(false)}
          />
        </Window>
      )}
      {gone && (
        <Window title={`${gone.name}出库`} width={480} close={() => setGone(null)}>
          <Form
            operation={expertOperations.retire}
            given={{ id: gone.id }}
            fields={["reason"]}
            draft={false}
            narrow
            submit="出库"
            cancel={() => setGone(null)}
            done={() => setGone(null)}
          />
        </Window>
      )}
    </>
  );
}
