import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Light } from "#kit/ui/look/Light.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { supportOperations, type SupportRow } from "../contract.ts";
import { supportKinds, supportStates } from "../words.ts";

export type Row = z.output<typeof SupportRow>;

/** 数量 with its unit, as a department reads it. */
export const amountText = ({ amount, unit }: Pick<Row, "amount" | "unit">): string =>
  amount === null ? "" : `${amount.toLocaleString("zh-CN")} ${unit}`.trim();

/** 亮灯 on working days; what is closed says how. */
export function SupportLight({ support }: { support: Row }) {
  const { state, closedOn, dueOn, workdaysLeft: left } = support;
  const { today } = useActor();
  if (state !== "open") return <span className="soft">{`${closedOn ?? ""} ${supportStates[state]}`}</span>;
  const rule = `期限 ${dueOn}，按工作日计`;
  if (dueOn < today) {
    const over = left === null ? "已超期" : `超期 ${Math.max(1, -left)} 个工作日`;
    return <Light light={{ state: "red", text: over, rule }} />;
  }
  if (left === null) return <Light light={{ state: "none", text: `${dueOn} 到期`, rule }} />;
  const text = left === 0 ? "今天到期" : `还剩 ${left} 个工作日`;
  return <Light light={{ state: left <= 3 ? "yellow" : "green", text, rule }} />;
}

/** 登记答复 and 办结, on the project and in the list of all. */
export function SupportSteps({ support }: { support: Row }) {
  const { today, can } = useActor();
  const [asked, ask] = useState<"answer" | "close" | null>(null);
  const { id, version, kind, department } = support;
  const close = () => ask(null);
  const may = can(supportOperations.close.permission)
    ? null
    : { code: "supports.scope", message: "要素保障由项目的责任专员和科长办理" };
  const shared = { narrow: true, given: { id, version }, cancel: close, done: close } as const;
  if (support.state !== "open") return null;
  return (
    <span className="steps unprinted">
      <StepButton title="登记答复" may={may} onStep={() => ask("answer")} />
      <StepButton title="办结" may={may} onStep={() => ask("close")} />
      {asked === "answer" && (
        <Window title={`${supportKinds[kind]}需求的答复`} width={560} close={close}>
          <Form
            operation={supportOperations.answer}
            initial={{ department, happenedOn: today }}
            fields={["department", "happenedOn", { key: "content", wide: true }]}
            draft={id}
            {...shared}
          />
        </Window>
      )}
      {asked === "close" && (
        <Window title={`办结${supportKinds[kind]}需求`} width={560} close={close}>
          <Form
            operation={supportOperations.close}
            initial={{ outcome: "met", closedOn: today }}
            fields={["outcome", "closedOn", { key: "result", wide: true }]}
            submit="办结"
            draft={false}
            {...shared}
          />
        </Window>
      )}
    </span>
  );
}
