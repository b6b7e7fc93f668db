import { Picker } from "#kit/ui/form/Picker.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { personOperations } from "../contract.ts";

/** Chooses a colleague; `known` names the one already chosen. */
export function PersonPicker({
  known = null,
  ...props
}: InputProps & { known?: { value: string; title: string } | null }) {
  const { call } = useServices();
  const load = async (search: string) => {
    const people = await call(personOperations.list, search ? { search } : {});
    return people.map(({ id, name, divisionName }) => ({ value: id, title: name, hint: divisionName }));
  };
  return <Picker name="persons" load={load} known={known} {...props} />;
}
