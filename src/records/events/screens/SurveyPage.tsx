import { useState } from "react";
import type { z } from "zod";
import { Button } from "antd";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { CommandButton, Steps } from "#kit/ui/record/StepButton.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { type QuestionResult, Survey, type SurveyPage as Answer, surveyOperations } from "../surveys/contract.ts";
import { questionKinds, surveyStates } from "../surveys/words.ts";
import { rateText, surveyTags } from "./SurveySection.tsx";
import { surveyFields } from "./surveyfields.ts";
import "./events.css";

type Shown = z.output<typeof Answer>;
type Links = z.output<typeof surveyOperations.invite.output>["links"];

export function SurveyPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(surveyOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Shown {...data} /> : <Busy />;
}

function Shown({ survey, results, may }: Shown) {
  const { id, version, state, eventId, eventName } = survey;
  const [isEditing, setEditing] = useState(false);
  const [links, tell] = useState<string | null>(null);
  const publish = useCommand(surveyOperations.publish);
  const invite = useCommand(surveyOperations.invite);
  const relink = useCommand(surveyOperations.relink);
  const whole = (path: string) => new URL(path, window.location.href).toString();
  const goOut = async () => {
    const answer = await publish.run({ id, version });
    if (answer?.link) tell(whole(answer.link));
  };
  const hand = async (isRenewed: boolean) => {
    const answer = await invite.run({ id, version, isRenewed });
    if (answer) tell(linesOf(answer.links, whole));
  };
  const anew = async () => {
    const answer = await relink.run({ id, version });
    if (answer) tell(whole(answer.link));
  };
  const failure = publish.failure ?? invite.failure ?? relink.failure;
  return (
    <>
      <PageHead
        title={survey.title}
        from={{ title: eventName, to: `events/${eventId}` }}
        tags={<Tag kind={surveyTags[state]}>{surveyStates[state]}</Tag>}
        acts={
          <>
            <Steps
              steps={[
                ...(state === "draft" ? [{ title: "发布调查", may: may.publish, onStep: () => void goOut() }] : []),
                ...(state === "open"
                  ? [{ title: "生成专用链接", may: may.invite, onStep: () => void hand(false) }]
                  : []),
                ...(state === "open" && survey.invited > 0
                  ? [{ title: "换发未用链接", may: may.invite, onStep: () => void hand(true) }]
                  : []),
                ...(state === "open" && survey.openLimit !== null
                  ? [{ title: "换发公开链接", may: may.invite, onStep: () => void anew() }]
                  : []),
                { title: "修改", may: may.update, onStep: () => setEditing(true) },
              ]}
            />
            {state === "open" && (
              <CommandButton
                operation={surveyOperations.close}
                input={{ id, version }}
                may={may.close}
                confirm={<p>关闭后不再收答卷，已收到的保留。</p>}
              />
            )}
          </>
        }
      >
        <p className="page-lead">{rateText(survey.satisfied, survey.answered)}</p>
      </PageHead>
      {failure && (
        <p className="field-problem" role="alert">
          {failure.message}
        </p>
      )}
      <section className="paper section" aria-label="调查设置">
        <Facts shape={Survey} of={survey} fields={["closesOn", "openLimit", "createdOn", "intro"]} />
        <p className="small soft">{`已发专用链接 ${survey.invited} 个，收到答卷 ${survey.answered} 份。答卷不记名，也看不出由哪个链接提交。`}</p>
      </section>
      <section className="paper section" aria-labelledby="survey-results">
        <header>
          <h2 id="survey-results">各题结果</h2>
        </header>
        <ol className="survey-questions">
          {results.map((result, at) => (
            <li key={result.text}>
              <Result at={at + 1} result={result} />
            </li>
          ))}
        </ol>
      </section>
      {isEditing && (
        <Window title="修改调查" width={720} close={() => setEditing(false)}>
          <Form
            operation={surveyOperations.update}
            record={survey}
            fields={
              state === "draft"
                ? surveyFields
                : surveyFields.filter(({ key }) => key === "closesOn" || key === "openLimit")
            }
            narrow
            submit="保存"
            cancel={() => setEditing(false)}
            done={() => setEditing(false)}
          />
        </Window>
      )}
      {links !== null && <LinksWindow text={links} close={() => tell(null)} />}
    </>
  );
}

const linesOf = (links: Links, whole: (path: string) => string): string =>
  links.map(({ companyName, personName, link }) => [companyName, personName, whole(link)].join("\t")).join("\n");

/** Shown once: only the digests are kept. */
function LinksWindow({ text, close }: { text: string; close: () => void }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <Window
      title="调查链接"
      width={640}
      close={close}
      foot={
        <Button type="primary" onClick={() => void copy()}>
          {isCopied ? "已复制" : "复制"}
        </Button>
      }
    >
      <p>链接只在这里显示一次，请现在复制；可以直接粘贴到 Excel。遗失的可以换发。</p>
      <div className="survey-links">
        <textarea readOnly value={text} aria-label="调查链接" />
      </div>
    </Window>
  );
}

function Result({ at, result }: { at: number; result: z.output<typeof QuestionResult> }) {
  const { text, kind, answered, average, shares, texts, isOverall } = result;
  const most = Math.max(1, answered);
  return (
    <>
      <h3>
        {`${at}. ${text}`} {isOverall && <Tag kind="primary">总体满意度</Tag>}
      </h3>
      <p className="small soft">
        {[questionKinds[kind], `${answered} 人作答`, average && `平均 ${average} 分`].filter(Boolean).join(" · ")}
      </p>
      {shares.length > 0 && (
        <ul className="survey-bars">
          {shares.map(({ value, count }) => (
            <li key={value}>
              <span>{kind === "choice" ? value : `${value} 分`}</span>
              <span className="survey-bar" aria-hidden="true">
                <span style={{ width: `${(count / most) * 100}%` }} />
              </span>
              <span className="number">{`${count} 份`}</span>
            </li>
          ))}
        </ul>
      )}
      {texts.length > 0 && (
        <ul className="event-rows">
          {texts.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
    </>
  );
}
