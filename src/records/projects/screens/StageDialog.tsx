import { type RefObject, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Select } from "antd";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { useFormState, type Values } from "#kit/ui/form/FormState.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { overrideOperations } from "../overrides/contract.ts";
import { evidenceInput } from "../parts/EvidenceInput.tsx";
import { stageOperations } from "../stages/contract.ts";
import type { Stage } from "../words.ts";
import type { Page, RailStage } from "./project.ts";

/** 登记阶段: the next one, or any that is still open on its track; what is missing is said, and may be asked for by exception. */
export function StageDialog({ page, close }: { page: Page; close: () => void }) {
  const { project, rail, next } = page;
  const open = rail.filter(({ fact }) => !fact);
  const [stage, setStage] = useState<Stage>(next?.stage ?? open[0]?.stage ?? project.stage);
  const [isAsking, setAsking] = useState(false);
  const { today } = useActor();
  // What was typed goes along to another stage, and to asking for an exception of this one.
  const typed = useRef<Values>({ happenedOn: today });
  const keep = useCallback((values: Values) => {
    typed.current = { ...typed.current, ...values };
  }, []);
  const chosen = rail.find((each) => each.stage === stage);
  if (!chosen) return null;
  return (
    <Window title={isAsking ? `申请例外：${chosen.title}` : `登记${chosen.title}`} width={620} close={close}>
      <div className="stage-choice">
        <label htmlFor="stage-choice">阶段</label>
        <Select
          id="stage-choice"
          value={stage}
          options={open.map((each) => ({ value: each.stage, label: each.title }))}
          onChange={(value) => setStage(value)}
        />
        <button type="button" className="bare text-link" onClick={() => setAsking(!isAsking)}>
          {isAsking ? "不申请例外" : "有缺项要申请例外"}
        </button>
      </div>
      <StepForm
        key={`${stage}${isAsking}`}
        page={page}
        stage={stage}
        isAsking={isAsking}
        typed={typed}
        keep={keep}
        close={close}
      />
    </Window>
  );
}

interface StepFormProps {
  page: Page;
  stage: Stage;
  isAsking: boolean;
  typed: RefObject<Values>;
  keep: (values: Values) => void;
  close: () => void;
}

function StepForm({ page, stage, isAsking, typed, keep, close }: StepFormProps) {
  const { project, rail } = page;
  const at = rail.findIndex((each) => each.stage === stage);
  const [initial] = useState(() => takenBy(rail[at], typed.current));
  const furthest = rail.findLastIndex(({ fact }) => fact !== null);
  const asksSkip = rail.slice(furthest + 1, at).some(({ skip }) => skip === "reason");
  const takes = rail[at]?.takes;
  const Evidence = useMemo(() => evidenceInput(takes ?? []), [takes]);
  const fields = [
    { key: "happenedOn" as const, help: "实际发生的那一天，不是录入的这天" },
    ...(asksSkip ? [{ key: "skipReason" as const, help: "跳过前面的阶段，写明为什么不需要", required: true }] : []),
    { key: "evidence" as const, input: Evidence, wide: true },
    "note" as const,
  ];
  const shared = {
    given: { projectId: project.id, stage },
    initial,
    draft: `${project.id}:${stage}`,
    narrow: true,
    cancel: close,
    done: close,
  };
  return isAsking ? (
    <Form
      operation={overrideOperations.ask}
      {...shared}
      sections={[
        {
          title: "",
          fields: [...fields, { key: "reason", help: "为什么可以先行；由另一人批准后阶段才登记", wide: true }],
          foot: <Kept keep={keep} />,
        },
      ]}
      submit="申请例外"
      outcome={() => ({ kind: "told", text: "已申请，等待另一人批准" })}
    />
  ) : (
    <Form
      operation={stageOperations.move}
      {...shared}
      sections={[{ title: "", fields, foot: <Kept keep={keep} /> }]}
      submit="登记"
      outcome={() => ({ kind: "told", text: "已登记，等待核验" })}
    />
  );
}

type Taken = Partial<z.input<typeof overrideOperations.ask.input>>;

/** Evidence of a kind this stage does not take stays behind. */
function takenBy(stage: RailStage | undefined, typed: Values): Taken {
  const { evidence = [], ...rest } = typed as Taken;
  return { ...rest, evidence: evidence.filter((each) => stage?.takes.some(({ kind }) => kind === each.kind)) };
}

/** Tells what stands in the form, for the form that takes its place. */
function Kept({ keep }: Pick<StepFormProps, "keep">) {
  const { values } = useFormState();
  useLayoutEffect(() => keep(values), [keep, values]);
  return null;
}
