import { CheckOutlined } from "@ant-design/icons";
import { useState } from "react";
import { evidenceKinds } from "../words.ts";
import { FileLinks } from "../parts/FileLinks.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { stageOperations } from "../stages/contract.ts";
import type { Fact, Page, RailStage } from "./project.ts";
import { CorrectDialog, AnnulDialog, RecognizeDialog } from "./StageRepairs.tsx";
import { whyNotAnnul, whyNotRecognize, whyNotTouch, whyNotVerify } from "../stages/rules.ts";

/** 阶段轨: where it stands on its own track; a stage opens its date, evidence and proof. */
export function StageRail({ page }: { page: Page }) {
  const [open, setOpen] = useState<string | null>(null);
  const { rail, project } = page;
  const current = rail.findIndex(({ stage }) => stage === project.stage);
  const opened = rail.find(({ stage }) => stage === open);
  return (
    <>
      <nav className="paper stage-rail" aria-label="阶段">
        <ol>
          {rail.map((each, at) => (
            <li
              key={each.stage}
              data-at={stateOf(each, at, current)}
              aria-current={at === current ? "step" : undefined}
            >
              <button type="button" className="bare" disabled={!each.fact} onClick={() => setOpen(each.stage)}>
                <span className="stage-mark" aria-hidden="true">
                  {each.fact ? <CheckOutlined /> : at + 1}
                </span>
                <span className="stage-name">{each.title}</span>
                <span className="small soft">{told(each, at, current)}</span>
                {each.fact && <Proof fact={each.fact} />}
                {each.isLanding && <Tag kind={project.landedOn ? "done" : "plain"}>落地</Tag>}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      {opened?.fact && <FactWindow page={page} stage={opened} fact={opened.fact} close={() => setOpen(null)} />}
    </>
  );
}

const stateOf = ({ fact }: RailStage, at: number, current: number) =>
  at === current ? "now" : fact ? "passed" : at < current ? "skipped" : "ahead";
const told = ({ fact, skip }: RailStage, at: number, current: number) =>
  fact?.happenedOn ?? (at < current ? "已跳过" : skip === "never" ? "" : "可跳过");

function Proof({ fact }: { fact: Fact }) {
  if (fact.recognizedAt) return <Tag kind="done">已认定</Tag>;
  return fact.verifiedAt ? <Tag kind="done">已核验</Tag> : null;
}

type Repair = "recognize" | "correct" | "annul" | null;

function FactWindow({ page, stage, fact, close }: { page: Page; stage: RailStage; fact: Fact; close: () => void }) {
  const { personId, today } = useActor();
  const [repair, setRepair] = useState<Repair>(null);
  const { project, rail, may } = page;
  const about = { projectId: project.id, id: fact.id };
  const touch = may.move ?? whyNotTouch(fact, may.verify === null);
  const track = { stages: rail.map((each) => ({ code: each.stage, title: each.title })) };
  const facts = rail.flatMap((each) => each.fact ?? []);
  if (repair === "recognize") return <RecognizeDialog about={about} title={stage.title} close={close} />;
  if (repair === "correct") return <CorrectDialog about={about} stage={stage} fact={fact} close={close} />;
  if (repair === "annul") return <AnnulDialog about={about} title={stage.title} close={close} />;
  return (
    <Window title={stage.title} width={560} close={close}>
      <dl className="project-definitions">
        <Line title="发生日期">{fact.happenedOn}</Line>
        <Line title="登记">{`${fact.byName ?? "—"}，${momentText(fact.typedAt)}`}</Line>
        {fact.note && <Line title="说明">{fact.note}</Line>}
        {fact.skipReason && <Line title="跳过前面阶段的理由">{fact.skipReason}</Line>}
        <Line title="佐证">
          {fact.evidence.length === 0
            ? "没有附件"
            : fact.evidence.map(({ kind, file }) => (
                <span key={file.id} className="stage-proof">
                  {evidenceKinds[kind]}
                  <FileLinks files={[file]} />
                </span>
              ))}
        </Line>
        <Line title="核验">
          {fact.verifiedAt ? `${fact.verifierName ?? "—"}，${momentText(fact.verifiedAt)}` : "还没有核验"}
        </Line>
        <Line title="外部认定">
          {fact.recognizedAt ? (
            <>
              {`${fact.recognizer}，${fact.recognizedOn} `}
              <FileLinks files={fact.recognizedFile ? [fact.recognizedFile] : []} />
            </>
          ) : (
            "还没有登记"
          )}
        </Line>
      </dl>
      <div className="window-acts">
        <CommandButton
          operation={stageOperations.verify}
          input={about}
          title="核验通过"
          may={may.verify ?? whyNotVerify(fact, personId)}
          primary
        />
        <StepButton
          title="登记外部认定"
          may={may.verify ?? whyNotRecognize(fact, today, today)}
          onStep={() => setRepair("recognize")}
        />
        <StepButton title="更正" may={touch} onStep={() => setRepair("correct")} />
        <StepButton
          title="作废"
          may={touch ?? whyNotAnnul(fact, track, facts)}
          danger
          onStep={() => setRepair("annul")}
        />
      </div>
    </Window>
  );
}

function Line({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}
