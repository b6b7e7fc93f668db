import { Picker } from "#kit/ui/form/Picker.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { companyOperations } from "../contract.ts";

interface CompanyPickerProps extends InputProps {
  but?: string;
  known?: { value: string; title: string } | null;
}

/** Chooses a company by a piece of its name, its initials or its code; `but` is one that may not be chosen, `known` names the chosen one. */
export function CompanyPicker({ but, known = null, ...props }: CompanyPickerProps) {
  const { call } = useServices();
  const load = async (search: string) => {
    const { rows } = await call(companyOperations.list, { ...(search && { search }), limit: 20 });
    return rows
      .filter(({ id }) => id !== but)
      .map(({ id, name, creditCode }) => ({ value: id, title: name, hint: creditCode }));
  };
  return <Picker name="companies" load={load} known={known} {...props} />;
}
