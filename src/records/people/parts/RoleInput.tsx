import { Select } from "antd";
import { ChecksInput } from "#kit/ui/form/ChoiceInput.tsx";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { roleOperations } from "../rights/contract.ts";

/** Chooses one role. */
export function RoleInput(props: InputProps) {
  const { data = [] } = useAnswer(roleOperations.list, {});
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

/** Chooses several, all in sight. */
export function RolesInput(props: InputProps) {
  const { data = [] } = useAnswer(roleOperations.list, {});
  return <ChecksInput {...props} options={data.map(({ code, title }) => ({ value: code, title }))} />;
}
