import { ClockCircleOutlined, EditOutlined, PartitionOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { PageTabs } from "#kit/ui/frame/PageTabs.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { approvalOperations, type ApprovalRow } from "../contract.ts";
import { flowOperations } from "../flows/contract.ts";
import { memoOperations } from "../memos/contract.ts";
import { ApprovalTag } from "../parts/ApprovalTag.tsx";
import { timingOperations } from "../timing/contract.ts";
import { approvalTabs, type ApprovalTab } from "../words.ts";
import "./approvals.css";

type Row = z.output<typeof ApprovalRow>;

/** 审批: what waits for me comes first. */
export function ApprovalList() {
  const { can } = useActor();
  const { go } = usePlace();
  const { data } = useAnswer(approvalOperations.list, { tab: "todo", limit: 1 });
  return (
    <>
      <PageHead
        title="审批"
        acts={
          <>
            {can(memoOperations.submit.permission) && (
              <Button type="primary" icon={<EditOutlined />} onClick={() => go("memos/new")}>
                写请示
              </Button>
            )}
            {can(flowOperations.flows.permission) && (
              <Button icon={<PartitionOutlined />} onClick={() => go("approvals/flows")}>
                审批流程
              </Button>
            )}
            {can(timingOperations.timing.permission) && (
              <Button icon={<ClockCircleOutlined />} onClick={() => go("approvals/timing")}>
                审批时效
              </Button>
            )}
          </>
        }
      />
      <PageTabs
        tabs={(Object.keys(approvalTabs) as ApprovalTab[]).map((tab) => ({
          key: tab,
          title: approvalTabs[tab],
          ...(tab === "todo" && { count: data?.total ?? null }),
          content: () => <Tabbed tab={tab} />,
        }))}
      />
    </>
  );
}

function Tabbed({ tab }: { tab: ApprovalTab }) {
  const isTodo = tab === "todo";
  // Whoever stands in for somebody is told whose turn each is.
  const { actsFor } = useActor();
  const whose = isTodo && actsFor.length === 0 ? [] : [waiting];
  return (
    <List
      operation={approvalOperations.list}
      slot={tab}
      given={{ tab }}
      columns={[...columns, ...(isTodo ? [] : [state]), ...whose, due, "startedAt"]}
      filters={isTodo ? ["isLate"] : ["state", "isLate", { key: "divisionId", input: DivisionInput }]}
      sort={isTodo ? { by: "dueOn" } : { by: "startedAt", descending: true }}
      open={({ id }) => `approvals/${id}`}
      empty={<Empty title={empty[tab][0]}>{empty[tab][1]}</Empty>}
    />
  );
}

const columns = [
  { key: "title", width: 260 },
  "flowTitle" as const,
  "amount" as const,
  "stepTitle" as const,
  "starterName" as const,
];
const state = { key: "state", render: (row: Row) => <ApprovalTag state={row.state} /> };
const waiting = { key: "approverNames", width: 160 };
const due = {
  key: "dueOn",
  render: ({ dueOn, isLate, state }: Row) => (
    <span className="approval-due">
      {dueOn ?? <span className="soft">{state === "pending" ? "不限" : "—"}</span>}
      {isLate && <Tag kind="late">超时</Tag>}
    </span>
  ),
};

const empty: Record<ApprovalTab, [string, string]> = {
  todo: ["没有等您审批的事项", "轮到您时会出现在这里，最急的排在最前。"],
  started: ["您还没有发起过审批", "请示和需要审批的业务发起以后，可以在这里看办到哪一步。"],
  decided: ["您还没有办理过审批", "您同意、退回、转办过的都留在这里，随时可以回看。"],
  copied: ["没有抄送给您的事项", "审批同意之后，抄送您的会出现在这里。"],
  all: ["没有您可以查看的审批", "您发起的、经办的和职责范围内的审批都在这里。"],
};
