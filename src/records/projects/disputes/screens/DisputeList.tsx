import type { z } from "zod";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { List } from "#kit/ui/list/List.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { disputeOperations, type DisputeRow } from "../contract.ts";
import { type DisputeState, disputeStates } from "../../referral/words.ts";

type Row = z.output<typeof DisputeRow>;

const kinds: Record<DisputeState, "watch" | "done" | "plain"> = { open: "watch", decided: "done", settled: "plain" };

export const DisputeTag = ({ state }: { state: DisputeState }) => <Tag kind={kinds[state]}>{disputeStates[state]}</Tag>;

export function DisputeList() {
  return (
    <>
      <PageHead title="首谈争议" from={{ title: "首谈首报", to: "referrals" }} />
      <List
        operation={disputeOperations.list}
        columns={[
          { key: "investorName", width: 240 },
          { key: "state", render: ({ state }: Row) => <DisputeTag state={state} /> },
          "match",
          "firstDivisionName",
          "secondDivisionName",
          "raisedAt",
          { key: "decidedByName", wideOnly: true },
          { key: "decidedAt", wideOnly: true },
        ]}
        sort={{ by: "raisedAt", descending: true }}
        filters={["state"]}
        open={({ id }) => `disputes/${id}`}
        empty={
          <Empty title="没有首谈争议">同一投资方有两份备案时自动提出，由办公室裁定，双方都会收到结果和理由。</Empty>
        }
      />
    </>
  );
}
