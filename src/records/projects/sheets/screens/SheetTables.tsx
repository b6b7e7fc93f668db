import { currencies } from "#kit/base/currencies.ts";
import { groupThousands } from "#kit/base/decimals.ts";
import { signingKinds } from "../../words.ts";
import type { SheetAnswer } from "../rules.ts";
import { sheetFigures } from "../words.ts";
import { SheetFigure } from "./SheetFigure.tsx";

export interface Part {
  sheet: SheetAnswer;
  onDay: string;
}

/** 总体情况 */
export function Totals({ sheet, onDay }: Part) {
  return (
    <section className="paper section" aria-labelledby="sheet-totals">
      <header>
        <h2 id="sheet-totals">{sheet.title}</h2>
      </header>
      <div className="outcome-scroll">
        <table className="outcome-table">
          <thead>
            <tr>
              <th scope="col">项目</th>
              <th scope="col">本期</th>
              <th scope="col">本期金额</th>
              <th scope="col">本年累计</th>
              <th scope="col">累计金额</th>
            </tr>
          </thead>
          <tbody>
            {sheet.lines.map(({ figure, period, yearToDate }) => {
              const shared = { sheet, onDay, figure } as const;
              return (
                <tr key={figure}>
                  <th scope="row">{sheetFigures[figure]}</th>
                  <td>
                    <SheetFigure {...shared} span="period" value={period.count} />
                  </td>
                  <td>{period.amount && <SheetFigure {...shared} span="period" value={period.amount} isAmount />}</td>
                  <td>{yearToDate ? <SheetFigure {...shared} span="yearToDate" value={yearToDate.count} /> : "—"}</td>
                  <td>
                    {yearToDate?.amount ? (
                      <SheetFigure {...shared} span="yearToDate" value={yearToDate.amount} isAmount />
                    ) : (
                      "—"
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="small soft">
        全机构的数；点开后只列您能查看的行，其余以条数计入。金额折合人民币，外币按各笔登记的汇率；期末在谈是存量，没有累计。
      </p>
    </section>
  );
}

/** 签约 by kind and currency; kinds and currencies are never summed. */
export function Signings({ sheet, onDay }: Part) {
  if (sheet.signings.length === 0) return null;
  return (
    <section className="paper section" aria-labelledby="sheet-signings">
      <header>
        <h2 id="sheet-signings">签约</h2>
      </header>
      <div className="outcome-scroll">
        <table className="outcome-table">
          <thead>
            <tr>
              <th scope="col">种类与币种</th>
              <th scope="col">本期</th>
              <th scope="col">本期原币</th>
              <th scope="col">折合人民币</th>
              <th scope="col">本年累计</th>
              <th scope="col">累计原币</th>
              <th scope="col">折合人民币</th>
            </tr>
          </thead>
          <tbody>
            {sheet.signings.map((row) => {
              const { kind, currency } = row;
              const of = `${signingKinds[kind]} ${currencies[currency].title}`;
              const shared = { sheet, onDay, figure: "signings", cut: { signingKind: kind, currency }, of } as const;
              return (
                <tr key={of}>
                  <th scope="row">{of}</th>
                  <td>
                    <SheetFigure {...shared} span="period" value={row.count} />
                  </td>
                  <td>{groupThousands(row.original)}</td>
                  <td>
                    <SheetFigure {...shared} span="period" value={row.amount} isAmount />
                  </td>
                  <td>
                    <SheetFigure {...shared} span="yearToDate" value={row.yearCount} />
                  </td>
                  <td>{groupThousands(row.yearOriginal)}</td>
                  <td>
                    <SheetFigure {...shared} span="yearToDate" value={row.yearAmount} isAmount />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      <p className="small soft">各种协议、各币种分列，不相加；折合按各份登记的汇率。</p>
    </section>
  );
}

/** 到位资金 by the currency it came in. */
export function Funds({ sheet, onDay }: Part) {
  if (sheet.funds.length === 0) return null;
  return (
    <section className="paper section" aria-labelledby="sheet-funds">
      <header>
        <h2 id="sheet-funds">到位资金</h2>
      </header>
      <div className="outcome-scroll">
        <table className="outcome-table">
          <thead>
            <tr>
              <th scope="col">币种</th>
              <th scope="col">本期</th>
              <th scope="col">计入金额</th>
              <th scope="col">本年累计</th>
              <th scope="col">计入金额</th>
            </tr>
          </thead>
          <tbody>
            {sheet.funds.map((row) => {
              const of = currencies[row.currency].title;
              const shared = { sheet, onDay, figure: "funds", cut: { currency: row.currency }, of } as const;
              return (
                <tr key={of}>
                  <th scope="row">{of}</th>
                  <td>
                    <SheetFigure {...shared} span="period" value={row.count} />
                  </td>
                  <td>
                    <SheetFigure {...shared} span="period" value={row.amount} isAmount />
                  </td>
                  <td>
                    <SheetFigure {...shared} span="yearToDate" value={row.yearCount} />
                  </td>
                  <td>
                    <SheetFigure {...shared} span="yearToDate" value={row.yearAmount} isAmount />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
