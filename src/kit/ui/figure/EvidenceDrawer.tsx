import { DownloadOutlined } from "@ant-design/icons";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { readable } from "#kit/base/money.ts";
import { Busy } from "../look/Busy.tsx";
import { tell } from "../look/Notes.tsx";
import { SidePanel } from "../look/SidePanel.tsx";
import { momentText } from "../value/Days.tsx";
import { isNumeric, Value } from "../value/Value.tsx";
import { plain } from "../wire/plain.ts";
import { PlaceLink } from "../wire/PlaceLink.tsx";
import { Problem } from "../wire/Problem.tsx";
import type { FieldKind } from "../wire/shape.ts";
import { jobStarted, openTaskCenter } from "../wire/taskcenter.ts";
import { tellFault } from "../wire/useCommand.ts";
import { usePlace } from "../wire/usePlace.ts";
import { type Evidence, type EvidenceColumn, type FigureAnswer, type LoadEvidence, operandText } from "./figure.ts";

interface EvidenceDrawerProps {
  figure: FigureAnswer;
  load: LoadEvidence;
  exportRows?: () => Promise<unknown>;
  openRow?: (row: Record<string, unknown>) => string;
  close: () => void;
}

/** Where a figure comes from: 口径, formula with operands, the rows, and what of them lies outside one's range. */
export function EvidenceDrawer({ figure, load, exportRows, openRow, close }: EvidenceDrawerProps) {
  const { agency, year } = usePlace();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useInfiniteQuery({
    queryKey: [agency, year, "evidence", figure.metric, figure.period, figure.asOf, figure.value],
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Evidence) => last.next,
  });
  const first = data?.pages[0];
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <SidePanel title={figure.title} wide takesFocus close={close}>
      <p className="evidence-value">
        <strong>{figure.text}</strong>
        <span className="soft">{`${typeof figure.period === "string" ? figure.period : figure.period.title}，截至 ${asOfText(figure.asOf)}`}</span>
      </p>
      <dl className="evidence-says">
        <div>
          <dt>口径</dt>
          <dd>{figure.definition}</dd>
        </div>
        {figure.formula && (
          <div>
            <dt>算法</dt>
            <dd>{figure.formula}</dd>
          </div>
        )}
        {figure.numerator && figure.denominator && (
          <div>
            <dt>代入</dt>
            <dd>{`${operandText(figure.numerator)} ÷ ${operandText(figure.denominator)} = ${figure.text}`}</dd>
          </div>
        )}
      </dl>
      {isPending ? (
        <Busy />
      ) : error ? (
        <Problem failure={error} retry={() => void refetch()} />
      ) : (
        <>
          <header className="evidence-head">
            <h3>{`来源 ${first?.total.toLocaleString("zh-CN")} 条`}</h3>
            {exportRows && rows.length > 0 && <ExportRows run={exportRows} />}
          </header>
          {first && first.hidden.count > 0 && (
            <p className="evidence-hidden">{hiddenText(first.hidden, figure.unit)}</p>
          )}
          {rows.length > 0 && <EvidenceRows columns={first?.columns ?? []} rows={rows} openRow={openRow} />}
          {hasNextPage && (
            <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {`再看一些（已显示 ${rows.length} 条）`}
            </Button>
          )}
        </>
      )}
    </SidePanel>
  );
}

function EvidenceRows({
  columns,
  rows,
  openRow,
}: {
  columns: EvidenceColumn[];
  rows: Record<string, unknown>[];
  openRow: EvidenceDrawerProps["openRow"];
}) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="evidence-rows" role="region" aria-label="来源明细" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={isNumeric(kindOf(column)) ? "number" : undefined}>
                {headOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={plain(row.id) || index}>
              {columns.map((column, at) => {
                const cell = (
                  <Value
                    cell
                    of={{ kind: kindOf(column), words: column.words ?? null, class: undefined }}
                    value={row[column.key]}
                    unit={column.shows === "money" ? "万元" : undefined}
                  />
                );
                return (
                  <td key={column.key} className={isNumeric(kindOf(column)) ? "number" : undefined}>
                    {at === 0 && openRow ? <PlaceLink to={openRow(row)}>{cell}</PlaceLink> : cell}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ExportRows({ run }: { run: () => Promise<unknown> }) {
  const [isBusy, setBusy] = useState(false);
  const start = async () => {
    setBusy(true);
    try {
      await run();
      jobStarted();
      tell({ kind: "plain", text: "正在导出来源明细", action: { title: "去看看", run: openTaskCenter } });
    } catch (failure) {
      tellFault(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" icon={<DownloadOutlined />} loading={isBusy} onClick={() => void start()}>
      导出这些行
    </Button>
  );
}

function hiddenText({ count, sum }: Evidence["hidden"], unit: string): string {
  const amount = sum === null ? "" : `、合计 ${unit === "元" ? readable(sum) : `${sum}${unit}`}`;
  return `另有 ${count.toLocaleString("zh-CN")} 条${amount}不在您的查看范围，已计入上面的数。`;
}

function kindOf({ shows, words }: EvidenceColumn): FieldKind {
  if (shows === "date") return "day";
  return shows ?? (words ? "code" : "line");
}

function headOf({ title, shows, unit }: EvidenceColumn): string {
  const measured = shows === "money" ? "万元" : unit;
  return measured && !title.includes(measured) ? `${title}（${measured}）` : title;
}

const asOfText = (asOf: string) => (asOf.length > 10 ? momentText(asOf) : asOf);
