import type { InputProps } from "#kit/ui/form/input.ts";
import { PersonPicker } from "#records/people/parts/PersonPicker.tsx";
import { Picker } from "#kit/ui/form/Picker.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { personOperations } from "#records/people/contract.ts";
import { TierInput } from "../parts/TierInput.tsx";

interface Person {
  id: string;
  name: string;
}

/** The fields of a 集团, the same for a new one and for a change. */
export function groupFields(lead: { value: string; title: string } | null, team: Person[]) {
  return [
    "name" as const,
    { key: "tier" as const, input: TierInput, help: "写在集团总部，所有成员企业都按它" },
    { key: "leadId" as const, input: (props: InputProps) => <PersonPicker {...props} known={lead} /> },
    { key: "team" as const, input: (props: InputProps) => <TeamPicker {...props} team={team} /> },
    "note" as const,
  ];
}

function TeamPicker({ team, ...props }: InputProps & { team: Person[] }) {
  const { call } = useServices();
  const load = async (search: string) => {
    const people = await call(personOperations.list, search ? { search } : {});
    return people.map(({ id, name, divisionName }) => ({ value: id, title: name, hint: divisionName }));
  };
  const known = team.map(({ id, name }) => ({ value: id, title: name }));
  return <Picker many name="persons" load={load} known={known} {...props} />;
}
