import { Picker } from "#kit/ui/form/Picker.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { personOperations } from "#records/people/contract.ts";
import { handingOperations } from "../handing/contract.ts";

interface Choice {
  id: string;
  name: string;
  divisionName: string | null;
}

const shown = ({ id, name, divisionName }: Choice) => ({ value: id, title: name, hint: divisionName });

/** 转给谁: whoever may decide today. */
export function ReceiverPicker(props: InputProps) {
  const { call } = useServices();
  const load = async (search: string) => (await call(handingOperations.choices, search ? { search } : {})).map(shown);
  return <Picker name="receivers" load={load} many={props.field.key === "personIds"} {...props} />;
}

/** 抄送给谁: any colleagues. */
export function CopyPicker(props: InputProps) {
  const { call } = useServices();
  const load = async (search: string) => (await call(personOperations.list, search ? { search } : {})).map(shown);
  return <Picker name="copies" load={load} many {...props} />;
}
