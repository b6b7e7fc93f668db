import Select from "antd/es/select";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { groupOperations } from "../contract.ts";

/** Chooses a 分级包联 of this year's rule pack. */
export function TierInput(props: InputProps) {
  const { data = [] } = useAnswer(groupOperations.tiers, {});
  return (
    <Select
      {...attributesOf(props)}
      className="input-wide"
      value={(props.value as string | null) ?? null}
      allowClear
      placeholder="请选择"
      options={data.map(({ code, title }) => ({ value: code, label: title }))}
      onChange={(next) => props.change(next ?? null)}
    />
  );
}
