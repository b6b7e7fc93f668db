import { useState } from "react";
import type { z } from "zod";
import { addDays } from "#kit/base/dates.ts";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import type { EventPage } from "../contract.ts";
import { surveyOperations } from "../surveys/contract.ts";
import { surveyStates } from "../surveys/words.ts";
import { surveyFields } from "./surveyfields.ts";
import { todayHere } from "./today.ts";

export const surveyTags = { draft: "plain", open: "primary", closed: "done" } as const;

/** 满意率, never without what it is counted from. */
export const rateText = (satisfied: number, answered: number): string =>
  answered === 0 ? "还没有答卷" : `满意率 ${((satisfied / answered) * 100).toFixed(2)}%（${satisfied} / ${answered}）`;

export function SurveySection({ event, may }: { event: z.output<typeof EventPage>["event"]; may: May }) {
  const { go } = usePlace();
  const [isNew, setNew] = useState(false);
  const { data, error, refetch } = useAnswer(surveyOperations.list, { eventId: event.id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const close = () => setNew(false);
  return (
    <>
      {data.rows.length === 0 && <p className="soft">还没有调查。来宾用链接作答，不需要登录，答卷计入满意度。</p>}
      <ul className="event-rows">
        {data.rows.map((survey) => (
          <li key={survey.id}>
            <p className="event-row-head">
              <PlaceLink to={`surveys/${survey.id}`}>{survey.title}</PlaceLink>
              <Tag kind={surveyTags[survey.state]}>{surveyStates[survey.state]}</Tag>
              <span>{rateText(survey.satisfied, survey.answered)}</span>
              <span className="small soft">{`${survey.closesOn} 截止`}</span>
            </p>
          </li>
        ))}
      </ul>
      <p className="unprinted">
        <StepButton title="新建调查" may={may} onStep={() => setNew(true)} />
      </p>
      {isNew && (
        <Window title="新建满意度调查" width={720} close={close}>
          <Form
            operation={surveyOperations.create}
            given={{ eventId: event.id }}
            draft={event.id}
            initial={{
              title: `${event.name}满意度调查`,
              intro: "感谢您参加本次活动。问卷不记名，约需一分钟。",
              closesOn: addDays(event.toOn > todayHere() ? event.toOn : todayHere(), 14),
              questions: usual,
            }}
            fields={surveyFields}
            narrow
            cancel={close}
            done={({ id }) => go(`surveys/${id}`)}
          />
        </Window>
      )}
    </>
  );
}

/** What is asked most often; the officer changes it as he likes. */
const usual = [
  { kind: "score5" as const, text: "您对本次活动总体是否满意", options: [], isRequired: true, isOverall: true },
  { kind: "score5" as const, text: "您对会务组织和服务是否满意", options: [], isRequired: false, isOverall: false },
  { kind: "text" as const, text: "您希望我们进一步提供什么", options: [], isRequired: false, isOverall: false },
];
