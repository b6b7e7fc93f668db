import type { InputProps } from "#kit/ui/form/input.ts";
import { Picker } from "#kit/ui/form/Picker.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { eventOperations } from "../contract.ts";

/** Chooses an event by a piece of its name, the latest first. */
export function EventPicker({
  known = null,
  ...props
}: InputProps & { known?: { value: string; title: string } | null }) {
  const { call } = useServices();
  const load = async (search: string) => {
    const { rows } = await call(eventOperations.list, {
      ...(search ? { search } : {}),
      sort: "fromOn",
      descending: true,
    });
    return rows.map(({ id, name, fromOn }) => ({ value: id, title: name, hint: fromOn }));
  };
  return <Picker name="events" load={load} known={known} {...props} />;
}
