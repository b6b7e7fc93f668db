import { Form } from "#kit/ui/form/Form.tsx";
import type { Values } from "#kit/ui/form/FormState.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { FileInput } from "../../parts/FilesInput.tsx";
import { reviewOperations } from "../contract.ts";
import type { Page } from "./review.ts";

export type Wanted = "panel" | "legality" | "meeting" | "withdraw" | null;

const isConditional = ({ outcome }: Values) => outcome === "conditional";
const file = { key: "file", input: FileInput } as const;

export function OutcomeDialog({ page: { review }, wanted, close }: { page: Page; wanted: Wanted; close: () => void }) {
  const { today } = useActor();
  const { id } = review;
  const shared = { given: { id }, draft: false, narrow: true, cancel: close, done: close } as const;
  switch (wanted) {
    case "panel":
      return (
        <Window title="登记论证结论" width={560} close={close}>
          <p className="soft">平均分和结论由在席专家的评分得出。</p>
          <Form
            operation={reviewOperations.concludePanel}
            initial={{ happenedOn: today }}
            fields={["happenedOn", { key: "opinion", title: "论证意见（纪要摘要）" }, { ...file, help: "论证纪要" }]}
            {...shared}
          />
        </Window>
      );
    case "legality":
      return (
        <Window title="登记合法性审核意见" width={560} close={close}>
          <Form
            operation={reviewOperations.concludeLegality}
            initial={{ happenedOn: today }}
            fields={["outcome", "happenedOn", "opinion", { ...file, help: "审核意见书" }]}
            {...shared}
          />
        </Window>
      );
    case "meeting":
      return (
        <Window title="登记会议决定" width={640} close={close}>
          <Form
            operation={reviewOperations.decide}
            initial={{ happenedOn: today }}
            fields={[
              "meeting",
              { key: "meetingNumber", help: "例如〔2026〕第 5 次", required: true },
              "happenedOn",
              "outcome",
              "opinion",
              { key: "conditions", when: isConditional, help: "每项成为责任专员的待办" },
              { ...file, help: "会议纪要" },
            ]}
            {...shared}
          />
        </Window>
      );
    case "withdraw":
      return (
        <Window title="撤回评审" width={520} close={close}>
          <Form operation={reviewOperations.withdraw} fields={["reason"]} submit="撤回" {...shared} />
        </Window>
      );
    default:
      return null;
  }
}
