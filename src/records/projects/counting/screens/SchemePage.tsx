import { useState } from "react";
import { readable } from "#kit/base/money.ts";
import { PageTabs } from "#kit/ui/frame/PageTabs.tsx";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Facts } from "#kit/ui/record/Facts.tsx";
import { Steps } from "#kit/ui/record/StepButton.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddressState, useParam, usePlace } from "#kit/ui/wire/usePlace.ts";
import { PagedTimeline } from "#records/workspace/parts/PagedTimeline.tsx";
import { Scheme, schemeOperations } from "../../schemes/contract.ts";
import { basisText } from "../../schemes/rules.ts";
import { exclusionKinds, rateBases, schemeKinds } from "../../schemes/words.ts";
import { Candidates } from "./Candidates.tsx";
import { DayInput } from "./DayInput.tsx";
import { Ledger } from "./Ledger.tsx";
import { ListDialog } from "./ListDialog.tsx";
import type { Answer } from "./scheme.ts";
import { Unmet } from "./Unmet.tsx";
import "./counting.css";

export function SchemePage() {
  const id = useParam("id");
  const [day, setDay] = useAddressState<string>("day", "");
  const { data, error, refetch } = useAnswer(schemeOperations.get, { id, ...(day && { onDay: day }) }, { keep: true });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  return data ? <Record answer={data} setDay={setDay} /> : <Busy />;
}

function Record({ answer, setDay }: { answer: Answer; setDay: (day: string) => void }) {
  const { go } = usePlace();
  const [isTaking, take] = useState(false);
  const { scheme, may, timeline } = answer;
  const { id, kind } = scheme;
  return (
    <>
      <PageHead
        title={scheme.name}
        from={{ title: "计数口径", to: "schemes" }}
        tags={
          <>
            <Tag kind={kind === "library" ? "primary" : "plain"}>{schemeKinds[kind]}</Tag>
            {scheme.isClosed && <Tag kind="plain">已停用</Tag>}
          </>
        }
        acts={
          <Steps
            steps={[
              ...(kind === "library" ? [{ title: "登记名单", may: may.takeList, onStep: () => take(true) }] : []),
              { title: "核对", onStep: () => go("reconciliation", { one: id }) },
              { title: "修改", may: may.update, onStep: () => go(`schemes/${id}/edit`) },
            ]}
          />
        }
      />
      <Figures answer={answer} setDay={setDay} />
      <PageTabs
        tabs={[
          { key: "ledger", title: "台账", content: () => <Ledger scheme={scheme} may={may.count} /> },
          { key: "candidates", title: "可计入", content: () => <Candidates scheme={scheme} may={may.count} /> },
          { key: "unmet", title: "不再符合", content: () => <Unmet scheme={scheme} /> },
          { key: "rule", title: "口径", content: () => <Rule scheme={scheme} /> },
          {
            key: "story",
            title: "经过",
            content: () => (
              <div className="paper section">
                <PagedTimeline kind="countingScheme" id={id} first={timeline} />
              </div>
            ),
          },
        ]}
      />
      {isTaking && <ListDialog scheme={scheme} close={() => take(false)} />}
    </>
  );
}

/** 进度 as of a day: each number beside what is wanted. */
function Figures({ answer: { scheme, progress, onDay }, setDay }: { answer: Answer; setDay: (day: string) => void }) {
  const { count, amount, landedCount, stockCount, rate } = progress;
  const of = (target: string | null) => target && <span className="small soft">{`目标 ${target}`}</span>;
  return (
    <section className="paper section" aria-labelledby="scheme-progress">
      <header>
        <h2 id="scheme-progress">进度</h2>
        <DayInput title="截至" value={onDay} change={setDay} />
      </header>
      <dl className="counting-figures">
        <div>
          <dt>{scheme.kind === "library" ? "入库" : "计入"}（个）</dt>
          <dd>
            <strong>{count.toLocaleString("zh-CN")}</strong>
            {of(shareOf(count, scheme.targetCount))}
          </dd>
        </div>
        <div>
          <dt>金额</dt>
          <dd>
            <strong>
              <Money yuan={amount} unit="亿元" />
            </strong>
            {of(scheme.targetAmount && readable(scheme.targetAmount))}
          </dd>
        </div>
        {scheme.kind === "library" && (
          <>
            <div>
              <dt>库内落地（个）</dt>
              <dd>
                <strong>{landedCount.toLocaleString("zh-CN")}</strong>
              </dd>
            </div>
            <div>
              <dt>期末在库（个）</dt>
              <dd>
                <strong>{stockCount.toLocaleString("zh-CN")}</strong>
              </dd>
            </div>
            <div>
              <dt>落地率</dt>
              <dd>
                <strong>{rate.percent === null ? "—" : `${rate.percent}%`}</strong>
                <span className="small soft">
                  {`${rate.landedCount.toLocaleString("zh-CN")} / ${rateBases[scheme.denominator]} ${rate.ofCount.toLocaleString("zh-CN")}`}
                </span>
                {of(scheme.targetRate === null ? null : `${scheme.targetRate}%`)}
              </dd>
            </div>
          </>
        )}
      </dl>
      <p className="small soft">全机构的数，由台账各行相加；增资、升级、分享不增加个数。</p>
    </section>
  );
}

/** “370，完成 303.0%” */
const shareOf = (count: number, target: number | null) =>
  target === null
    ? null
    : `${target.toLocaleString("zh-CN")}${target > 0 ? `，完成 ${((count / target) * 100).toFixed(1)}%` : ""}`;

function Rule({ scheme }: { scheme: Answer["scheme"] }) {
  return (
    <div className="paper section">
      <Facts
        shape={Scheme}
        of={scheme}
        fields={[
          "code",
          "authority",
          "document",
          "documentOn",
          "fromOn",
          "toOn",
          "basis",
          "amountBy",
          "minAmount",
          "capital",
          "targetCount",
          "targetAmount",
          ...(scheme.kind === "library" ? (["targetRate", "denominator"] as const) : []),
          "note",
        ]}
        render={{ basis: basisText(scheme) }}
      />
      {scheme.exclusions.length > 0 && (
        <>
          <h3>不计入的情形</h3>
          <ul className="counting-clauses">
            {scheme.exclusions.map(({ kind, clause, industries, investorKinds }) => (
              <li key={clause}>
                <strong>{exclusionKinds[kind]}</strong>
                <span>{clause}</span>
                {industries.length + investorKinds.length === 0 && <span className="small soft">计入时人工核对</span>}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
