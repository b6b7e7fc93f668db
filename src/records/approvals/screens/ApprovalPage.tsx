import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { momentText } from "#kit/ui/value/Days.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useServices } from "#kit/ui/wire/Services.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useParam } from "#kit/ui/wire/usePlace.ts";
import { sizeText } from "#kit/ui/form/Upload.tsx";
import { approvalOperations } from "../contract.ts";
import { ApprovalTag } from "../parts/ApprovalTag.tsx";
import { Acts } from "./Acts.tsx";
import type { Shown } from "./approval.ts";
import "./approvals.css";
import { DecisionBar } from "./DecisionBar.tsx";
import { StepRail } from "./StepRail.tsx";

/** One approval: on the left what is asked, on the right who decides it, in order. */
export function ApprovalPage() {
  const id = useParam("id");
  const { data, error, refetch } = useAnswer(approvalOperations.get, { id });
  if (error) return <Problem isPage failure={error} retry={() => void refetch()} />;
  return data ? <Page shown={data} /> : <Busy />;
}

function Page({ shown }: { shown: Shown }) {
  const { approval, steps, acts, copies, forName } = shown;
  const { title, flowTitle, flowVersion, starterName, divisionName, startedAt, round, state } = approval;
  const from = [starterName, divisionName].filter(Boolean).join("，");
  return (
    <>
      <PageHead
        title={title}
        from={{ title: "审批", to: "approvals" }}
        tags={
          <>
            <ApprovalTag state={state} />
            {forName && <Tag kind="watch">{`代${forName}办理`}</Tag>}
          </>
        }
        acts={<DecisionBar shown={shown} />}
        lead={`${flowTitle} · ${from} · ${momentText(startedAt)} 发起${round > 1 ? ` · 第 ${round} 轮` : ""}`}
      />
      <div className="approval">
        <div className="approval-main">
          <CaseFile shown={shown} />
          <section className="paper section" aria-labelledby="acts-head">
            <header>
              <h2 id="acts-head">办理记录</h2>
            </header>
            <Acts acts={acts} />
          </section>
        </div>
        <section className="paper section approval-side" aria-labelledby="steps-head">
          <header>
            <h2 id="steps-head">审批步骤</h2>
            <span className="small soft">{`按第 ${flowVersion} 版流程`}</span>
          </header>
          <StepRail steps={steps} />
          {copies.length > 0 && <p className="small soft">{`同意后抄送：${copies.join("、")}`}</p>}
        </section>
      </div>
    </>
  );
}

function CaseFile({ shown: { approval, file, fileRound } }: { shown: Shown }) {
  const { files } = useServices();
  const { amount, page, round } = approval;
  return (
    <section className="paper section approval-file" aria-labelledby="file-head">
      <header>
        <h2 id="file-head">案卷</h2>
        {page && (
          <span className="record-acts unprinted">
            <PlaceLink to={page}>打开原件</PlaceLink>
          </span>
        )}
      </header>
      {fileRound < round && (
        <p className="small soft">{`这是第 ${fileRound} 轮您办理时的内容；退回之后修改的内容，轮到您时再给您看。`}</p>
      )}
      <dl className="facts">
        {amount !== null && (
          <div>
            <dt>金额</dt>
            <dd>
              <Money yuan={amount} />
            </dd>
          </div>
        )}
        {file.facts
          .filter(({ title }) => !(amount !== null && title.endsWith("金额")))
          .map(({ title, value }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <div className="approval-text">
        {file.text.split(/\n+/).map((text, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- paragraphs of a text that does not change
          <p key={index}>{text}</p>
        ))}
      </div>
      {file.files.length > 0 && (
        <ul className="approval-files" aria-label="附件">
          {file.files.map(({ id, name, size }) => (
            <li key={id}>
              {files ? <a href={files.address(id)}>{name}</a> : name}
              <span className="small soft">{sizeText(size)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
