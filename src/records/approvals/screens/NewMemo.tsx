import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { memoOperations } from "../memos/contract.ts";
import { copySection, memoSection } from "./memofields.tsx";

export function NewMemo() {
  const { go } = usePlace();
  return (
    <>
      <PageHead
        title="写请示"
        lead="提交后按金额逐级审批；没写完的自动存为草稿，下次接着写。"
        from={{ title: "请示", to: "memos" }}
      />
      <div className="paper section">
        <Form
          operation={memoOperations.submit}
          sections={[memoSection, copySection]}
          submit="提交审批"
          outcome={() => ({ kind: "submitted" })}
          cancel={() => go("memos")}
          done={({ approvalId }) => go(approvalId ? `approvals/${approvalId}` : "memos")}
        />
      </div>
    </>
  );
}
