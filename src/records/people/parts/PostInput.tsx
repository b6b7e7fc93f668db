import { Select } from "antd";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { postOperations } from "../establishments/contract.ts";

/** Chooses a post of this agency. */
export function PostInput(props: InputProps) {
  const { data = [] } = useAnswer(postOperations.list, {});
  return (
    <Select
      {...attributesOf(props)}
      className="input-wide"
      value={(props.value as string | null) ?? null}
      allowClear
      placeholder={data.length === 0 ? "还没有岗位" : "请选择"}
      options={data.map(({ id, title, divisionName }) => ({
        value: id,
        label: divisionName ? `${title}（${divisionName}）` : title,
      }))}
      onChange={(next) => props.change(next ?? null)}
    />
  );
}
