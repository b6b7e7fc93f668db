import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { type Override, overrideOperations } from "../overrides/contract.ts";
import { whyNotDecide } from "../overrides/rules.ts";
import { overrideStates, stages } from "../words.ts";
import type { Page } from "./project.ts";

type Row = z.output<typeof Override>;

/** 关口例外 of this project: asked by one, decided by another. */
export function OverrideList({ page: { project, may } }: { page: Page }) {
  const asked = { projectId: project.id, descending: true, limit: 50 };
  const { data } = useAnswer(overrideOperations.list, asked);
  const [refused, setRefused] = useState<Row | null>(null);
  const close = () => setRefused(null);
  if (data?.rows.length === 0)
    return <p className="soft">没有例外。缺项而必须先行的，可以在登记阶段时申请，由另一人批准。</p>;
  return (
    <>
      <ul className="project-rows">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <div>
              <Tag kind={row.state === "granted" ? "done" : row.state === "refused" ? "late" : "watch"}>
                {overrideStates[row.state]}
              </Tag>
              <strong>{stages[row.stage]}</strong>
              <span className="soft">{row.happenedOn}</span>
              <span className="soft">{row.askedByName}</span>
            </div>
            <p>{row.reason}</p>
            <p className="small soft">{`当时还差：${row.missing.map(({ title }) => title).join("、")}`}</p>
            {row.decidedByName && (
              <p className="small soft">{[row.decidedByName, row.decision].filter(Boolean).join("：")}</p>
            )}
            {row.state === "asked" && <Decision row={row} may={may.override} refuse={() => setRefused(row)} />}
          </li>
        ))}
      </ul>
      {refused && (
        <Window title="不同意例外" width={520} close={close}>
          <Form
            operation={overrideOperations.decide}
            given={{ id: refused.id, isGranted: false }}
            fields={[{ key: "decision", required: true }]}
            draft={false}
            narrow
            submit="不同意"
            outcome={() => ({ kind: "told", text: "已答复申请人" })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}

/** 同意或不同意: by somebody else than who asked; he is told so before he writes an opinion. */
function Decision({ row, may, refuse }: { row: Row; may: Page["may"]["override"]; refuse: () => void }) {
  const { personId } = useActor();
  const mayDecide = may ?? whyNotDecide(row, personId, { isGranted: true, decision: "" });
  return (
    <span className="steps unprinted">
      <CommandButton
        operation={overrideOperations.decide}
        input={{ id: row.id, isGranted: true }}
        title="同意例外"
        may={mayDecide}
        confirm={<p>{`同意后即登记“${stages[row.stage]}”，并注明是例外。`}</p>}
      />
      <StepButton title="不同意" may={mayDecide} onStep={refuse} />
    </span>
  );
}
