import { Checkbox, Radio, Select } from "antd";
import { attributesOf, type InputProps } from "./input.ts";

/** One of a module's codes: a few stand open, many fold into a list. */
export function CodeInput(props: InputProps) {
  const { value, change, field, id, isDisabled, leave, describedBy } = props;
  const options = Object.entries(field.words ?? {}).map(([code, label]) => ({ value: code, label }));
  if (options.length <= 4) {
    return (
      <Radio.Group
        id={id}
        className="input-radios"
        value={value ?? null}
        disabled={isDisabled}
        options={options}
        aria-describedby={describedBy}
        onChange={(event) => {
          change(event.target.value);
          leave();
        }}
      />
    );
  }
  return (
    <Select
      {...attributesOf(props)}
      className="input-wide"
      value={(value as string) ?? null}
      allowClear={!field.isRequired}
      showSearch={{ optionFilterProp: "label" }}
      options={options}
      placeholder="请选择"
      onChange={(next) => change(next ?? null)}
    />
  );
}

export function CodesInput(props: InputProps) {
  const { value, change, field } = props;
  const options = Object.entries(field.words ?? {}).map(([code, label]) => ({ value: code, label }));
  return (
    <Select
      {...attributesOf(props)}
      className="input-wide"
      mode="multiple"
      value={(value as string[]) ?? []}
      options={options}
      showSearch={{ optionFilterProp: "label" }}
      placeholder="可选多项"
      onChange={(next) => change(next)}
    />
  );
}

/** Several short texts, each finished with Enter: former names, plate numbers. */
export function LinesInput(props: InputProps) {
  const { value, change } = props;
  return (
    <Select
      {...attributesOf(props)}
      className="input-wide"
      mode="tags"
      open={false}
      suffixIcon={null}
      value={(value as string[]) ?? []}
      placeholder="输入后按回车，可填多个"
      onChange={(next) => change(next)}
    />
  );
}

export function FlagInput({ id, field, value, change, isDisabled, describedBy }: InputProps) {
  return (
    <Checkbox
      id={id}
      checked={value === true}
      disabled={isDisabled}
      aria-describedby={describedBy}
      onChange={(event) => change(event.target.checked)}
    >
      {field.title}
    </Checkbox>
  );
}
