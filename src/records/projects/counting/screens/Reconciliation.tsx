import Select from "antd/es/select";
import { subtractYuan } from "#kit/base/money.ts";
import { PageHead } from "#kit/ui/frame/PageHead.tsx";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Empty } from "#kit/ui/look/Empty.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { useAddressState } from "#kit/ui/wire/usePlace.ts";
import { schemeOperations } from "../../schemes/contract.ts";
import { reconcilingOperations } from "../../reconciling/contract.ts";
import { DayInput } from "./DayInput.tsx";
import "./counting.css";

/** 口径核对: which projects are in one of two schemes only and why, and where amounts differ. What is compared stands in the address. */
export function Reconciliation() {
  const { data, error, refetch } = useAnswer(schemeOperations.list, { sort: "fromOn", descending: true, limit: 200 });
  const [one, setOne] = useAddressState<string>("one", "");
  const [other, setOther] = useAddressState<string>("other", "");
  const [day, setDay] = useAddressState<string>("day", "");
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const options = data.rows.map(({ id, name, year }) => ({ value: id, label: `${name}（${year}）` }));
  const choose = (title: string, value: string, change: (id: string) => void) => (
    <label className="counting-choice">
      <span className="small soft">{title}</span>
      <Select
        aria-label={title}
        className="input-wide"
        value={value || null}
        options={options}
        placeholder="选择口径"
        onChange={change}
      />
    </label>
  );
  return (
    <>
      <PageHead title="口径核对" from={{ title: "计数口径", to: "schemes" }} />
      <div className="paper section counting-choices unprinted">
        {choose("口径一", one, setOne)}
        {choose("口径二", other, setOther)}
        <DayInput title="截至" value={day} change={setDay} />
      </div>
      {one && other ? (
        <Differences oneId={one} otherId={other} onDay={day} />
      ) : (
        <div className="paper">
          <Empty title="选择两个口径">两个口径的合计为什么不一样，会逐个项目说明；各行差异之和就是合计之差。</Empty>
        </div>
      )}
    </>
  );
}

function Differences({ oneId, otherId, onDay }: { oneId: string; otherId: string; onDay: string }) {
  const { data, error, refetch } = useAnswer(reconcilingOperations.reconcile, {
    oneId,
    otherId,
    ...(onDay && { onDay }),
  });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { one, other, rows, sameCount, isCut } = data;
  return (
    <section className="paper section" aria-labelledby="differences">
      <header>
        <h2 id="differences">{`差异 ${rows.length}${isCut ? "+" : ""} 项，一致 ${sameCount.toLocaleString("zh-CN")} 项`}</h2>
      </header>
      <div className="counting-wide">
        <table className="counting-table">
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col" className="number">
                {one.name}
              </th>
              <th scope="col" className="number">
                {other.name}
              </th>
              <th scope="col" className="number">
                相差
              </th>
              <th scope="col">原因</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">合计</th>
              <Side side={one} />
              <Side side={other} />
              <td className="number">
                {`${one.count - other.count} 个 `}
                <Money yuan={subtractYuan(one.amount, other.amount)} />
              </td>
              <td className="small soft">您范围内的台账行相加</td>
            </tr>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">
                  {row.projectId ? <PlaceLink to={`projects/${row.projectId}`}>{row.name}</PlaceLink> : row.name}
                </th>
                <Side side={row.one} />
                <Side side={row.other} />
                <td className="number">
                  <Money yuan={row.amountGap} />
                </td>
                <td>{row.why}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {isCut && <p className="small soft">只列出前 500 项差异；合计是全部的。</p>}
    </section>
  );
}

const Side = ({ side }: { side: { count: number; amount: string } | null }) => (
  <td className="number">
    {side && side.count !== 0 ? (
      <>
        {`${side.count.toLocaleString("zh-CN")} 个 `}
        <Money yuan={side.amount} />
      </>
    ) : (
      "—"
    )}
  </td>
);
