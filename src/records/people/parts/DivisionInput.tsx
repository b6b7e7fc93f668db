import { Select } from "antd";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { divisionOperations } from "../divisions/contract.ts";

/** Chooses a division of this agency. */
export function DivisionInput(props: InputProps) {
  const { data = [] } = useAnswer(divisionOperations.list, {});
  return (
    <Select
      {...attributesOf(props)}
      className="input-wide"
      value={(props.value as string | null) ?? null}
      allowClear
      placeholder="请选择"
      options={data.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(next) => props.change(next ?? null)}
    />
  );
}
