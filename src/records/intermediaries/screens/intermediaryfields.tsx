import type { InputProps } from "#kit/ui/form/input.ts";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";

interface Known {
  value: string;
  title: string;
}

/** The fields of a 中介机构, the same for a new one and for a change. */
export const intermediaryFields = (officer: Known | null, company: Known | null) => [
  "kind" as const,
  "name" as const,
  { key: "creditCode" as const, when: ({ kind }: Record<string, unknown>) => kind !== "person" },
  {
    key: "companyId" as const,
    when: ({ kind }: Record<string, unknown>) => kind !== "person",
    input: (props: InputProps) => <CompanyPicker {...props} known={company} />,
    help: "本身也在企业库里的选上",
  },
  "contactName" as const,
  { key: "phone" as const, help: "加密保存，查看原文留痕" },
  { key: "regions" as const, help: "如 长三角、日韩" },
  "strengths" as const,
  { key: "officerId" as const, input: (props: InputProps) => <PersonPicker {...props} known={officer} /> },
  "note" as const,
];
