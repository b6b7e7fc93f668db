import { Tag } from "#kit/ui/look/Tag.tsx";
import { type ReviewState, type ReviewStep, reviewStates, reviewSteps } from "../words.ts";

const kinds = { open: "primary", agreed: "done", conditional: "done", refused: "late", withdrawn: "plain" } as const;

/** How it ended, or the step it is at. */
export function ReviewTag({ state, step }: { state: ReviewState; step: ReviewStep }) {
  return <Tag kind={kinds[state]}>{state === "open" ? reviewSteps[step] : reviewStates[state]}</Tag>;
}
