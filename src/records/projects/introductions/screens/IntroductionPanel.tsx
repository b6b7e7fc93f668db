import { useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { IntermediaryPicker } from "#records/intermediaries/parts/IntermediaryPicker.tsx";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { FilesInput } from "../../parts/FilesInput.tsx";
import { Introduction, introductionOperations } from "../contract.ts";

/** 引荐备案 of one project: before the agreement, the first referrer's only. */
export function IntroductionPanel({ id }: { id: string }) {
  const { today } = useActor();
  const { data, error, refetch } = useAnswer(introductionOperations.ofProject, { projectId: id });
  const [asked, ask] = useState<"file" | "annul" | null>(null);
  const close = () => ask(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { introduction, may } = data;
  return (
    <>
      {introduction ? (
        <>
          <p>
            <strong>{introduction.number}</strong>{" "}
            <PlaceLink to={`intermediaries/${introduction.intermediaryId}`}>{introduction.intermediaryName}</PlaceLink>
          </p>
          <Facts
            shape={Introduction}
            of={introduction}
            fields={["typedAt", "introducedOn", "declaration", "declaredOn", "content"]}
          />
          <FileLinks files={introduction.files} />
        </>
      ) : (
        <p className="soft">没有引荐备案。由中介机构或个人引荐的，在签约之前备案，只认第一引荐人。</p>
      )}
      <span className="steps unprinted">
        {introduction ? (
          <StepButton title="作废备案" may={may.annul} onStep={() => ask("annul")} />
        ) : (
          <StepButton title="引荐备案" may={may.file} onStep={() => ask("file")} />
        )}
      </span>
      {asked === "file" && (
        <Window title="引荐备案" width={560} close={close}>
          <p className="soft">备案时间由系统记。引荐方须先登记回避声明；公职人员、关联方不能作为引荐人。</p>
          <Form
            operation={introductionOperations.file}
            given={{ projectId: id }}
            initial={{ introducedOn: today }}
            fields={[
              { key: "intermediaryId", input: IntermediaryPicker },
              "introducedOn",
              { key: "content", wide: true, help: "怎样引荐的：引见了谁、在什么场合" },
              { key: "files", input: FilesInput, wide: true, help: "引荐函、往来函件、会面照片" },
            ]}
            draft={id}
            narrow
            outcome={() => ({ kind: "told", text: "已备案" })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
      {asked === "annul" && introduction && (
        <Window title={`作废引荐备案 ${introduction.number}`} width={520} close={close}>
          <Form
            operation={introductionOperations.annul}
            given={{ id: introduction.id }}
            fields={["reason"]}
            draft={false}
            narrow
            submit="作废"
            outcome={() => ({ kind: "told", text: "已作废" })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </>
  );
}
