import { PlusOutlined } from "@ant-design/icons";
import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { leadOperations, leadStepOperations, type LeadStepRow } from "../contract.ts";
import { type LeadStep, leadSteps } from "../words.ts";
import "./leads.css";

type Step = z.output<typeof LeadStepRow>;
type Asked = { of: "add"; step: LeadStep } | { of: "annul"; step: Step } | null;

/** 时限与停滞 of one project: the clocks of a lead and what was done, or how long it has stood still. */
export function ClockPanel({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(leadOperations.clocks, { projectId: id });
  const [asked, ask] = useState<Asked>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { clocks, steps, takes, stall, silence, document, may, isLead } = data;
  return (
    <>
      {[stall, silence].map(
        (text) =>
          text && (
            <p key={text} className="clock-alert">
              <Sign kind="watch" />
              {text}
            </p>
          ),
      )}
      {clocks.length === 0 && !stall && <p className="soft">没有停滞。线索阶段的时限已经结束。</p>}
      <ul className="clocks">
        {clocks.map((clock) => (
          <li key={clock.step}>
            <strong>{clock.title}</strong>
            <span className="small soft">{`${clock.term}${clock.dueOn ? `，期限 ${clock.dueOn}` : ""}`}</span>
            <Light light={{ state: clock.light, text: clock.text }} />
            {clock.isOpen && takes.includes(clock.step) && (
              <span className="unprinted">
                <StepButton
                  title={`登记${clock.title}`}
                  may={may.add}
                  onStep={() => ask({ of: "add", step: clock.step })}
                />
              </span>
            )}
          </li>
        ))}
      </ul>
      {steps.length > 0 && (
        <ul className="lead-steps" aria-label="办理记录">
          {steps.map((step) => (
            <li key={step.id}>
              <span>{`${step.happenedOn} ${leadSteps[step.step]}`}</span>
              {step.note && <span className="soft">{step.note}</span>}
              <span className="small soft">{step.byName}</span>
              {isLead && (
                <span className="unprinted">
                  <StepButton title="作废" may={may.add} onStep={() => ask({ of: "annul", step })} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {clocks.length > 0 && (
        <>
          {takes.includes("experts") && (
            <span className="unprinted">
              <StepButton
                title="转专家研判"
                icon={<PlusOutlined />}
                may={may.add}
                onStep={() => ask({ of: "add", step: "experts" })}
              />
            </span>
          )}
          <p className="small soft">{`口径：${document}`}</p>
        </>
      )}
      <Dialog projectId={id} asked={asked} close={() => ask(null)} />
    </>
  );
}

function Dialog({ projectId, asked, close }: { projectId: string; asked: Asked; close: () => void }) {
  const { today } = useActor();
  const shared = { narrow: true, cancel: close, done: close } as const;
  if (asked === null) return null;
  if (asked.of === "annul")
    return (
      <Window title={`作废${leadSteps[asked.step.step]}`} width={480} close={close}>
        <Form
          operation={leadStepOperations.annul}
          given={{ projectId, id: asked.step.id }}
          fields={["reason"]}
          draft={false}
          submit="作废"
          {...shared}
        />
      </Window>
    );
  return (
    <Window title={`登记${leadSteps[asked.step]}`} width={520} close={close}>
      <Form
        operation={leadStepOperations.add}
        given={{ projectId, step: asked.step }}
        initial={{ happenedOn: today }}
        fields={[
          { key: "happenedOn", help: "实际办理的日期；录入时间另记" },
          { key: "note", help: noteHelp[asked.step] },
        ]}
        draft={`${projectId}:${asked.step}`}
        submit="登记"
        {...shared}
      />
    </Window>
  );
}

const noteHelp: Record<LeadStep, string> = {
  answer: "怎样答复的、由谁负责",
  experts: "请了哪方面的专家",
  screen: "研判意见：推进、补充还是不宜承接",
  feedback: "向推荐人或投资方反馈了什么",
  report: "两周来的进展",
};
