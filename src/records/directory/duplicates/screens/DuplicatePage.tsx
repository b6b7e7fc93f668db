import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Window } from "#kit/ui/look/Window.tsx";
import { Steps } from "#kit/ui/record/StepButton.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { ComparedTable } from "../../comparing/parts/Compared.tsx";
import { askDivision } from "../../comparing/rules.ts";
import { likeReasons } from "../../comparing/words.ts";
import { companyStates } from "../../words.ts";
import { DuplicatePage as Answer, duplicateOperations } from "../contract.ts";
import { duplicateStates } from "../words.ts";

type Shown = z.output<typeof Answer>;

export function DuplicatePage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(duplicateOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Pair {...data} /> : <Busy />;
}

function Pair({ id, score, reasons, state, decided, one, other, may }: Shown) {
  const { go } = usePlace();
  const [isDismissing, setDismissing] = useState(false);
  const close = () => setDismissing(false);
  const merge = () => go(`companies/${one.company?.id}/merge`, { with: other.company?.id });
  return (
    <>
      <PageHead
        title="比对疑似重复"
        from={{ title: "疑似重复", to: "duplicates" }}
        tags={<Tag kind={state === "open" ? "watch" : "done"}>{duplicateStates[state]}</Tag>}
        acts={
          <Steps
            steps={[
              { title: "合并", may: may.merge, onStep: merge },
              { title: "不是重复", may: may.dismiss, onStep: () => setDismissing(true) },
            ]}
          />
        }
        lead={`相像 ${score} 分：${reasons.map((reason) => likeReasons[reason]).join("、")}。两边不一致的栏已标出。`}
      />
      {decided && (
        <p className="soft">
          {`${momentText(decided.at)}${decided.by ? ` ${decided.by}` : ""}判为不是重复：${decided.decision}${state === "open" ? "。此后名称或代码有改动，请再看一次。" : ""}`}
        </p>
      )}
      <section className="paper" aria-label="两家企业">
        <ComparedTable
          heads={[<Head key="one" {...one} />, <Head key="other" {...other} />]}
          sides={[one.company, other.company]}
        />
      </section>
      {isDismissing && (
        <Window title="不是重复" width={520} close={close}>
          <Form
            operation={duplicateOperations.dismiss}
            given={{ id }}
            fields={[{ key: "reason", help: "写入留痕。以后除非其中一家改了名称或代码，不再列出" }]}
            draft={false}
            narrow
            outcome={() => ({ kind: "told", text: "已记下，这一对不再列出" })}
            cancel={close}
            done={() => go("duplicates")}
          />
        </Window>
      )}
    </>
  );
}

function Head({ company, division }: Shown["one"]) {
  if (!company) return <span>{askDivision(division.divisionName)}</span>;
  return (
    <>
      <PlaceLink to={`companies/${company.id}`}>{company.name}</PlaceLink>
      <Tag kind={company.state === "active" ? "done" : "plain"}>{companyStates[company.state]}</Tag>
    </>
  );
}
