import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { type HandoverRow, handoverOperations } from "../handovers/contract.ts";
import { HandoverTag } from "./HandoverTag.tsx";

export function HandoverList() {
  const { can } = useActor();
  const { go } = usePlace();
  const add = can(handoverOperations.create.permission) && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => go("handovers/new")}>
      拟办交接
    </Button>
  );
  return (
    <>
      <PageHead
        title="交接"
        lead="轮岗、离岗时，把名下的企业和未办完的事交给接手的人，各方签字后一次移交。"
        acts={add}
      />
      <List
        operation={handoverOperations.list}
        columns={columns}
        sort={{ by: "preparedOn", descending: true }}
        filters={["state"]}
        open={({ id }) => `handovers/${id}`}
        empty={
          <Empty title="还没有交接" acts={add}>
            拟一份清单，移交人、接收人、监交人依次签字，名下事项便一并移交，时间线上查得到。
          </Empty>
        }
      />
    </>
  );
}

const columns = [
  "code" as const,
  "giverName" as const,
  "receiverName" as const,
  "witnessName" as const,
  "itemCount" as const,
  { key: "state", render: ({ state }: z.output<typeof HandoverRow>) => <HandoverTag state={state} /> },
  "preparedOn" as const,
  "doneOn" as const,
];
