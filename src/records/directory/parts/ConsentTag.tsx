import { Tag } from "#kit/ui/look/Tag.tsx";
import { type ConsentState, consentStates } from "../words.ts";

const kinds = { given: "done", oral: "primary", none: "plain", withdrawn: "late" } as const;

/** 个人信息同意 in a word. */
export const ConsentTag = ({ consent }: { consent: ConsentState }) => (
  <Tag kind={kinds[consent]}>{consentStates[consent]}</Tag>
);
