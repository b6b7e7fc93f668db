import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { contactBookOperations } from "../contract.ts";
import { ContactPanel } from "./ContactPanel.tsx";

/** One contact by an address of its own: where the search, the history and a link lead. */
export function ContactPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(contactBookOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      <PageHead title={data.contact.name} from={{ title: "客商", to: "contacts" }} />
      <div className="paper section">
        <ContactPanel id={id} />
      </div>
    </>
  );
}
