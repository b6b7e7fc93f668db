import { Tag } from "#kit/ui/look/Tag.tsx";
import { type DiligenceState, diligenceStates } from "../words.ts";

const kinds = {
  open: "primary",
  outdated: "watch",
  waiting: "watch",
  passed: "done",
  advisedAgainst: "late",
} as const;

/** Where a diligence stands. */
export const DiligenceTag = ({ state }: { state: DiligenceState }) => (
  <Tag kind={kinds[state]}>{diligenceStates[state]}</Tag>
);
