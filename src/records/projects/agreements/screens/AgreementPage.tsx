import { useState } from "react";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { PaperMenu } from "#kit/ui/papers/PaperMenu.tsx";
import { Steps } from "#kit/ui/record/StepButton.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { FileLinks } from "../../parts/FileLinks.tsx";
import { agreementOperations } from "../contract.ts";
import { conclusionOf } from "../rules.ts";
import { reviewConclusions } from "../words.ts";
import { AgreementDialog, type Asked } from "./AgreementDialog.tsx";
import { AgreementTag } from "./AgreementTag.tsx";
import { AgreementText } from "./AgreementText.tsx";
import type { Page } from "./agreement.ts";
import { HitCard } from "./HitCard.tsx";
import { JudgeDialog } from "./JudgeDialog.tsx";
import "../../screens/projects.css";
import "./agreements.css";

export function AgreementPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(agreementOperations.get, { id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Reviewed page={data} /> : <Busy />;
}

/** The text on the left, what it is asked about in the margin. */
function Reviewed({ page }: { page: Page }) {
  const { agreement, text, hits, may } = page;
  const { id } = agreement;
  const [asked, setAsked] = useState<Asked>(null);
  const [chosen, setChosen] = useState<string | null>(null);
  const [judged, setJudged] = useState<string | null>(null);
  const hit = hits.find((each) => each.id === judged);
  const left = hits.filter(({ conclusion }) => conclusion === null).length;
  return (
    <>
      <PageHead
        title={agreement.title}
        from={{ title: agreement.projectName, to: `projects/${agreement.projectId}` }}
        tags={<AgreementTag state={agreement.state} />}
        lead={`第 ${agreement.number} 稿，${text.textOn}，${text.byName ?? "—"}登记；命中 ${hits.length} 处${left > 0 ? `，${left} 处没有作结论` : ""}`}
        acts={
          <>
            <Steps
              steps={[
                { title: "作出审查结论", may: may.conclude, onStep: () => setAsked("conclude") },
                { title: "换新文本", may: may.revise, onStep: () => setAsked("revise") },
                { title: "撤下", may: may.withdraw, onStep: () => setAsked("withdraw") },
              ]}
            />
            <PaperMenu title="审查结论表" operation={agreementOperations.sheet} input={{ id }} />
          </>
        }
      />
      <div className="agreement-split">
        <AgreementText paragraphs={text.paragraphs} hits={hits} chosen={chosen} choose={setChosen} />
        <aside className="agreement-margin" aria-label="命中与结论">
          {hits.length === 0 && (
            <p className="paper section soft">
              按现行规则包扫描，文本没有命中。{agreement.state === "pending" && "仍须由起草人以外的人作出审查结论。"}
            </p>
          )}
          <ol>
            {hits.map((each, at) => (
              <HitCard
                key={each.id}
                hit={each}
                number={at + 1}
                isChosen={each.id === chosen}
                may={may.judge}
                choose={() => setChosen(each.id)}
                judge={() => setJudged(each.id)}
              />
            ))}
          </ol>
          <Past page={page} />
        </aside>
      </div>
      {hit && <JudgeDialog id={id} hit={hit} close={() => setJudged(null)} />}
      <AgreementDialog page={page} asked={asked} outcome={conclusionOf(hits)} close={() => setAsked(null)} />
    </>
  );
}

/** 审查记录 and 文本沿革. */
function Past({ page: { reviews, drafts, text } }: { page: Page }) {
  return (
    <section className="paper section agreement-past" aria-label="审查记录">
      <h2>审查记录</h2>
      {reviews.length === 0 && <p className="soft">还没有审查结论。</p>}
      <ul>
        {reviews.map((each) => (
          <li key={each.id}>
            <p>{`第 ${each.number} 稿：${reviewConclusions[each.conclusion]}`}</p>
            <p className="small soft">{`${each.concludedOn}，${each.reviewerName ?? "—"}。${each.ground}`}</p>
          </li>
        ))}
      </ul>
      <h2>文本沿革</h2>
      <ul>
        {[text, ...drafts].map((each) => (
          <li key={each.number}>
            <p>{`第 ${each.number} 稿，${each.textOn}，${each.byName ?? "—"}`}</p>
            {each.note && <p className="small soft">{each.note}</p>}
            {each.file && <FileLinks files={[each.file]} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
