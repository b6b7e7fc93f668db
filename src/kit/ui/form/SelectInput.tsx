import Select from "antd/es/select";
import { attributesOf, type InputProps } from "./input.ts";

/** The inputs that fold into a list: one code of many, several codes, several short texts. */
export function SelectInput(props: InputProps) {
  const { value, change, field } = props;
  const common = { ...attributesOf(props), className: "input-wide" };
  const options = Object.entries(field.words ?? {}).map(([code, label]) => ({ value: code, label }));
  if (field.kind === "lines") {
    return (
      <Select
        {...common}
        mode="tags"
        open={false}
        suffixIcon={null}
        value={(value as string[]) ?? []}
        placeholder="输入后按回车，可填多个"
        onChange={(next) => change(next)}
      />
    );
  }
  if (field.kind === "codes") {
    return (
      <Select
        {...common}
        mode="multiple"
        value={(value as string[]) ?? []}
        options={options}
        showSearch={{ optionFilterProp: "label" }}
        placeholder="可选多项"
        onChange={(next) => change(next)}
      />
    );
  }
  return (
    <Select
      {...common}
      value={(value as string) ?? null}
      allowClear={!field.isRequired}
      showSearch={{ optionFilterProp: "label" }}
      options={options}
      placeholder="请选择"
      onChange={(next) => change(next ?? null)}
    />
  );
}
