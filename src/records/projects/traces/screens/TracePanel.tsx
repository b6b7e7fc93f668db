import type { z } from "zod";
import { currencies } from "#kit/base/currencies.ts";
import { groupThousands } from "#kit/base/decimals.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { signingKinds } from "../../words.ts";
import { type Trace, traceOperations } from "../contract.ts";
import "../../screens/projects.css";

type Answer = z.output<typeof Trace>;

/** 驻外机构成果 by year, traced by the records that name it; every number opens its rows. */
export function TracePanel({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(traceOperations.ofOutpost, { outpostId: id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  if (data.years.length === 0)
    return (
      <p className="soft">
        还没有成果。登记线索时来源选“驻外机构报送”并选中它，记对接时选上它，这里就按年度列出对接、线索、签约和落地。
      </p>
    );
  return (
    <>
      <Years id={id} answer={data} />
      <Signed answer={data} />
    </>
  );
}

function Years({ id, answer: { years, total, hidden } }: { id: string; answer: Answer }) {
  const open = (count: number, to: string, search: Record<string, unknown>) =>
    count === 0 ? "0" : <PlaceLink to={to} search={{ outpostId: id, ...search }}>{`${count}`}</PlaceLink>;
  const within = (year: number, from: string, to: string) => ({ [from]: `${year}-01-01`, [to]: `${year}-12-31` });
  /** 自报数 is shown only where it is not what the records say. */
  const differs = (traced: number, reported: number | null) =>
    reported !== null && reported !== traced && <span className="small soft">{` 自报 ${reported}`}</span>;
  return (
    <>
      <div className="outcome-scroll">
        <table className="outcome-table">
          <thead>
            <tr>
              <th scope="col">年度</th>
              <th scope="col">费用（手工登记）</th>
              <th scope="col">对接（次）</th>
              <th scope="col">其中来访</th>
              <th scope="col">线索（个）</th>
              <th scope="col">签约（个）</th>
              <th scope="col">落地（个）</th>
            </tr>
          </thead>
          <tbody>
            {years.map(({ year, spent, visits, receptions, leads, signed, landed, reported }) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                <td>
                  <Money yuan={spent} />
                </td>
                <td>{open(visits, "encounters", within(year, "from", "to"))}</td>
                <td>
                  {open(receptions, "encounters", { kind: "reception", ...within(year, "from", "to") })}
                  {differs(receptions, reported.visits)}
                </td>
                <td>
                  {open(leads, "projects", within(year, "receivedFrom", "receivedTo"))}
                  {differs(leads, reported.leads)}
                </td>
                <td>
                  {open(signed, "projects", { signedIn: year })}
                  {differs(signed, reported.signed)}
                </td>
                <td>
                  {open(landed, "projects", { landedIn: year })}
                  {differs(landed, reported.landed)}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">合计</th>
              <td>
                <Money yuan={total.spent} />
              </td>
              <td>{open(total.visits, "encounters", {})}</td>
              <td>{open(total.receptions, "encounters", { kind: "reception" })}</td>
              <td>{open(total.leads, "projects", {})}</td>
              <td>{total.signed}</td>
              <td>{open(total.landed, "projects", { isLanded: true })}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="small soft">
        费用按凭证手工登记，未与预算核对。对接、线索、签约、落地从指明这家驻外机构的记录里数：签约按正式协议的签订年度，
        一个项目在几个年度签约的，合计只计一次；与自报数不一致的，自报数列在旁边。
        {hidden.leads > 0 && `其中 ${hidden.leads} 个项目不在您的查看范围，点开不列。`}
        {hidden.visits > 0 && `其中 ${hidden.visits} 次对接不在您的查看范围，点开不列。`}
      </p>
    </>
  );
}

function Signed({ answer: { signings } }: { answer: Answer }) {
  if (signings.length === 0) return null;
  return (
    <>
      <h3>签约金额</h3>
      {signings.map(({ kind, currency, count, projectCount, original, yuan, rows, hiddenCount }) => (
        <details key={`${kind} ${currency}`}>
          <summary>
            <strong>{signingKinds[kind]}</strong>
            {` ${currencies[currency].title} ${projectCount} 个项目 ${count} 份，`}
            {currency !== "CNY" && `${groupThousands(original)} ${currencies[currency].title}，折合 `}
            <Money yuan={yuan} />
          </summary>
          <ul className="project-rows">
            {rows.map((row) => (
              <li key={row.id}>
                <div>
                  <PlaceLink to={`projects/${row.projectId}`}>{row.projectName}</PlaceLink>
                  <span className="small soft">{row.happenedOn}</span>
                  {currency !== "CNY" && <span>{`${groupThousands(row.original)} ${currencies[currency].title}`}</span>}
                  <Money yuan={row.yuan} />
                </div>
              </li>
            ))}
          </ul>
          {hiddenCount > 0 && (
            <p className="small soft">{`另有 ${hiddenCount} 份不在您的查看范围或未列出，已计入。`}</p>
          )}
        </details>
      ))}
      <p className="small soft">各种协议、各种币种分开列，不相加；外币按各自登记的汇率折算。</p>
    </>
  );
}
