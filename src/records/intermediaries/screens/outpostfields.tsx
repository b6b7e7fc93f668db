import type { InputProps } from "#kit/ui/form/input.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { IntermediaryPicker } from "../parts/IntermediaryPicker.tsx";

interface Known {
  value: string;
  title: string;
}

export const outpostFields = (officer: Known | null, intermediary: Known | null) => [
  "kind" as const,
  "name" as const,
  "place" as const,
  "fromOn" as const,
  { key: "mandatedUntil" as const, help: "批复或授权书写明的期限；没有期限的不填" },
  { key: "basis" as const, help: "批准文件、会议纪要或委托协议" },
  {
    key: "intermediaryId" as const,
    input: (props: InputProps) => <IntermediaryPicker {...props} known={intermediary} />,
    help: "由中介机构承办的选上",
  },
  { key: "officerId" as const, input: (props: InputProps) => <PersonPicker {...props} known={officer} /> },
  "tasks" as const,
];
