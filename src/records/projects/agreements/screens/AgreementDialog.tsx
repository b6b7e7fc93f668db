import { Form } from "#kit/ui/form/Form.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { FileInput } from "../../parts/FilesInput.tsx";
import { agreementOperations } from "../contract.ts";
import { type ReviewConclusion, reviewConclusions } from "../words.ts";
import type { Page } from "./agreement.ts";
import { DraftInput } from "./DraftInput.tsx";

export type Asked = "conclude" | "revise" | "withdraw" | null;

interface AgreementDialogProps {
  page: Page;
  asked: Asked;
  /** What follows from the hits as they stand. */
  outcome: ReviewConclusion;
  close: () => void;
}

export function AgreementDialog({ page: { agreement, text, reviews }, asked, outcome, close }: AgreementDialogProps) {
  const { id, number } = agreement;
  const shared = { narrow: true, cancel: close, done: close } as const;
  if (asked === "conclude")
    return (
      <Window title="作出审查结论" width={640} close={close}>
        <p>{`按逐条结论，第 ${number} 稿的结论是：${reviewConclusions[outcome]}。`}</p>
        <Form
          operation={agreementOperations.conclude}
          given={{ id, number }}
          initial={{ drafterContact: reviews[0]?.drafterContact ?? "", industry: reviews[0]?.industry ?? "" }}
          fields={[
            "drafterContact",
            "industry",
            { key: "opinions", required: true },
            "expertOpinion",
            { key: "ground", required: true },
            "headOpinion",
          ]}
          draft={id}
          {...shared}
        />
      </Window>
    );
  if (asked === "revise")
    return (
      <Window title="换新文本" width={760} close={close}>
        <p className="soft">换新后原来的结论不再有效，新稿重新扫描、重新审查。</p>
        <Form
          operation={agreementOperations.revise}
          given={{ id }}
          initial={{ text: text.paragraphs.join("\n") }}
          fields={[{ key: "text", input: DraftInput, wide: true }, { key: "file", input: FileInput }, "note"]}
          draft={id}
          {...shared}
        />
      </Window>
    );
  return asked === "withdraw" ? (
    <Window title="撤下协议" width={520} close={close}>
      <Form
        operation={agreementOperations.withdraw}
        given={{ id }}
        fields={["reason"]}
        draft={false}
        submit="撤下"
        {...shared}
      />
    </Window>
  ) : null;
}
