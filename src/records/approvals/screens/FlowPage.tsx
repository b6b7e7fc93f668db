import type { z } from "zod";
import { readable } from "#kit/base/money.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { flowOperations, type FlowShown } from "../flows/contract.ts";
import "./approvals.css";

type Flow = z.output<typeof FlowShown>;

/** 审批流程: which matter goes through whom, by which rule, as of today. */
export function FlowPage() {
  const { data, error, refetch } = useAnswer(flowOperations.flows, {});
  return (
    <>
      <PageHead
        title="审批流程"
        lead="步骤、金额档和依据来自规则包，审批人按今天的任职算出。规则包改了，已在办的仍按发起时的步骤走完。"
        from={{ title: "审批", to: "approvals" }}
      />
      {error ? (
        <Problem failure={error} retry={() => void refetch()} />
      ) : data ? (
        data.map((flow) => <Shown key={flow.code} flow={flow} />)
      ) : (
        <Busy />
      )}
    </>
  );
}

function Shown({ flow: { code, title, amountTitle, version, problem, steps, running, runningOld } }: { flow: Flow }) {
  return (
    <section className="paper section" aria-labelledby={`flow-${code}`}>
      <header>
        <h2 id={`flow-${code}`}>{title}</h2>
        {version !== null && <span className="small soft">{`第 ${version} 版`}</span>}
        <span className="record-acts small soft">
          {`在办 ${running} 件`}
          {runningOld > 0 && `，其中 ${runningOld} 件沿用旧版`}
        </span>
      </header>
      {problem && <Warned text={problem} />}
      {amountTitle && (
        <p className="small soft approval-bands">{`按“${amountTitle}”分档：到了起点的每一档都要过，不能跳过。`}</p>
      )}
      <ol className="approval-rail">
        {steps.map((step, index) => (
          <li key={step.code} data-at="ahead">
            <span className="approval-mark" aria-hidden="true">
              {index + 1}
            </span>
            <div className="approval-step">
              <p className="approval-head">
                <strong>{step.title}</strong>
                <Tag>{step.modeTitle}</Tag>
                {step.from && <Tag kind="watch">{`${readable(step.from)}起`}</Tag>}
              </p>
              <p>{step.people.length > 0 ? step.people.join("、") : "今天没有人"}</p>
              {step.problem && <Warned text={step.problem} />}
              <p className="small soft">
                {[
                  `审批人：${step.rule}${step.otherwise ? `；没有时改由${step.otherwise}` : ""}`,
                  step.starterMay ? "发起人可以审批" : "发起人不审批自己的事项",
                  step.different && "前面审批过的人不再审批",
                  step.days === null ? "不限时" : `时限 ${step.days} 个工作日`,
                ]
                  .filter(Boolean)
                  .join("；")}
              </p>
              <p className="small soft approval-clause">依据：{step.clause}</p>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

const Warned = ({ text }: { text: string }) => (
  <p className="approval-stuck" role="status">
    <Sign kind="watch" />
    <span>{text}</span>
  </p>
);
