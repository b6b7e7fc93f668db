import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { memoOperations } from "../memos/contract.ts";
import { memoSection } from "./memofields.tsx";

/** A memo that came back: changed here, then sent again from its approval or its own page. */
export function EditMemo() {
  const id = useParam("id");
  const { go } = usePlace();
  const { data, error, refetch } = useAnswer(memoOperations.get, { id });
  if (error) return <Problem isPage failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { memo, may } = data;
  const back = memo.state === "returned" && memo.approvalId ? `approvals/${memo.approvalId}` : `memos/${id}`;
  return (
    <>
      <PageHead title="修改请示" from={{ title: memo.title, to: back }} />
      {may.update ? (
        <Problem failure={may.update} />
      ) : (
        <div className="paper section">
          <Form
            operation={memoOperations.update}
            record={memo}
            sections={[memoSection]}
            submit="保存"
            outcome={() => ({
              kind: "told",
              text: memo.state === "returned" ? "已保存，还需重新提交" : "已保存，还需重新发起",
            })}
            cancel={() => go(back)}
            done={() => go(back)}
          />
        </div>
      )}
    </>
  );
}
