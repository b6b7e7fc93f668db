import { Tag } from "#kit/ui/look/Tag.tsx";
import { type FulfillmentState, fulfillmentStates } from "../words.ts";

const kinds: Record<FulfillmentState, "plain" | "done" | "watch" | "late"> = {
  open: "plain",
  soon: "watch",
  late: "watch",
  breached: "late",
  met: "done",
  ended: "plain",
  legacy: "plain",
};

export function FulfillmentTag({ state }: { state: FulfillmentState }) {
  return <Tag kind={kinds[state]}>{fulfillmentStates[state]}</Tag>;
}
