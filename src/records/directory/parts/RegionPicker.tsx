import { Picker } from "#kit/ui/form/Picker.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { regionOperations } from "../contract.ts";

/** Chooses a 行政区划 by its name or the beginning of its code. */
export function RegionPicker({
  known = null,
  ...props
}: InputProps & { known?: { value: string; title: string } | null }) {
  const { call } = useServices();
  const load = async (search: string) => {
    const regions = await call(regionOperations.list, search ? { search } : {});
    return regions.map(({ code, name }) => ({ value: code, title: name, hint: code }));
  };
  return <Picker name="regions" load={load} known={known} {...props} />;
}
