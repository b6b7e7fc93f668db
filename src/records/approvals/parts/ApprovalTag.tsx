import { Tag } from "#kit/ui/look/Tag.tsx";
import { type ApprovalState, approvalStates } from "../words.ts";

const kinds: Record<ApprovalState, "plain" | "primary" | "done" | "watch" | "late"> = {
  pending: "primary",
  returned: "watch",
  approved: "done",
  rejected: "late",
  withdrawn: "plain",
};

/** Where an approval, or what it is about, stands. */
export const ApprovalTag = ({ state }: { state: ApprovalState }) => (
  <Tag kind={kinds[state]}>{approvalStates[state]}</Tag>
);
