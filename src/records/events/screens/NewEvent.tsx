import { useMemo } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { eventOperations } from "../contract.ts";
import { eventSections } from "./eventfields.tsx";

export function NewEvent() {
  const { go } = usePlace();
  const { personId, name } = useActor();
  const sections = useMemo(
    () => eventSections(personId ? { value: personId, title: name } : null, []),
    [personId, name],
  );
  return (
    <>
      <PageHead title="新增活动" from={{ title: "招商活动", to: "events" }} />
      <div className="paper section">
        <Form
          operation={eventOperations.create}
          sections={sections}
          initial={personId ? { officerId: personId } : {}}
          cancel={() => go("events")}
          done={({ id }) => go(`events/${id}`)}
        />
      </div>
    </>
  );
}
