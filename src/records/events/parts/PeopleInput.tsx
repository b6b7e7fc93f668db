import type { InputProps } from "#kit/ui/form/input.ts";
import { Picker } from "#kit/ui/form/Picker.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { personOperations } from "#records/people/contract.ts";

/** Chooses several colleagues. */
export function PeopleInput({ known = [], ...props }: InputProps & { known?: { value: string; title: string }[] }) {
  const { call } = useServices();
  const load = async (search: string) => {
    const people = await call(personOperations.list, search ? { search } : {});
    return people.map(({ id, name, divisionName }) => ({ value: id, title: name, hint: divisionName }));
  };
  return <Picker many name="persons" load={load} known={known} {...props} />;
}
