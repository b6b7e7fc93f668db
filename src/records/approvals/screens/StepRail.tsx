import { CheckOutlined } from "@ant-design/icons";
import { readable } from "#kit/base/money.ts";
import { writeMinutes } from "#kit/base/workhours.ts";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { type TaskState, taskStates } from "../words.ts";
import type { Step } from "./approval.ts";

const kinds: Partial<Record<TaskState, "primary" | "done" | "watch" | "late">> = {
  pending: "primary",
  waiting: "watch",
  approved: "done",
  rejected: "late",
  returned: "watch",
};

/** The way of an approval: who decides, by which rule, how it came out and how long it took. */
export function StepRail({ steps }: { steps: Step[] }) {
  return (
    <ol className="approval-rail">
      {steps.map((step, index) => (
        <li key={step.code} data-at={step.at} aria-current={step.at === "now" ? "step" : undefined}>
          <span className="approval-mark" aria-hidden="true">
            {step.at === "passed" ? <CheckOutlined /> : index + 1}
          </span>
          <div className="approval-step">
            <p className="approval-head">
              <strong>{step.title}</strong>
              <Tag>{step.modeTitle}</Tag>
            </p>
            {step.at === "exempt" ? (
              <p className="small soft">{`${step.from ? readable(step.from) : ""}以上才需要，本件不经过`}</p>
            ) : (
              <Within step={step} />
            )}
            <p className="small soft approval-clause">依据：{step.clause}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

function Within({ step }: { step: Step }) {
  const actor = useActor();
  const { tasks, expected, stuck, at } = step;
  return (
    <>
      {stuck && (
        <p className="approval-stuck" role="status">
          <Sign kind="late" />
          <span>{stuck}</span>
        </p>
      )}
      {tasks.length > 0 ? (
        <ul className="approval-tasks">
          {tasks.map(({ id, personId, name, divisionName, state, opinion, decidedAt, isGone, isMine }) => (
            <li key={id} data-mine={isMine || undefined}>
              <span>
                {name}
                {divisionName && <span className="small soft">{` ${divisionName}`}</span>}
              </span>
              <Tag kind={isGone ? "late" : (kinds[state] ?? "plain")}>
                {isGone
                  ? "已不在岗"
                  : isMine && state === "pending"
                    ? personId === actor.personId
                      ? "等您审批"
                      : "等您代办"
                    : taskStates[state]}
              </Tag>
              {opinion && <p className="approval-opinion">{opinion}</p>}
              {decidedAt && state !== "closed" && <span className="small soft">{momentText(decidedAt)}</span>}
            </li>
          ))}
        </ul>
      ) : (
        expected.length > 0 && <p className="small soft">{`到时由 ${expected.join("、")} 审批`}</p>
      )}
      <Took step={step} isNow={at === "now"} />
    </>
  );
}

function Took({ step: { enteredAt, workMinutes, dueOn, isLate }, isNow }: { step: Step; isNow: boolean }) {
  if (!enteredAt) return null;
  const spent =
    workMinutes === null ? "没有当年工作日历，未计用时" : `${isNow ? "已" : "用时"} ${writeMinutes(workMinutes)}`;
  return (
    <p className="small soft">
      {`${momentText(enteredAt)} 收到 · ${spent}（办公时间）`}
      {dueOn && <span className="approval-limit">{` · 时限 ${dueOn}`}</span>} {isLate && <Tag kind="late">超时限</Tag>}
    </p>
  );
}
