import { PlusOutlined } from "@ant-design/icons";
import { useEffect, useRef, useState } from "react";
import { Form } from "#kit/ui/form/Form.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress, usePlace } from "#kit/ui/wire/usePlace.ts";
import { projectOperations } from "../../contract.ts";
import { FileInput } from "../../parts/FilesInput.tsx";
import { signingKinds } from "../../words.ts";
import { agreementOperations } from "../contract.ts";
import { AgreementTag } from "./AgreementTag.tsx";
import { DraftInput } from "./DraftInput.tsx";
import "./agreements.css";

/** On the page of a project: its agreements and how far their review is. */
export function AgreementPanel({ id: projectId }: { id: string }) {
  const { data: page } = useAnswer(projectOperations.get, { id: projectId });
  const { data } = useAnswer(agreementOperations.list, { projectId, descending: true, limit: 50 });
  const { search } = useAddress();
  const { go } = usePlace();
  const [isNew, setNew] = useState(false);
  const here = useRef<HTMLDivElement>(null);
  const isAsked = search.panel === "agreements";
  useEffect(() => {
    if (isAsked) here.current?.scrollIntoView({ block: "center" });
  }, [isAsked]);
  return (
    <div ref={here}>
      {data?.rows.length === 0 && (
        <p className="soft">还没有协议文本。签约前登记文本，系统逐句扫描，由起草人以外的人逐条作结论。</p>
      )}
      <ul className="project-rows">
        {data?.rows.map((row) => (
          <li key={row.id}>
            <div>
              <AgreementTag state={row.state} />
              <PlaceLink to={`agreements/${row.id}`}>{row.title}</PlaceLink>
              <span className="soft">{signingKinds[row.kind]}</span>
              <span className="small soft">{`第 ${row.number} 稿，${row.textOn}`}</span>
              <span className="small soft">{`命中 ${row.hitCount} 处，未解除 ${row.openCount} 处`}</span>
            </div>
          </li>
        ))}
      </ul>
      <StepButton
        title="登记协议文本"
        icon={<PlusOutlined />}
        may={page?.may.sign ?? null}
        onStep={() => setNew(true)}
      />
      {isNew && (
        <Window title="登记协议文本" width={760} close={() => setNew(false)}>
          <Form
            operation={agreementOperations.create}
            given={{ projectId }}
            fields={[
              "title",
              "kind",
              { key: "text", input: DraftInput, wide: true },
              { key: "file", input: FileInput, help: "从文件读入的自动附上" },
              "note",
            ]}
            draft={projectId}
            narrow
            cancel={() => setNew(false)}
            done={({ id }) => go(`agreements/${id}`)}
          />
        </Window>
      )}
    </div>
  );
}
