import { useMemo, useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Menu } from "#kit/ui/look/Menu.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { decidingOperations as deciding } from "../deciding/contract.ts";
import { handingOperations as handing } from "../handing/contract.ts";
import { ReceiverPicker } from "../parts/PeoplePicker.tsx";
import type { Shown } from "./approval.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";

type Doing = "approve" | "reject" | "returnTo" | "delegate" | "addApprover" | "resubmit" | "withdraw";

/** What this person may do about it now; a grey button says why not in the rule's own sentence. */
export function DecisionBar({ shown }: { shown: Shown }) {
  const { approval, may, isMyTurn, isStarter } = shown;
  const { personId } = useActor();
  const [doing, setDoing] = useState<Doing | null>(null);
  const { go } = usePlace();
  const { id, version, starterId, page, state } = approval;
  const isApprover = isMyTurn || shown.steps.some(({ tasks }) => tasks.some((task) => task.isMine));
  return (
    <>
      {isApprover && (
        <>
          <StepButton title="同意" primary may={may.approve} onStep={() => setDoing("approve")} />
          <StepButton title="退回" may={may.returnTo} onStep={() => setDoing("returnTo")} />
          <StepButton title="不同意" danger may={may.reject} onStep={() => setDoing("reject")} />
          {isMyTurn && (
            <Menu
              title="更多：转办、加签"
              className="bare approval-more"
              side="right"
              entries={[
                { title: "转办给他人", run: () => setDoing("delegate") },
                { title: "加签", run: () => setDoing("addApprover") },
              ]}
            >
              更多
            </Menu>
          )}
        </>
      )}
      {isStarter && (
        <>
          {state === "returned" && page && personId === starterId && (
            <StepButton title="修改" onStep={() => go(`${page}/edit`)} />
          )}
          {state === "returned" && (
            <StepButton title="重新提交" primary may={may.resubmit} onStep={() => setDoing("resubmit")} />
          )}
          {state === "pending" && (
            <CommandButton operation={handing.urge} input={{ id, version }} title="催办" may={may.urge} />
          )}
          {(state === "pending" || state === "returned") && (
            <StepButton title="撤回" may={may.withdraw} onStep={() => setDoing("withdraw")} />
          )}
        </>
      )}
      {doing && <Doings shown={shown} doing={doing} close={() => setDoing(null)} />}
    </>
  );
}

function Doings({ shown, doing, close }: { shown: Shown; doing: Doing; close: () => void }) {
  const { id, version, title } = shown.approval;
  const common = { given: { id, version }, draft: id, narrow: true, cancel: close, done: close };
  const told = (text: string) => () => ({ kind: "told" as const, text });
  const Step = useMemo(() => stepInput(shown.returnable), [shown.returnable]);
  const forms: Record<Doing, () => React.ReactNode> = {
    approve: () => (
      <Form
        {...common}
        operation={deciding.approve}
        fields={[{ key: "opinion", help: "可以不写，不写即“同意”" }]}
        outcome={told("已同意")}
      />
    ),
    reject: () => <Form {...common} operation={deciding.reject} fields={["opinion"]} outcome={told("已表示不同意")} />,
    returnTo: () => (
      <Form
        {...common}
        operation={deciding.returnTo}
        fields={[
          { key: "step", input: Step, wide: true },
          { key: "opinion", help: "写明要补充或更正什么" },
        ]}
        outcome={told("已退回")}
      />
    ),
    delegate: () => (
      <Form
        {...common}
        operation={handing.delegate}
        fields={[{ key: "personId", input: ReceiverPicker }, "reason"]}
        outcome={told("已转办")}
      />
    ),
    addApprover: () => (
      <Form
        {...common}
        operation={handing.addApprover}
        initial={{ where: "before" }}
        fields={[
          { key: "where", help: "“我之前”：先由他们会签，再回到您；“我之后”：您同意后还要他们同意" },
          { key: "personIds", input: ReceiverPicker },
          "reason",
        ]}
        outcome={told("已加签")}
      />
    ),
    resubmit: () => (
      <Form
        {...common}
        operation={deciding.resubmit}
        fields={[{ key: "opinion", help: "告诉审批人改了什么" }]}
        outcome={told("已重新提交")}
      />
    ),
    withdraw: () => <Form {...common} operation={deciding.withdraw} fields={["opinion"]} outcome={told("已撤回")} />,
  };
  return (
    <Window title={`${titles[doing]}：${title}`} width={520} close={close}>
      {forms[doing]()}
    </Window>
  );
}

const titles: Record<Doing, string> = {
  approve: "同意",
  reject: "不同意",
  returnTo: "退回",
  delegate: "转办",
  addApprover: "加签",
  resubmit: "重新提交",
  withdraw: "撤回",
};

/** 退回到: the starter unless an earlier step is chosen. */
function stepInput(steps: Shown["returnable"]) {
  const choices = [{ code: null, title: "发起人" }, ...steps];
  return ({ id, value, change, isDisabled }: InputProps) => (
    <span className="input-radios" id={id} role="radiogroup" aria-label="退回到">
      {choices.map(({ code, title }) => (
        <label key={code ?? "starter"}>
          <input
            type="radio"
            name={id}
            checked={(value ?? null) === code}
            disabled={isDisabled}
            onChange={() => change(code)}
          />
          {title}
        </label>
      ))}
    </span>
  );
}
