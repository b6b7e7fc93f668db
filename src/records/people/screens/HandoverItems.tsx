import { Button } from "antd";
import { useState } from "react";
import type { z } from "zod";
import type { May } from "#kit/ui/record/StepButton.tsx";
import { useCommand } from "#kit/ui/wire/useCommand.ts";
import "./handovers.css";
import { type HandoverItem, type HandoverRow, handoverOperations } from "../handovers/contract.ts";

interface HandoverItemsProps {
  handover: z.output<typeof HandoverRow>;
  items: z.output<typeof HandoverItem>[];
  may: May;
}

/** 清单 by kind; while it is a draft, what is not to be handed over is taken out by its tick. */
export function HandoverItems({ handover: { id, version }, items, may }: HandoverItemsProps) {
  const stored = items.filter(({ isLeftOut }) => isLeftOut).map(({ subjectId }) => subjectId);
  const [leftOut, setLeftOut] = useState(new Set(stored));
  const choose = useCommand(handoverOperations.choose);
  const isChanged = leftOut.size !== stored.length || stored.some((each) => !leftOut.has(each));
  const toggle = (subjectId: string) => {
    const after = new Set(leftOut);
    if (!after.delete(subjectId)) after.add(subjectId);
    setLeftOut(after);
  };
  const kinds = [...new Set(items.map(({ kindTitle }) => kindTitle))];
  return (
    <>
      {kinds.map((kind) => (
        <section key={kind} className="handover-kind" aria-label={kind}>
          <h3>{kind}</h3>
          <ul className="handover-items">
            {items
              .filter(({ kindTitle }) => kindTitle === kind)
              .map(({ subjectId, title, note }) => (
                <li key={subjectId} data-left-out={leftOut.has(subjectId) || undefined}>
                  <label>
                    {may === null && (
                      <input
                        type="checkbox"
                        checked={!leftOut.has(subjectId)}
                        disabled={choose.busy}
                        onChange={() => toggle(subjectId)}
                      />
                    )}
                    <span>{title}</span>
                  </label>
                  <span className="small soft">{leftOut.has(subjectId) ? `${note}（本次不移交）` : note}</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
      {isChanged && (
        <p className="handover-choose unprinted">
          <Button
            type="primary"
            loading={choose.busy}
            onClick={() => void choose.run({ id, version, leftOut: [...leftOut] })}
          >
            {`保存勾选（移交 ${items.length - leftOut.size} 项）`}
          </Button>
          <Button onClick={() => setLeftOut(new Set(stored))}>还原</Button>
        </p>
      )}
      {choose.failure && (
        <span className="field-problem" role="alert">
          {choose.failure.message}
        </span>
      )}
    </>
  );
}
