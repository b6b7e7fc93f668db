import type { z } from "zod";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { type May, StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import type { conditionShape } from "../conditions/contract.ts";
import { FileLinks } from "./FileLinks.tsx";
import { FileInput } from "./FilesInput.tsx";

type Condition = z.output<z.ZodObject<typeof conditionShape>> & { personName: string | null };

interface ConditionLineProps {
  of: Condition;
  /** May somebody say now that it is met? Left out where a later conclusion took its place. */
  may?: May | undefined;
  meet: () => void;
}

/** 附带条件: what is wanted of whom by when, and whether it was done. */
export function ConditionLine({ of, may, meet }: ConditionLineProps) {
  const { today } = useActor();
  const { content, dueOn, personName, metOn, metNote, file } = of;
  const isLate = metOn === null && dueOn < today;
  return (
    <>
      <div>
        <Tag kind={metOn ? "done" : isLate ? "late" : "watch"}>{metOn ? "已落实" : isLate ? "逾期" : "待落实"}</Tag>
        <strong>{content}</strong>
        <span className="small soft">{`${personName ?? "未定"}，${metOn ?? `${dueOn} 前`}`}</span>
      </div>
      {metNote && <p>{metNote}</p>}
      {file && <FileLinks files={[file]} />}
      {!metOn && may !== undefined && <StepButton title="登记已落实" may={may} onStep={meet} />}
    </>
  );
}

/** The form of 登记条件已落实; only the command differs. */
export const meetForm = (today: string, close: () => void) => ({
  initial: { metOn: today },
  fields: ["metOn" as const, "metNote" as const, { key: "file" as const, input: FileInput }],
  draft: false as const,
  narrow: true,
  cancel: close,
  done: close,
});
