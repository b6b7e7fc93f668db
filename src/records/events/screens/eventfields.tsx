import type { FormSection } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { PeopleInput } from "../parts/PeopleInput.tsx";

interface Known {
  value: string;
  title: string;
}
type Field =
  | "name"
  | "kind"
  | "fromOn"
  | "toOn"
  | "place"
  | "host"
  | "purpose"
  | "budgetLine"
  | "plannedCost"
  | "plannedGuests"
  | "memberIds"
  | "officerId";

/** What came of it, once it was held. */
export const outcomeSection: FormSection<"headcount" | "actualCost" | "report"> = {
  title: "结果",
  fields: ["headcount", "actualCost", { key: "report", wide: true }],
};

/** The plan of an event, the same for a new one and for a change. */
export function eventSections(officer: Known | null, members: Known[]): FormSection<Field>[] {
  const plan: FormSection<Field> = {
    title: "计划",
    fields: [
      { key: "name", wide: true, help: "写全称，年度总结和台账都用它" },
      { key: "kind", help: "按类型统计场次" },
      "fromOn",
      { key: "toOn", help: "一天的活动与开始日期相同" },
      "place",
      { key: "host", help: "如 区政府主办，示例商会承办" },
      { key: "purpose", wide: true },
    ],
  };
  const means: FormSection<Field> = {
    title: "经费与人员",
    fields: [
      { key: "budgetLine", help: "如 招商活动经费 2011308" },
      { key: "plannedCost", help: "可写 8万" },
      "plannedGuests",
      { key: "officerId", input: (props: InputProps) => <PersonPicker {...props} known={officer} /> },
      {
        key: "memberIds",
        wide: true,
        input: (props: InputProps) => <PeopleInput {...props} known={members} />,
        help: "按活动当天所在的科室记",
      },
    ],
  };
  return [plan, means];
}
