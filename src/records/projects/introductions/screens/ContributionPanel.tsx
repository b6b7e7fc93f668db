import type { ReactNode } from "react";
import { compareYuan } from "#kit/base/money.ts";
import { Busy } from "#kit/ui/look/Busy.tsx";
import { Money } from "#kit/ui/value/Money.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { Problem } from "#kit/ui/wire/Problem.tsx";
import { useAnswer } from "#kit/ui/wire/useAnswer.ts";
import { introductionOperations } from "../contract.ts";
import "../../screens/projects.css";

/** 引荐贡献 by year; every number opens its rows. */
export function ContributionPanel({ id }: { id: string }) {
  const { data, error, refetch } = useAnswer(introductionOperations.contribution, { intermediaryId: id });
  if (error) return <Problem failure={error} retry={() => void refetch()} />;
  if (!data) return <Busy />;
  const { years, total, hiddenCount } = data;
  if (years.length === 0) return <p className="soft">还没有引荐备案的项目。</p>;
  const opening = (children: ReactNode, search: Record<string, number>) => (
    <PlaceLink to="introductions" search={{ intermediaryId: id, ...search }}>
      {children}
    </PlaceLink>
  );
  const rows = (count: number, search: Record<string, number>) => (count === 0 ? "0" : opening(count, search));
  const sum = (yuan: string) => (compareYuan(yuan, "0") === 0 ? "0" : <Money yuan={yuan} />);
  const money = (yuan: string, search: Record<string, number>) =>
    compareYuan(yuan, "0") === 0 ? "0" : opening(sum(yuan), search);
  return (
    <>
      <div className="outcome-scroll">
        <table className="outcome-table">
          <thead>
            <tr>
              <th scope="col">年度</th>
              <th scope="col">引荐（个）</th>
              <th scope="col">签约（个）</th>
              <th scope="col">协议投资额</th>
              <th scope="col">到位资金</th>
              <th scope="col">落地（个）</th>
            </tr>
          </thead>
          <tbody>
            {years.map(({ year, filed, signed, agreed, arrived, landed }) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                <td>{rows(filed, { filedIn: year })}</td>
                <td>{rows(signed, { signedIn: year })}</td>
                <td>{money(agreed, { signedIn: year })}</td>
                <td>{money(arrived, { arrivedIn: year })}</td>
                <td>{rows(landed, { landedIn: year })}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">合计</th>
              <td>{rows(total.filed, {})}</td>
              <td>{total.signed}</td>
              <td>{sum(total.agreed)}</td>
              <td>{sum(total.arrived)}</td>
              <td>{total.landed}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      <p className="small soft">
        引荐按备案年度，签约和协议投资额按正式协议的签订年度，到位资金按到账年度、只计已核验的，落地按落地日期；一个项目在几个年度签约的，合计只计一次。
        {hiddenCount > 0 && `其中 ${hiddenCount} 个项目不在您的查看范围，点开不列。`}
      </p>
    </>
  );
}
