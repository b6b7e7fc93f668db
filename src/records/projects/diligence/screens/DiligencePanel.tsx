import { PlusOutlined } from "@ant-design/icons";
import { useEffect, useRef, useState } from "react";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { diligenceOperations } from "../contract.ts";
import { OpenDialog } from "./DiligenceDialogs.tsx";
import { DiligenceFile } from "./DiligenceFile.tsx";
import "../../screens/projects.css";

/** 尽职调查 of one project: what the pack asks, and each company looked into. */
export function DiligencePanel({ id: projectId }: { id: string }) {
  const { data, error, refetch } = useAnswer(diligenceOperations.ofProject, { projectId });
  const { search } = useAddress();
  const [isOpen, setOpen] = useState(false);
  const here = useRef<HTMLDivElement>(null);
  const isAsked = search.panel === "diligence" && data !== undefined;
  useEffect(() => {
    if (isAsked) here.current?.scrollIntoView({ block: "center" });
  }, [isAsked]);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { rows, requirement, document, sources, may } = data;
  return (
    <div ref={here}>
      <p className="small soft">{requirement ? `${requirement}。${document}` : document}</p>
      {rows.length === 0 && (
        <p className="soft">还没有尽职调查。先开始一件，逐项登记从哪里查到什么；由另一人核验后，再作结论。</p>
      )}
      {rows.map((held) => (
        <DiligenceFile key={held.id} held={held} sources={sources} may={may} />
      ))}
      <StepButton title="开始尽职调查" icon={<PlusOutlined />} may={may.open} onStep={() => setOpen(true)} />
      {isOpen && <OpenDialog projectId={projectId} close={() => setOpen(false)} />}
    </div>
  );
}
