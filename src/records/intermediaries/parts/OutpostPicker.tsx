import type { InputProps } from "#kit/ui/form/input.ts";
import { Picker } from "#kit/ui/form/Picker.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { outpostOperations } from "../outposts/contract.ts";
import { outpostKinds } from "../outposts/words.ts";

/** Chooses an 驻外机构 by a piece of its name. */
export function OutpostPicker({
  known = null,
  ...props
}: InputProps & { known?: { value: string; title: string } | null }) {
  const { call } = useServices();
  const load = async (search: string) => {
    const { rows } = await call(outpostOperations.list, { ...(search ? { search } : {}), sort: "name" });
    return rows.map(({ id, name, kind }) => ({ value: id, title: name, hint: outpostKinds[kind] }));
  };
  return <Picker name="outposts" load={load} known={known} {...props} />;
}
