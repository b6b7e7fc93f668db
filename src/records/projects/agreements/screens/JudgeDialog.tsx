import { FieldInput } from "#kit/ui/form/FieldInput.tsx";
import { Form } from "#kit/ui/form/Form.tsx";
import type { Values } from "#kit/ui/form/FormState.tsx";
import type { InputProps } from "#kit/ui/form/input.ts";
import { Window } from "#kit/ui/look/Window.tsx";
import { FileInput } from "../../parts/FilesInput.tsx";
import { agreementOperations } from "../contract.ts";
import { type HitConclusion, hitConclusions } from "../words.ts";
import type { Hit } from "./agreement.ts";

/** What may be concluded about this hit at all; the rule says the same when it is sent. */
function choicesFor({ action, canBeLifted }: Hit): HitConclusion[] {
  if (action === "note") return ["nonExclusive", "mistaken", "mustChange"];
  return canBeLifted ? ["mustChange", "mistaken", "lawful", "exception"] : ["mustChange", "mistaken"];
}

const conclusionInput = (hit: Hit) => {
  const words = Object.fromEntries(choicesFor(hit).map((each) => [each, hitConclusions[each]]));
  return function ConclusionInput(props: InputProps) {
    return <FieldInput {...props} field={{ ...props.field, words }} />;
  };
};

const is =
  (wanted: HitConclusion) =>
  ({ conclusion }: Values) =>
    conclusion === wanted;

/** 逐条作结论: the fields follow the conclusion. */
export function JudgeDialog({ id, hit, close }: { id: string; hit: Hit; close: () => void }) {
  const isLawful = is("lawful");
  const isException = is("exception");
  return (
    <Window title={`${hit.rule} 作结论`} width={640} close={close}>
      <p className="agreement-asked">
        <q>{hit.quote}</q>
        <span className="small soft">{`${hit.title}。${hit.article}`}</span>
      </p>
      <Form
        operation={agreementOperations.judge}
        given={{ id, hitId: hit.id }}
        fields={[
          { key: "conclusion", input: conclusionInput(hit), wide: true },
          { key: "legalGround", when: isLawful, required: true },
          { key: "document", when: isLawful, required: true },
          { key: "exceptionGround", when: isException, required: true, wide: true },
          { key: "alternative", when: isException, required: true, help: "为什么没有对公平竞争影响更小的做法" },
          { key: "endsOn", when: isException, help: "与终止条件至少填一项" },
          { key: "endCondition", when: isException },
          { key: "file", when: isException, required: true, input: FileInput },
          { key: "ground", wide: true },
        ]}
        draft={false}
        narrow
        submit="确定"
        cancel={close}
        done={close}
      />
    </Window>
  );
}
