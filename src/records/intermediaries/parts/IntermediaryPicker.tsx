import type { InputProps } from "#kit/ui/form/input.ts";
import { Picker } from "#kit/ui/form/Picker.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { intermediaryOperations } from "../contract.ts";
import { intermediaryKinds } from "../words.ts";

/** Chooses a 中介机构 by a piece of its name. */
export function IntermediaryPicker({
  known = null,
  ...props
}: InputProps & { known?: { value: string; title: string } | null }) {
  const { call } = useServices();
  const load = async (search: string) => {
    const { rows } = await call(intermediaryOperations.list, { ...(search ? { search } : {}), sort: "name" });
    return rows.map(({ id, name, kind }) => ({ value: id, title: name, hint: intermediaryKinds[kind] }));
  };
  return <Picker name="intermediaries" load={load} known={known} {...props} />;
}
