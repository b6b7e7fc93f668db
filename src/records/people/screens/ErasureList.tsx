import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { type ErasureRow, erasureOperations } from "../erasures/contract.ts";
import { ErasureTag } from "./ErasureTag.tsx";

export function ErasureList() {
  return (
    <>
      <PageHead
        title="个人信息删除"
        lead="依书面申请删除联系人和离职人员的个人信息：一人登记，另一人确认，出具回执。"
      />
      <List
        operation={erasureOperations.list}
        columns={columns}
        sort={{ by: "requestedOn", descending: true }}
        filters={["state", "subjectKind"]}
        open={({ id }) => `erasures/${id}`}
        empty={
          <Empty title="还没有删除申请">联系人的在企业页的联系人旁登记，离职人员的由系统管理员在账号里登记。</Empty>
        }
      />
    </>
  );
}

const columns = [
  "code" as const,
  "subjectKind" as const,
  "label" as const,
  "document" as const,
  { key: "state", render: ({ state }: z.output<typeof ErasureRow>) => <ErasureTag state={state} /> },
  "requestedOn" as const,
  "requestedBy" as const,
  "decidedBy" as const,
];
