import { useState } from "react";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { CommandButton, StepButton } from "#kit/ui/record/StepButton.tsx";
import { Masked } from "#kit/ui/value/Masked.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { ConditionLine } from "../../parts/ConditionLine.tsx";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { findingOperations } from "../contract.ts";
import { whyNotVerify } from "../rules.ts";
import { diligenceKinds, diligenceOutcomes, riskLevels } from "../words.ts";
import { AnnulDialog, ConcludeDialog, CorrectDialog, FindingDialog, MeetDialog } from "./DiligenceDialogs.tsx";
import { DiligenceTag } from "./DiligenceTag.tsx";
import type { Answer, ConditionHeld, DiligenceHeld, FindingHeld } from "./diligence.ts";

interface FileProps {
  held: DiligenceHeld;
  sources: readonly string[];
  may: Answer["may"];
}

type Wanted =
  | { kind: "find" | "conclude" | "annul" }
  | { kind: "correct"; row: FindingHeld }
  | { kind: "meet"; row: ConditionHeld };

const riskLooks = { low: "plain", medium: "watch", high: "late" } as const;

/** One company looked into: findings, conclusions, conditions. */
export function DiligenceFile({ held, sources, may }: FileProps) {
  const [wanted, want] = useState<Wanted | null>(null);
  const close = () => want(null);
  const isGone = held.annulledAt !== null;
  return (
    <section className="diligence-file" aria-label={`${held.companyName}的尽职调查`}>
      <p className="steps">
        <strong>{held.companyName}</strong>
        {isGone ? <Tag>已作废</Tag> : <DiligenceTag state={held.state} />}
        <span className="small soft">{`${held.openedOn} ${held.openedByName ?? ""}开始`}</span>
      </p>
      {held.annulReason && <p className="small soft">{`作废原因：${held.annulReason}`}</p>}
      {!isGone && held.left.length > 0 && (
        <p className="small">{`还没有查：${held.left.map((kind) => diligenceKinds[kind]).join("、")}`}</p>
      )}
      <Findings held={held} may={may} correct={(row) => want({ kind: "correct", row })} />
      <Conclusions held={held} may={may} meet={(row) => want({ kind: "meet", row })} />
      {!isGone && (
        <p className="steps unprinted">
          <StepButton title="登记发现" may={may.manage} onStep={() => want({ kind: "find" })} />
          <StepButton title="作出尽调结论" may={held.may.conclude} onStep={() => want({ kind: "conclude" })} />
          {held.conclusions.length === 0 && (
            <StepButton title="作废" may={held.may.annul} onStep={() => want({ kind: "annul" })} />
          )}
        </p>
      )}
      {wanted?.kind === "find" && <FindingDialog diligenceId={held.id} sources={sources} close={close} />}
      {wanted?.kind === "correct" && <CorrectDialog row={wanted.row} sources={sources} close={close} />}
      {wanted?.kind === "conclude" && <ConcludeDialog held={held} close={close} />}
      {wanted?.kind === "annul" && <AnnulDialog held={held} close={close} />}
      {wanted?.kind === "meet" && <MeetDialog row={wanted.row} close={close} />}
    </section>
  );
}

interface FindingsProps {
  held: DiligenceHeld;
  may: Answer["may"];
  correct: (row: FindingHeld) => void;
}

/** 发现, the newest first; whoever may not see what it says sees that it was looked up. */
function Findings({ held, may, correct }: FindingsProps) {
  const { personId } = useActor();
  return (
    <ul className="project-rows">
      {held.findings.map((row) => (
        <li key={row.id}>
          <div>
            <Tag>{diligenceKinds[row.kind]}</Tag>
            {row.risk && <Tag kind={riskLooks[row.risk]}>{riskLevels[row.risk]}</Tag>}
            <span className="soft">{row.source}</span>
            <span className="small soft">{`${row.lookedOn} ${row.byName ?? ""}`}</span>
            <Tag kind={row.voidedAt ? "plain" : row.verifiedAt ? "done" : "watch"}>
              {row.voidedAt ? "已更正" : row.verifiedAt ? `${row.verifierName ?? ""}已核验` : "待核验"}
            </Tag>
          </div>
          {row.finding === null ? <Masked /> : <p>{row.finding}</p>}
          {row.voidReason && <p className="small soft">{`更正原因：${row.voidReason}`}</p>}
          <FileLinks files={row.files ?? []} />
          {!row.voidedAt && held.annulledAt === null && (
            <span className="steps unprinted">
              {!row.verifiedAt && (
                <CommandButton
                  operation={findingOperations.verify}
                  input={{ id: row.id }}
                  title="核验"
                  may={may.review ?? whyNotVerify(row, personId)}
                />
              )}
              <StepButton title="更正" may={may.manage} onStep={() => correct(row)} />
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

interface ConclusionsProps {
  held: DiligenceHeld;
  may: Answer["may"];
  meet: (row: ConditionHeld) => void;
}

/** 结论, the last one first, with what it wants done. */
function Conclusions({ held, may, meet }: ConclusionsProps) {
  return (
    <ul className="project-rows">
      {held.conclusions.toReversed().map((conclusion, at) => (
        <li key={conclusion.id}>
          <div>
            <Tag kind={at > 0 ? "plain" : conclusion.outcome === "advisedAgainst" ? "late" : "done"}>
              {`结论：${diligenceOutcomes[conclusion.outcome]}`}
            </Tag>
            <span className="small soft">{`${conclusion.concludedOn} ${conclusion.byName ?? ""}`}</span>
            {at > 0 && <span className="small soft">已由后来的结论代替</span>}
          </div>
          {conclusion.reason === null ? <Masked /> : <p>{conclusion.reason}</p>}
          {held.conditions
            .filter(({ conclusionId }) => conclusionId === conclusion.id)
            .map((row) => (
              <ConditionLine key={row.id} of={row} may={at === 0 ? may.manage : undefined} meet={() => meet(row)} />
            ))}
        </li>
      ))}
    </ul>
  );
}
