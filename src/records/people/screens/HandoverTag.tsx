import { Tag } from "#kit/ui/look/Tag.tsx";
import { type HandoverState, handoverStates } from "../handovers/words.ts";

const kinds: Record<HandoverState, "plain" | "watch" | "done"> = {
  draft: "watch",
  given: "watch",
  received: "watch",
  done: "done",
  cancelled: "plain",
};

export const HandoverTag = ({ state }: { state: HandoverState }) => (
  <Tag kind={kinds[state]}>{handoverStates[state]}</Tag>
);
