import type { InputProps } from "#kit/ui/form/input.ts";
import { DivisionInput } from "#records/people/parts/DivisionInput.tsx";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { IndustryPicker } from "../../parts/IndustryPicker.tsx";

/** The fields of a 目标企业, the same for a new one and for a change. */
export const prospectFields = (officer: { value: string; title: string } | null) => [
  { key: "name" as const, help: "还没有设立的，写拟用的名称或集团名称" },
  "year" as const,
  { key: "theme" as const, help: "如 生物医药补链、总部企业" },
  "priority" as const,
  { key: "industryCode" as const, input: IndustryPicker, help: "选大类，门类自动带出" },
  "reason" as const,
  { key: "source" as const, help: "从哪里得知，如 行业年会、产业链图谱" },
  { key: "officerId" as const, input: (props: InputProps) => <PersonPicker {...props} known={officer} /> },
  { key: "divisionId" as const, input: DivisionInput, help: "选了专员就按专员所在科室" },
];
