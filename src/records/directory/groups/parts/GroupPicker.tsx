import { Picker } from "#kit/ui/form/Picker.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { groupOperations } from "../contract.ts";

/** Chooses a 集团 by a piece of its name or initials. */
export function GroupPicker(props: InputProps) {
  const { call } = useServices();
  const load = async (search: string) => {
    const { rows } = await call(groupOperations.list, { ...(search ? { search } : {}), limit: 20 });
    return rows.map(({ id, name, tierTitle }) => ({ value: id, title: name, hint: tierTitle }));
  };
  return <Picker name="groups" load={load} {...props} />;
}
