import { Tag } from "#kit/ui/look/Tag.tsx";
import { type ErasureState, erasureStates } from "../erasures/words.ts";

const kinds: Record<ErasureState, "plain" | "watch" | "done"> = { requested: "watch", done: "done", rejected: "plain" };

export const ErasureTag = ({ state }: { state: ErasureState }) => <Tag kind={kinds[state]}>{erasureStates[state]}</Tag>;
