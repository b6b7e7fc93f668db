import { useState } from "react";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Steps } from "#kit/ui/record/StepButton.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { reviewOperations } from "../contract.ts";
import { type ReviewStep, reviewSteps } from "../words.ts";
import { ConditionSection } from "./ConditionSection.tsx";
import { OpinionSection } from "./OpinionSection.tsx";
import { OutcomeDialog, type Wanted } from "./OutcomeDialog.tsx";
import { OutcomeSection } from "./OutcomeSection.tsx";
import { PanelSection } from "./PanelSection.tsx";
import { ReviewTag } from "./ReviewTag.tsx";
import type { Page } from "./review.ts";
import "../../screens/projects.css";
import "./reviews.css";

export function ReviewPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(reviewOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record page={data} /> : <Busy />;
}

function Record({ page }: { page: Page }) {
  const { review, may, document, conditions } = page;
  const [wanted, setWanted] = useState<Wanted>(null);
  const has = (step: ReviewStep) => review.steps.includes(step);
  return (
    <>
      <PageHead
        title={review.purpose}
        from={{ title: review.projectName, to: `projects/${review.projectId}` }}
        tags={<ReviewTag state={review.state} step={review.step} />}
        lead={`${review.openedOn} ${review.openedByName ?? "—"}收件。${document}`}
        acts={
          <Steps
            steps={[
              ...(has("panel")
                ? [{ title: "登记论证结论", may: may.panel, onStep: () => setWanted("panel" as const) }]
                : []),
              ...(has("legality")
                ? [{ title: "登记合法性审核意见", may: may.legality, onStep: () => setWanted("legality" as const) }]
                : []),
              { title: "登记会议决定", may: may.meeting, onStep: () => setWanted("meeting") },
              { title: "撤回", may: may.withdraw, onStep: () => setWanted("withdraw") },
            ]}
          />
        }
      />
      <Rail page={page} />
      <div className="review-sections">
        {has("opinions") && <OpinionSection page={page} />}
        {has("panel") && <PanelSection page={page} />}
        <OutcomeSection page={page} />
        {conditions.length > 0 && <ConditionSection page={page} />}
      </div>
      <OutcomeDialog page={page} wanted={wanted} close={() => setWanted(null)} />
    </>
  );
}

/** 环节轨: what is done, what is on, what is to come. */
function Rail({ page: { review } }: { page: Page }) {
  const at = review.steps.indexOf(review.step);
  const isOver = review.state !== "open";
  return (
    <nav className="paper review-rail" aria-label="评审环节">
      <ol>
        {review.steps.map((step, index) => {
          const place = index < at || (isOver && index === at) ? "passed" : index === at ? "now" : "ahead";
          return (
            <li key={step} data-at={place} aria-current={place === "now" ? "step" : undefined}>
              <span className="review-mark" aria-hidden="true">
                {place === "passed" ? "✓" : index + 1}
              </span>
              {reviewSteps[step]}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
