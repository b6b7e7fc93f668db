import Input from "antd/es/input/Input";
import { type ComponentType, useMemo } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import type { Values } from "#kit/ui/form/FormState.tsx";
import { attributesOf, type InputProps } from "#kit/ui/form/input.ts";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { CompanyPicker } from "#records/directory/parts/CompanyPicker.tsx";
import { meetForm } from "../../parts/ConditionLine.tsx";
import { FilesInput } from "../../parts/FilesInput.tsx";
import { diligenceConditionOperations, diligenceOperations, findingOperations } from "../contract.ts";
import type { ConditionHeld, DiligenceHeld, FindingHeld } from "./diligence.ts";

/** 查询渠道: typed, or one of those the pack names. */
function sourceInput(sources: readonly string[]): ComponentType<InputProps> {
  return function SourceInput(props: InputProps) {
    const { id, value, change } = props;
    return (
      <>
        <Input
          {...attributesOf(props)}
          list={`${id}-known`}
          value={(value as string | undefined) ?? ""}
          onChange={({ target }) => change(target.value)}
        />
        <datalist id={`${id}-known`}>
          {sources.map((source) => (
            <option key={source}>{source}</option>
          ))}
        </datalist>
      </>
    );
  };
}

const fieldsWith = (Source: ComponentType<InputProps>) =>
  [
    "kind",
    { key: "source", input: Source, help: "从哪里查到的" },
    "lookedOn",
    "risk",
    { key: "finding", wide: true, help: "查到什么；没有异常的也如实写明" },
    { key: "files", input: FilesInput, wide: true },
  ] as const;

export function OpenDialog({ projectId, close }: { projectId: string; close: () => void }) {
  return (
    <Window title="开始尽职调查" width={560} close={close}>
      <Form
        operation={diligenceOperations.open}
        given={{ projectId }}
        fields={[{ key: "companyId", input: CompanyPicker, help: "不选的，调查对象是项目的投资方" }]}
        draft={false}
        narrow
        cancel={close}
        done={close}
      />
    </Window>
  );
}

export function FindingDialog({
  diligenceId,
  sources,
  close,
}: {
  diligenceId: string;
  sources: readonly string[];
  close: () => void;
}) {
  const { today } = useActor();
  const Source = useMemo(() => sourceInput(sources), [sources]);
  return (
    <Window title="登记发现" width={640} close={close}>
      <Form
        operation={findingOperations.add}
        given={{ diligenceId }}
        initial={{ kind: "qualification", lookedOn: today, risk: "low", files: [] }}
        fields={[...fieldsWith(Source)]}
        draft={diligenceId}
        narrow
        outcome={() => ({ kind: "told", text: "已登记，由另一人核验" })}
        cancel={close}
        done={close}
      />
    </Window>
  );
}

/** What was typed stays as it was; the corrected row stands in its place and is verified anew. */
export function CorrectDialog({
  row,
  sources,
  close,
}: {
  row: FindingHeld;
  sources: readonly string[];
  close: () => void;
}) {
  const Source = useMemo(() => sourceInput(sources), [sources]);
  const { kind, source, lookedOn, finding, risk, files } = row;
  return (
    <Window title="更正发现" width={640} close={close}>
      <p className="soft">原来登记的留在下面，按更正后的内容另登一条；须由另一人重新核验，已有结论的须重新作。</p>
      <Form
        operation={findingOperations.correct}
        given={{ id: row.id }}
        initial={{
          kind,
          source,
          lookedOn,
          ...(finding !== null && { finding }),
          ...(risk !== null && { risk }),
          files: files ?? [],
        }}
        fields={[...fieldsWith(Source), { key: "reason", wide: true }]}
        draft={row.id}
        narrow
        submit="更正"
        cancel={close}
        done={close}
      />
    </Window>
  );
}

const isConditional = ({ outcome }: Values) => outcome === "conditional";

export function ConcludeDialog({ held, close }: { held: DiligenceHeld; close: () => void }) {
  const { today } = useActor();
  return (
    <Window title="作出尽调结论" width={640} close={close}>
      <Form
        operation={diligenceOperations.conclude}
        given={{ id: held.id }}
        initial={{ concludedOn: today }}
        fields={[
          "outcome",
          "concludedOn",
          { key: "reason", wide: true },
          { key: "conditions", when: isConditional, help: "每项成为责任专员的待办，落实前不能推进" },
        ]}
        draft={false}
        narrow
        cancel={close}
        done={close}
      />
    </Window>
  );
}

export function AnnulDialog({ held, close }: { held: DiligenceHeld; close: () => void }) {
  return (
    <Window title="作废尽职调查" width={520} close={close}>
      <Form
        operation={diligenceOperations.annul}
        given={{ id: held.id }}
        fields={["reason"]}
        draft={false}
        narrow
        submit="作废"
        outcome={() => ({ kind: "told", text: "已作废，登记过的发现留在留痕里" })}
        cancel={close}
        done={close}
      />
    </Window>
  );
}

export function MeetDialog({ row, close }: { row: ConditionHeld; close: () => void }) {
  const { today } = useActor();
  return (
    <Window title="登记条件已落实" width={560} close={close}>
      <Form operation={diligenceConditionOperations.meet} given={{ id: row.id }} {...meetForm(today, close)} />
    </Window>
  );
}
