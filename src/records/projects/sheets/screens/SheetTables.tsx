import type { ReactNode } from "react";
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

interface TableProps {
  id: string;
  title: string;
  head: readonly string[];
  note?: string;
  /** The rows. */
  children: ReactNode;
}

/** The frame of every table of a sheet. */
function SheetTable({ id, title, head, note, children }: TableProps) {
  return (
    <section className="paper section" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
      </header>
      <div className="outcome-scroll">
        <table className="outcome-table">
          <thead>
            <tr>
              {head.map((column, at) => (
                // oxlint-disable-next-line react/no-array-index-key -- two columns of one table may bear one name
                <th key={at} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
      {note && <p className="small soft">{note}</p>}
    </section>
  );
}

/** 总体情况 */
export function Totals({ sheet, onDay }: Part) {
  return (
    <SheetTable
      id="sheet-totals"
      title={sheet.title}
      head={["项目", "本期", "本期金额", "本年累计", "累计金额"]}
      note="全机构的数；点开后只列您能查看的行，其余以条数计入。金额折合人民币，外币按各笔登记的汇率；期末在谈是存量，没有累计。"
    >
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
    </SheetTable>
  );
}

/** 签约 by kind and currency; kinds and currencies are never summed. */
export function Signings({ sheet, onDay }: Part) {
  if (sheet.signings.length === 0) return null;
  return (
    <SheetTable
      id="sheet-signings"
      title="签约"
      head={["种类与币种", "本期", "本期原币", "折合人民币", "本年累计", "累计原币", "折合人民币"]}
      note="各种协议、各币种分列，不相加；折合按各份登记的汇率。"
    >
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
    </SheetTable>
  );
}

/** 到位资金 by the currency it came in. */
export function Funds({ sheet, onDay }: Part) {
  if (sheet.funds.length === 0) return null;
  return (
    <SheetTable id="sheet-funds" title="到位资金" head={["币种", "本期", "计入金额", "本年累计", "计入金额"]}>
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
    </SheetTable>
  );
}
