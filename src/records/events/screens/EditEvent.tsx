import { useEffect, useMemo } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { jumpTo } from "#kit/ui/wire/jump.ts";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress, useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { type EventPage, eventOperations } from "../contract.ts";
import { eventSections, outcomeSection } from "./eventfields.tsx";

export function EditEvent() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(eventOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      <PageHead title="修改活动" from={{ title: data.event.name, to: `events/${id}` }} />
      {data.may.update ? <Problem failure={data.may.update} /> : <Editing {...data} />}
    </>
  );
}

function Editing({ event, members }: z.output<typeof EventPage>) {
  const { go } = usePlace();
  const { search } = useAddress();
  const { id, officerId, officerName, state } = event;
  const sections = useMemo(() => {
    const officer = officerId ? { value: officerId, title: officerName ?? officerId } : null;
    const known = members.map(({ personId, name }) => ({ value: personId, title: name }));
    const plan = eventSections(officer, known);
    return state === "held" ? [...plan, outcomeSection] : plan;
  }, [officerId, officerName, members, state]);
  const field = typeof search.field === "string" ? search.field : null;
  useEffect(() => {
    if (field) jumpTo(`field-${field}`);
  }, [field]);
  const back = () => go(`events/${id}`);
  return (
    <div className="paper section">
      <Form
        operation={eventOperations.update}
        record={event}
        sections={sections}
        submit="保存"
        cancel={back}
        done={back}
      />
    </div>
  );
}
