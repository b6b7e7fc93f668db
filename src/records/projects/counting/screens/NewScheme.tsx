import { useState } from "react";
import type { z } from "zod";
import { Form } from "#kit/ui/form/Form.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { StepButton } from "#kit/ui/record/StepButton.tsx";
import { useActor } from "#kit/ui/wire/Actor.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { usePlace } from "#kit/ui/wire/usePlace.ts";
import { schemeOperations } from "../../schemes/contract.ts";
import { schemeKinds } from "../../schemes/words.ts";
import { schemeSections } from "./schemefields.tsx";

type Proposal = z.output<typeof schemeOperations.proposals.output>[number];

/** 新建口径, from a proposal of the rule pack or from nothing. */
export function NewScheme() {
  const { go, year } = usePlace();
  const { today } = useActor();
  const wanted = Number(year) || Number(today.slice(0, 4));
  const { data, error, refetch } = useAnswer(schemeOperations.proposals, { year: wanted });
  const [chosen, choose] = useState<Proposal | null>(null);
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { isBegun: _isBegun, ...begin } = chosen ?? { isBegun: false };
  const period = { year: wanted, fromOn: `${wanted}-01-01`, toOn: `${wanted}-12-31` };
  return (
    <>
      <PageHead title="新建计数口径" from={{ title: "计数口径", to: "schemes" }} />
      <section className="paper section" aria-labelledby="scheme-proposals">
        <header>
          <h2 id="scheme-proposals">从样本开始</h2>
        </header>
        <p className="small soft">样本来自规则包，只供起草；机关、文件、起点和目标按本地文件填写。</p>
        <span className="steps">
          {data.map((proposal) => (
            <StepButton
              key={proposal.code}
              title={`${proposal.name}（${schemeKinds[proposal.kind]}）`}
              may={proposal.isBegun ? { code: "begun", message: `${wanted} 年已建有这个口径` } : null}
              onStep={() => choose(proposal)}
            />
          ))}
        </span>
      </section>
      <div className="paper section">
        <Form
          key={chosen?.code ?? "new"}
          operation={schemeOperations.create}
          sections={schemeSections}
          initial={{ ...period, kind: "tally", basis: "signing", amountBy: "planned", ...begin }}
          draft={chosen?.code ?? "new"}
          cancel={() => go("schemes")}
          done={({ id }) => go(`schemes/${id}`)}
        />
      </div>
    </>
  );
}
