import type { Refusal } from "#kit/base/errors.ts";
import { type DuplicateState, duplicateStates } from "./words.ts";

/** A decision is about these names and codes; once one of them changes, it is asked again. */
export const basisOf = (companies: { name: string; creditCode: string | null }[]): string =>
  companies.map(({ name, creditCode }) => `${name} ${creditCode ?? ""}`).join("\n");

export function whyNotDecide({ state }: { state: DuplicateState }): Refusal | null {
  return state === "open"
    ? null
    : { code: "duplicates.decided", message: `这一对已处理为“${duplicateStates[state]}”，无需再定` };
}
