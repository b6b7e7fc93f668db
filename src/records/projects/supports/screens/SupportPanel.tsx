import { PlusOutlined } from "@ant-design/icons";
import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import type { Values } from "#kit/ui/form/FormState.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { supportOperations } from "../contract.ts";
import { supportKinds } from "../words.ts";
import { AnswerList } from "./AnswerList.tsx";
import { amountText, SupportLight, SupportSteps } from "./SupportSteps.tsx";

/** 要素保障 of one project. */
export function SupportPanel({ id }: { id: string }) {
  const { can } = useActor();
  const { data, error, refetch } = useAnswer(supportOperations.list, { projectId: id, limit: 100 });
  const [isOpen, setOpen] = useState(false);
  const may = can(supportOperations.raise.permission)
    ? null
    : { code: "supports.scope", message: "要素需求由项目的责任专员和科长登记" };
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      {data.rows.length === 0 && (
        <p className="soft">还没有要素需求。需要土地、能耗、环境容量、用工、融资的，登记后按工作日计时。</p>
      )}
      <ul className="project-rows">
        {data.rows.map((support) => (
          <li key={support.id}>
            <div>
              <Tag kind="plain">{supportKinds[support.kind]}</Tag>
              <strong>{support.need}</strong>
              <span>{amountText(support)}</span>
              <span className="soft">{support.department}</span>
              <SupportLight support={support} />
            </div>
            <AnswerList support={support} />
            <SupportSteps support={support} />
          </li>
        ))}
      </ul>
      <StepButton title="登记要素需求" icon={<PlusOutlined />} may={may} onStep={() => setOpen(true)} />
      {isOpen && <RaiseDialog projectId={id} close={() => setOpen(false)} />}
    </>
  );
}

const isCounted = ({ amount }: Values) => amount !== null && amount !== undefined && amount !== "";

function RaiseDialog({ projectId, close }: { projectId: string; close: () => void }) {
  const { today } = useActor();
  return (
    <Window title="登记要素需求" width={620} close={close}>
      <Form
        operation={supportOperations.raise}
        given={{ projectId }}
        initial={{ kind: "landPlot", raisedOn: today, workdays: 10 }}
        fields={[
          "kind",
          { key: "need", wide: true, help: "要什么、用在哪里，例如：一期用地，靠近变电站" },
          "amount",
          { key: "unit", when: isCounted, help: "亩、吨标准煤、吨、人、万元等" },
          "department",
          "raisedOn",
          { key: "workdays", help: "期限按工作日推算，提出当日不计" },
        ]}
        draft={projectId}
        narrow
        cancel={close}
        done={close}
      />
    </Window>
  );
}
