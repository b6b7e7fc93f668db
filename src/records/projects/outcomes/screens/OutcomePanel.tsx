import type { z } from "zod";
import { currencies } from "#kit/base/currencies.ts";
import { groupThousands } from "#kit/base/decimals.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { StageTag } from "../../parts/StageTag.tsx";
import { signingKinds } from "../../words.ts";
import { type Outcome, outcomeOperations } from "../contract.ts";
import "../../screens/projects.css";

type Answer = z.output<typeof Outcome>;

/** 活动成效: signings by kind and currency, the leads the event brought, and what each outcome cost. */
export function OutcomePanel({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(outcomeOperations.ofEvent, { eventId: id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  return (
    <>
      <Signed answer={data} />
      <Brought answer={data} />
      <Costs answer={data} />
    </>
  );
}

function Signed({ answer: { signings, totals, hiddenSignings } }: { answer: Answer }) {
  if (totals.length === 0)
    return <p className="soft">还没有在这场活动上签约的记录。登记签约时选择这场活动即可列在这里。</p>;
  return (
    <>
      <h3>活动上的签约</h3>
      <div className="outcome-scroll">
        <table className="outcome-table">
          <thead>
            <tr>
              <th scope="col">种类</th>
              <th scope="col">币种</th>
              <th scope="col">份数</th>
              <th scope="col">首次签约项目</th>
              <th scope="col">原币金额</th>
              <th scope="col">折合人民币</th>
            </tr>
          </thead>
          <tbody>
            {totals.map(({ kind, currency, count, firstCount, original, yuan }) => (
              <tr key={`${kind} ${currency}`}>
                <th scope="row">{signingKinds[kind]}</th>
                <td>{currencies[currency].title}</td>
                <td>{count}</td>
                <td>{firstCount}</td>
                <td>{groupThousands(original)}</td>
                <td>
                  <Money yuan={yuan} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="small soft">
        各种协议不相加；外币按各自登记的汇率折算。同一项目再次签同种协议的，份数照列，项目只在首次签约处计一次。
        {hiddenSignings > 0 && `另有 ${hiddenSignings} 份不在您的查看范围，已计入上表。`}
      </p>
      <ul className="project-rows">
        {signings.map((row) => (
          <li key={row.id}>
            <div>
              <Tag kind={row.kind === "formal" ? "done" : "plain"}>{signingKinds[row.kind]}</Tag>
              <PlaceLink to={`projects/${row.projectId}`}>{row.projectName}</PlaceLink>
              <span className="soft">{row.counterpart}</span>
              <span className="small soft">{row.happenedOn}</span>
              <Money yuan={row.signedAmount} />
              {!row.isFirst && <Tag>再次签约</Tag>}
            </div>
            {row.currency !== "CNY" && (
              <p className="small soft">
                {`${groupThousands(row.originalAmount)} ${currencies[row.currency].title}，汇率 ${row.exchangeRate}（${row.ratedOn}，${row.rateSource}）`}
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Brought({ answer: { leads, reached, hiddenLeads } }: { answer: Answer }) {
  if (reached.leads === 0)
    return <p className="soft">还没有来自这场活动的线索。登记线索时来源选“招商活动”并选中它。</p>;
  return (
    <>
      <h3>活动带来的线索</h3>
      <p>
        {`线索 ${reached.leads} 个 → 在谈 ${reached.negotiating} 个 → 签约 ${reached.signed} 个 → 落地 ${reached.landed} 个`}
      </p>
      <ul className="project-rows">
        {leads.map(({ id, name, stage, standing, receivedOn, landedOn, totalInvestment }) => (
          <li key={id}>
            <div>
              <StageTag stage={stage} standing={standing} />
              <PlaceLink to={`projects/${id}`}>{name}</PlaceLink>
              {totalInvestment && <Money yuan={totalInvestment} />}
              <span className="small soft">{`接到 ${receivedOn}${landedOn ? `，落地 ${landedOn}` : ""}`}</span>
            </div>
          </li>
        ))}
      </ul>
      {hiddenLeads > 0 && <p className="small soft">{`另有 ${hiddenLeads} 个不在您的查看范围，已计入上面的个数。`}</p>}
    </>
  );
}

function Costs({ answer: { cost } }: { answer: Answer }) {
  if (cost.actual === null)
    return <p className="small soft">填写活动的实际费用后，这里给出每个线索、签约、落地的费用。</p>;
  const told = [
    ["每个线索", cost.perLead],
    ["每个签约", cost.perSigned],
    ["每个落地", cost.perLanded],
  ] as const;
  return (
    <p className="small">
      实际费用 <Money yuan={cost.actual} />
      {told.map(([title, yuan]) => (
        <span key={title}>
          {`；${title} `}
          {yuan ? <Money yuan={yuan} /> : "—"}
        </span>
      ))}
    </p>
  );
}
