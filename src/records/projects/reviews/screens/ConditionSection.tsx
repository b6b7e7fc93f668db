import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { ConditionLine, meetForm } from "../../parts/ConditionLine.tsx";
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
            <ConditionLine of={each} may={may.meet} meet={() => setMet(each)} />
          </li>
        ))}
      </ul>
      {met && (
        <Window title="登记条件已落实" width={560} close={close}>
          <Form
            operation={reviewOperations.meet}
            given={{ id: review.id, conditionId: met.id }}
            {...meetForm(today, close)}
          />
        </Window>
      )}
    </section>
  );
}
