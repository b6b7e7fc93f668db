import { Tag } from "#kit/ui/look/Tag.tsx";
import { type AgreementState, agreementStates } from "../words.ts";

const kinds = { pending: "watch", passed: "done", failed: "late", withdrawn: "plain" } as const;

export function AgreementTag({ state }: { state: AgreementState }) {
  return <Tag kind={kinds[state]}>{agreementStates[state]}</Tag>;
}
