import type { z } from "zod";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { CommandButton } from "#kit/ui/record/StepButton.tsx";
import { type Delivery, deliveryOperations } from "../deliveries/contract.ts";
import { type DeliveryState, deliveryStates } from "../deliveries/words.ts";

type Row = z.output<typeof Delivery>;

const looks: Record<DeliveryState, "plain" | "primary" | "done" | "watch" | "late"> = {
  waiting: "primary",
  sending: "primary",
  sent: "done",
  skipped: "plain",
  failed: "late",
  unsure: "watch",
};

/** 投递记录: how what was sent outward fared; never what it said. */
export function DeliveryList() {
  return (
    <List
      operation={deliveryOperations.list}
      columns={columns}
      filters={["state", "channel"]}
      sort={{ by: "createdAt", descending: true }}
      slot="delivery"
      empty={<Empty title="还没有发出过消息">启用渠道、各人选好哪些消息外发以后，每一条的结果记在这里。</Empty>}
    />
  );
}

const columns = [
  "createdAt" as const,
  { key: "state" as const, render: ({ state }: Row) => <Tag kind={looks[state]}>{deliveryStates[state]}</Tag> },
  "channel" as const,
  "recipientName" as const,
  {
    key: "reason" as const,
    width: 320,
    render: ({ reason }: Row) => <span className="notice-title">{reason ?? <span className="soft">—</span>}</span>,
  },
  {
    key: "resend",
    title: "处理",
    render: ({ id, may }: Row) =>
      may.resend === null ? (
        <CommandButton
          operation={deliveryOperations.resend}
          input={{ id }}
          confirm="改正原因以后再重发。“不能确定”的可能已经送达，重发会让收件人看到两次。"
        />
      ) : (
        <span className="soft">—</span>
      ),
  },
  "kind" as const,
  "sentAt" as const,
];
