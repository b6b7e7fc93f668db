import { Tag } from "#kit/ui/look/Tag.tsx";
import { type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { hitActions } from "../../scanning/words.ts";
import { exceptionGrounds, hitConclusions, legalGrounds } from "../words.ts";
import type { Hit } from "./agreement.ts";

const kinds = {
  mistaken: "done",
  nonExclusive: "done",
  lawful: "done",
  exception: "watch",
  mustChange: "late",
} as const;

interface HitCardProps {
  hit: Hit;
  number: number;
  isChosen: boolean;
  may: May;
  choose: () => void;
  judge: () => void;
}

/** 命中: what is written, which article asks about it, what was concluded and why. */
export function HitCard({ hit, number, isChosen, may, choose, judge }: HitCardProps) {
  const { rule, title, article, action, quote, conclusion } = hit;
  return (
    <li className="agreement-hit" data-chosen={isChosen || undefined}>
      <button type="button" className="bare agreement-hit-head" aria-pressed={isChosen} onClick={choose}>
        <span>
          <strong>{`${number}. ${rule}`}</strong>
          <Tag kind={action === "block" ? "late" : "plain"}>{hitActions[action]}</Tag>
          {conclusion ? (
            <Tag kind={kinds[conclusion]}>{hitConclusions[conclusion]}</Tag>
          ) : (
            <Tag kind="watch">未作结论</Tag>
          )}
        </span>
        <span>{title}</span>
        <q>{quote}</q>
        <span className="small soft">{article}</span>
      </button>
      {conclusion && <Judged hit={hit} />}
      <span className="unprinted">
        <StepButton title={conclusion ? "重作结论" : "作结论"} may={may} onStep={judge} />
      </span>
    </li>
  );
}

function Judged({ hit }: { hit: Hit }) {
  const { ground, legalGround, document, exceptionGround, alternative, endsOn, endCondition, file, judgedByName } = hit;
  const lines = [
    ground,
    legalGround && `依据（${legalGrounds[legalGround]}）：${document}`,
    exceptionGround && `第十二条：${exceptionGrounds[exceptionGround]}`,
    exceptionGround && `替代方案：${alternative}`,
    endsOn && `实施期限至 ${endsOn}`,
    endCondition && `终止条件：${endCondition}`,
  ].filter(Boolean);
  return (
    <div className="small agreement-judged">
      {lines.map((each) => (
        <p key={String(each)}>{each}</p>
      ))}
      {file && <FileLinks files={[file]} />}
      <p className="soft">{judgedByName}</p>
    </div>
  );
}
