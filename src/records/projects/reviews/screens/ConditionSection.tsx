import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { FileInput } from "../../parts/FilesInput.tsx";
import { reviewOperations } from "../contract.ts";
import type { Condition, Page } from "./review.ts";

/** 附带条件: what the meeting wants done, and whether it was. */
export function ConditionSection({ page: { review, conditions, may } }: { page: Page }) {
  const { today } = useActor();
  const [met, setMet] = useState<Condition | null>(null);
  const close = () => setMet(null);
  return (
    <section className="paper section" aria-labelledby="review-conditions">
      <header>
        <h2 id="review-conditions">附带条件</h2>
      </header>
      <ul className="project-rows">
        {conditions.map((each) => (
          <li key={each.id}>
            <div>
              <Tag kind={each.metOn ? "done" : each.dueOn < today ? "late" : "watch"}>
                {each.metOn ? "已落实" : each.dueOn < today ? "逾期" : "待落实"}
              </Tag>
              <strong>{each.content}</strong>
              <span className="small soft">{`${each.personName ?? "未定"}，${each.metOn ?? `${each.dueOn} 前`}`}</span>
            </div>
            {each.metNote && <p>{each.metNote}</p>}
            {each.file && <FileLinks files={[each.file]} />}
            {!each.metOn && <StepButton title="登记已落实" may={may.meet} onStep={() => setMet(each)} />}
          </li>
        ))}
      </ul>
      {met && (
        <Window title="登记条件已落实" width={560} close={close}>
          <Form
            operation={reviewOperations.meet}
            given={{ id: review.id, conditionId: met.id }}
            initial={{ metOn: today }}
            fields={["metOn", "metNote", { key: "file", input: FileInput }]}
            draft={false}
            narrow
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </section>
  );
}
