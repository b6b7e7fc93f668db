import { useState } from "react";
import type { z } from "zod";
import { writeDate } from "#kit/base/dates.ts";
import { Form } from "#kit/ui/form/Form.tsx";
import { Sign } from "#kit/ui/look/Sign.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddress } from "#kit/ui/wire/usePlace.ts";
import { mergeOperations } from "../contract.ts";
import "./notice.css";

type Merge = z.output<typeof mergeOperations.list.output>[number];

/** On the page of the company that stayed: that one came here by an old address, and what can still be taken back. */
export function MergeNotice({ id }: { id: string }) {
  const { search } = useAddress();
  const { data = [] } = useAnswer(mergeOperations.list, { id });
  const open = data.filter(({ may }) => may.undo?.code !== "merges.late");
  const cameBy = typeof search.from === "string" ? search.from : null;
  if (!cameBy && open.length === 0) return null;
  return (
    <div className="merge-notice">
      {cameBy && (
        <p role="status">
          <Sign kind="plain" />
          您打开的是旧地址：那条记录已并入这一家。
        </p>
      )}
      {open.map((merge) => (
        <Undoable key={merge.id} {...merge} />
      ))}
    </div>
  );
}

function Undoable({ id, mergedName, mergedAt, by, reason, undoUntil, may }: Merge) {
  const [isUndoing, setUndoing] = useState(false);
  const close = () => setUndoing(false);
  return (
    <p>
      <Sign kind="watch" />
      <span>{`“${mergedName}”于${momentText(mergedAt)}并入这一家（${by ? `${by}：` : ""}${reason}），${writeDate(undoUntil)}以前可以撤销。`}</span>
      <span className="unprinted">
        <StepButton title="撤销合并" may={may.undo} onStep={() => setUndoing(true)} />
      </span>
      {isUndoing && (
        <Window title={`撤销合并 ${mergedName}`} width={520} close={close}>
          <Form
            operation={mergeOperations.undo}
            given={{ id }}
            fields={[{ key: "reason", help: "两家恢复成合并前的样子。其间有人改过其中内容的，会说明是哪一条而不撤销" }]}
            draft={false}
            narrow
            outcome={() => ({ kind: "told", text: "已撤销，两家恢复为各自一条" })}
            cancel={close}
            done={close}
          />
        </Window>
      )}
    </p>
  );
}
