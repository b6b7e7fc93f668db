import { Tag } from "#kit/ui/look/Tag.tsx";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { legalityOutcomes, meetingOutcomes, panelOutcomes, reviewSteps } from "../words.ts";
import type { Page } from "./review.ts";

const words = { ...panelOutcomes, ...legalityOutcomes, ...meetingOutcomes };
const against: readonly string[] = ["notRecommended", "unlawful", "refused"];
const undecided: readonly string[] = ["amended", "conditional", "postponed"];

const kindOf = (outcome: string) =>
  against.includes(outcome) ? "late" : undecided.includes(outcome) ? "watch" : "done";

/** 论证、审核与会议的结论, in the order they were given. */
export function OutcomeSection({ page: { outcomes } }: { page: Page }) {
  return (
    <section className="paper section" aria-labelledby="review-outcomes">
      <header>
        <h2 id="review-outcomes">论证、审核与会议</h2>
      </header>
      {outcomes.length === 0 && <p className="soft">还没有结论。</p>}
      <ul className="project-rows">
        {outcomes.map((each) => (
          <li key={each.id}>
            <div>
              <Tag kind={kindOf(each.outcome)}>{words[each.outcome]}</Tag>
              <strong>{each.meeting ? `${each.meeting}${each.meetingNumber}` : reviewSteps[each.step]}</strong>
              {each.score && <span>{`平均 ${each.score} 分`}</span>}
              <span className="small soft">{`${each.happenedOn}，${each.byName ?? "—"}登记`}</span>
            </div>
            <p>{each.opinion}</p>
            {each.file && <FileLinks files={[each.file]} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
