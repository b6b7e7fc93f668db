import { Tag } from "#kit/ui/look/Tag.tsx";
import { type ReferralState, referralStates } from "../words.ts";

const kinds: Record<ReferralState, "plain" | "primary" | "done" | "watch" | "late"> = {
  protected: "primary",
  disputed: "watch",
  fulfilled: "done",
  lapsed: "late",
  expired: "plain",
  released: "plain",
  overruled: "late",
  withdrawn: "plain",
};

export const ReferralTag = ({ state }: { state: ReferralState }) => (
  <Tag kind={kinds[state]}>{referralStates[state]}</Tag>
);
