import { PlusOutlined } from "@ant-design/icons";
import { useEffect, useRef, useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress, usePlace } from "#kit/ui/wire/usePlace.ts";
import { projectOperations } from "../../contract.ts";
import { reviewOperations } from "../contract.ts";
import { whyNotOpen } from "../rules.ts";
import { ReviewTag } from "./ReviewTag.tsx";

/** On the page of a project: its reviews, and the one intake. */
export function ReviewPanel({ id: projectId }: { id: string }) {
  const { data: page } = useAnswer(projectOperations.get, { id: projectId });
  const { data } = useAnswer(reviewOperations.list, { projectId, descending: true, limit: 50 });
  const { search } = useAddress();
  const { go } = usePlace();
  const [isNew, setNew] = useState(false);
  const here = useRef<HTMLDivElement>(null);
  const isAsked = search.panel === "reviews";
  useEffect(() => {
    if (isAsked) here.current?.scrollIntoView({ block: "center" });
  }, [isAsked]);
  return (
    <div ref={here}>
      {data?.rows.length === 0 && <p className="soft">还没有提交评审。提交后按总投资定下须走的环节，逐项办理。</p>}
      <ul className="project-rows">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <div>
              <ReviewTag state={row.state} step={row.step} />
              <PlaceLink to={`reviews/${row.id}`}>{row.purpose}</PlaceLink>
              <span className="small soft">{`${row.openedOn} 至 ${row.closedOn ?? "今"}`}</span>
            </div>
          </li>
        ))}
      </ul>
      <StepButton
        title="提交评审"
        icon={<PlusOutlined />}
        may={page?.may.move ?? whyNotOpen(data?.rows ?? [])}
        onStep={() => setNew(true)}
      />
      {isNew && (
        <Window title="提交评审" width={560} close={() => setNew(false)}>
          <Form
            operation={reviewOperations.open}
            given={{ projectId }}
            initial={{ purpose: page ? `${page.project.name}落地评审` : "" }}
            fields={["purpose"]}
            draft={projectId}
            narrow
            cancel={() => setNew(false)}
            done={({ id }) => go(`reviews/${id}`)}
          />
        </Window>
      )}
    </div>
  );
}
