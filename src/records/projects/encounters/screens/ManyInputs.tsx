import type { InputProps } from "#kit/ui/form/input.ts";
import { type Choice, Picker } from "#kit/ui/form/Picker.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { contactBookOperations } from "#records/directory/contacts/contract.ts";
import { companyOperations } from "#records/directory/contract.ts";
import { projectOperations } from "../../contract.ts";

type Props = InputProps & { known?: Choice[] };
const asked = (search: string) => (search ? { search } : {});

/** Several companies of the library. */
export function CompaniesInput({ known = [], ...props }: Props) {
  const { call } = useServices();
  const load = async (search: string) => {
    const { rows } = await call(companyOperations.list, { ...asked(search), sort: "name", limit: 20 });
    return rows.map(({ id, name, creditCode }) => ({ value: id, title: name, hint: creditCode }));
  };
  return <Picker many name="companies" load={load} known={known} {...props} />;
}

/** Several projects, the last active first. */
export function ProjectsInput({ known = [], ...props }: Props) {
  const { call } = useServices();
  const load = async (search: string) => {
    const { rows } = await call(projectOperations.list, { ...asked(search), sort: "activeOn", descending: true });
    return rows.map(({ id, name, code }) => ({ value: id, title: name, hint: code }));
  };
  return <Picker many name="projects" load={load} known={known} {...props} />;
}

/** Several contacts of the directory. */
export function ContactsInput({ known = [], ...props }: Props) {
  const { call } = useServices();
  const load = async (search: string) => {
    const { rows } = await call(contactBookOperations.list, asked(search));
    return rows.map(({ id, name, companyName }) => ({ value: id, title: name, hint: companyName }));
  };
  return <Picker many name="contacts" load={load} known={known} {...props} />;
}
