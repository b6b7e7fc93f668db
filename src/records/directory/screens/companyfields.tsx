import type { ReactNode } from "react";
import type { FormSection } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { IndustryPicker } from "../parts/IndustryPicker.tsx";
import { RegionPicker } from "../parts/RegionPicker.tsx";

type Field =
  | "name"
  | "creditCode"
  | "formerNames"
  | "tags"
  | "industry"
  | "industryCode"
  | "registryState"
  | "region"
  | "address"
  | "registeredCapital"
  | "foundedOn"
  | "officerId"
  | "note";

/** What an id that is already chosen is called. */
type Known = { value: string; title: string } | null;

/** The company form, the same for a new one and for a change. */
export function companySections(officer: Known, region: Known = null, alike: ReactNode = null): FormSection<Field>[] {
  return [
    {
      title: "主体",
      fields: [
        { key: "name", help: "营业执照上的全称" },
        { key: "creditCode", help: "18 位，含校验位；境外或未设立的主体可空着" },
        { key: "formerNames", help: "改过名的，旧名也能搜到", wide: true },
        { key: "registeredCapital", help: "可写 1200万、1.2亿；外币先折合人民币" },
        "foundedOn",
        "registryState",
      ],
      foot: alike,
    },
    {
      title: "分类",
      fields: [
        { key: "tags", wide: true },
        { key: "industryCode", input: IndustryPicker, help: "选大类，门类自动带出；三、四位代码可直接输入" },
        { key: "industry", help: "只知道门类的选这里" },
        { key: "region", input: (props: InputProps) => <RegionPicker {...props} known={region} /> },
        { key: "address", wide: true },
      ],
    },
    {
      title: "跟进",
      fields: [
        {
          key: "officerId",
          title: "责任专员",
          help: "企业归专员所在的科室",
          input: (props: InputProps) => <PersonPicker {...props} known={officer} />,
        },
        "note",
      ],
    },
  ];
}
