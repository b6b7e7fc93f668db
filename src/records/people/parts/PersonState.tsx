import { Tag } from "#kit/ui/look/Tag.tsx";
import { type PersonState as State, personStates } from "../words.ts";

const kinds: Record<State, "done" | "watch" | "plain"> = {
  serving: "done",
  hosted: "watch",
  none: "plain",
  left: "plain",
};

export function PersonState({ state }: { state: State }) {
  return <Tag kind={kinds[state]}>{personStates[state]}</Tag>;
}
