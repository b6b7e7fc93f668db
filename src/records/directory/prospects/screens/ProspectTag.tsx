import { Tag } from "#kit/ui/look/Tag.tsx";
import { type ProspectState, prospectStates } from "../words.ts";

const kinds = {
  untouched: "plain",
  touched: "primary",
  negotiating: "primary",
  landed: "done",
  abandoned: "watch",
} as const;

export const ProspectTag = ({ state }: { state: ProspectState }) => (
  <Tag kind={kinds[state]}>{prospectStates[state]}</Tag>
);
