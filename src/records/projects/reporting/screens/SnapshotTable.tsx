import type { z } from "zod";
import { groupThousands } from "#kit/base/decimals.ts";
import { Tag } from "#kit/ui/look/Tag.tsx";
import { PlaceLink } from "#kit/ui/wire/PlaceLink.tsx";
import { headingOf } from "../../reportables/rules.ts";
import type { Column, SnapshotRow } from "../contract.ts";
import { type ReportChange, reportChanges } from "../words.ts";
import "./reporting.css";

type Row = z.output<typeof SnapshotRow>;
type Columns = z.output<typeof Column>[];

const looks = { added: "primary", changed: "watch", gone: "late", same: "plain" } as const;

export const ChangeTag = ({ change }: { change: ReportChange }) => (
  <Tag kind={looks[change]}>{reportChanges[change]}</Tag>
);

/** Fields that are told in words; all others stand on one line. */
const isLong = (field: Columns[number]["field"]) =>
  field === "name" || field === "investorName" || field === "brief" || field === "progress";

const shown = (cell: string | null, isMoney: boolean) => (cell === null ? "—" : isMoney ? groupThousands(cell) : cell);

/** The sheet as it is sent, row by row with what has changed: old → new in the cell itself. */
export function SnapshotTable({ rows, columns }: { rows: readonly Row[]; columns: Columns }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="report-scroll" role="region" aria-label="上报的行" tabIndex={0}>
      <table className="report-table">
        <thead>
          <tr>
            <th scope="col">与上次相比</th>
            {columns.map((column) => (
              <th key={column.field} scope="col" className={column.unit ? "number" : undefined}>
                {headingOf(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.projectId} data-change={row.change}>
              <th scope="row">
                <ChangeTag change={row.change} />
              </th>
              {row.change === "gone" ? (
                <td colSpan={columns.length}>
                  <PlaceLink to={`projects/${row.projectId}`}>{row.name}</PlaceLink>
                  {row.reason && <span className="soft">{`　${row.reason}`}</span>}
                </td>
              ) : (
                columns.map((column, at) => <Cell key={column.field} row={row} column={column} at={at} />)
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ row, column, at }: { row: Row; column: Columns[number]; at: number }) {
  const change = row.changes.find(({ heading }) => heading === column.heading);
  const isMoney = column.unit !== null;
  const text = shown(row.cells[at] ?? null, isMoney);
  return (
    <td
      className={isMoney ? "number" : undefined}
      data-changed={change ? true : undefined}
      data-long={isLong(column.field) || undefined}
    >
      {change && (
        <>
          <del>{shown(change.before, isMoney)}</del>
          {" → "}
        </>
      )}
      {column.field === "name" ? <PlaceLink to={`projects/${row.projectId}`}>{text}</PlaceLink> : text}
    </td>
  );
}

/** 几个新增、几个有变化 in one line. */
export const countsText = (counts: { rows: number; added: number; changed: number; gone: number }): string =>
  `${counts.rows} 个项目：新增 ${counts.added}，有变化 ${counts.changed}，不再上报 ${counts.gone}`;
