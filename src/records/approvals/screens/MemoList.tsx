import { EditOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { memoOperations, type MemoRow } from "../memos/contract.ts";
import { ApprovalTag } from "../parts/ApprovalTag.tsx";

type Row = z.output<typeof MemoRow>;

export function MemoList() {
  const { can } = useActor();
  const { go } = usePlace();
  const write = can(memoOperations.submit.permission) && (
    <Button type="primary" icon={<EditOutlined />} onClick={() => go("memos/new")}>
      写请示
    </Button>
  );
  return (
    <>
      <PageHead title="请示" acts={write} />
      <List
        operation={memoOperations.list}
        columns={columns}
        filters={["state"]}
        sort={{ by: "createdAt", descending: true }}
        open={({ id }) => `memos/${id}`}
        empty={
          <Empty title="还没有请示" acts={write}>
            要领导批的事写成请示：写明事由和金额，提交后按规定逐级审批，批到哪一步随时看得到。
          </Empty>
        }
      />
    </>
  );
}

const columns = [
  { key: "title", width: 360 },
  "amount" as const,
  { key: "state", render: ({ state }: Row) => <ApprovalTag state={state} /> },
  "drafterName" as const,
  "divisionName" as const,
  "createdAt" as const,
];
