import { Button } from "antd";
import { useMemo, useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Moment } from "#kit/ui/value/Days.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import type { Output } from "#kit/base/operation.ts";
import { handingOperations } from "../handing/contract.ts";
import "./approvals.css";

type Stuck = Output<typeof handingOperations.stuck>[number];

/** 卡住的审批: who left, and who may take over. What the case file says is not shown here. */
export function StuckPage() {
  const { data, error, refetch } = useAnswer(handingOperations.stuck, {});
  return (
    <>
      <PageHead
        title="卡住的审批"
        lead="审批人离岗、停用或不再有审批权限，事项就停在那里，不会自动通过。换上按规定可以审批的人才能继续。"
      />
      {error ? (
        <Problem failure={error} retry={() => void refetch()} />
      ) : !data ? (
        <Busy />
      ) : data.length === 0 ? (
        <div className="paper">
          <Empty title="没有卡住的审批">有人离岗时，他手上没办的审批会列在这里。</Empty>
        </div>
      ) : (
        <ul className="approval-stucks">
          {data.map((task) => (
            <Task key={task.taskId} task={task} />
          ))}
        </ul>
      )}
    </>
  );
}

function Task({ task }: { task: Stuck }) {
  const [isOpen, setOpen] = useState(false);
  const { title, flowTitle, stepTitle, goneName, starterName, receivedAt, choices } = task;
  const Choice = useMemo(() => choiceInput(choices), [choices]);
  return (
    <li className="paper section">
      <div>
        <h2>{title}</h2>
        <p>{`${goneName}不能再审批“${stepTitle}”`}</p>
        <p className="small soft">
          {`${flowTitle} · ${starterName}发起 · `}
          <Moment at={receivedAt} /> 收到
        </p>
      </div>
      {choices.length > 0 ? (
        <Button type="primary" onClick={() => setOpen(true)}>
          更换审批人
        </Button>
      ) : (
        <p className="soft">按流程规定现在没有人可以接替，请先在账号里为该岗位安排人员。</p>
      )}
      {isOpen && (
        <Window title={`更换审批人：${stepTitle}`} width={480} close={() => setOpen(false)}>
          <Form
            operation={handingOperations.replace}
            given={{ id: task.approvalId, version: task.version, taskId: task.taskId }}
            fields={[{ key: "personId", input: Choice, wide: true }, "reason"]}
            draft={false}
            narrow
            outcome={() => ({ kind: "told", text: "已更换审批人" })}
            cancel={() => setOpen(false)}
            done={() => setOpen(false)}
          />
        </Window>
      )}
    </li>
  );
}

function choiceInput(choices: Stuck["choices"]) {
  return ({ id, value, change, isDisabled }: InputProps) => (
    <span className="input-radios" id={id} role="radiogroup" aria-label="换为">
      {choices.map((each) => (
        <label key={each.id}>
          <input
            type="radio"
            name={id}
            checked={value === each.id}
            disabled={isDisabled}
            onChange={() => change(each.id)}
          />
          {each.name}
        </label>
      ))}
    </span>
  );
}
