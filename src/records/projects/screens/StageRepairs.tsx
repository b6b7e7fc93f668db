import { useMemo } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { evidenceInput } from "../parts/EvidenceInput.tsx";
import { FileInput } from "../parts/FilesInput.tsx";
import { stageOperations } from "../stages/contract.ts";
import type { Fact, RailStage } from "./project.ts";

interface About {
  about: { projectId: string; id: string };
  close: () => void;
}

export function RecognizeDialog({ about, title, close }: About & { title: string }) {
  const { today } = useActor();
  return (
    <Window title={`登记外部认定：${title}`} width={560} close={close}>
      <Form
        operation={stageOperations.recognize}
        given={about}
        initial={{ recognizedOn: today }}
        fields={[
          { key: "recognizer", help: "例如：区商务局、区统计局" },
          "recognizedOn",
          { key: "file", input: FileInput, wide: true, help: "认定文件或函件" },
        ]}
        draft={about.id}
        narrow
        submit="登记"
        cancel={close}
        done={close}
      />
    </Window>
  );
}

/** What was registered stays visible; the corrected fact stands in its place. */
export function CorrectDialog({ about, stage, fact, close }: About & { stage: RailStage; fact: Fact }) {
  const Evidence = useMemo(() => evidenceInput(stage.takes), [stage.takes]);
  return (
    <Window title={`更正${stage.title}`} width={620} close={close}>
      <p className="soft">原来的登记作废并留痕，按下面的内容重新登记；已核验的须重新核验。</p>
      <Form
        operation={stageOperations.correct}
        given={about}
        initial={{ happenedOn: fact.happenedOn, evidence: fact.evidence, note: fact.note }}
        fields={["happenedOn", { key: "evidence", input: Evidence, wide: true }, "note", { key: "reason", wide: true }]}
        draft={about.id}
        narrow
        submit="更正"
        cancel={close}
        done={close}
      />
    </Window>
  );
}

export function AnnulDialog({ about, title, close }: About & { title: string }) {
  return (
    <Window title={`作废${title}`} width={520} close={close}>
      <Form
        operation={stageOperations.annul}
        given={about}
        fields={[{ key: "reason", help: "写入留痕；项目回到前一阶段" }]}
        draft={false}
        narrow
        submit="作废"
        outcome={() => ({ kind: "told", text: "已作废" })}
        cancel={close}
        done={close}
      />
    </Window>
  );
}
