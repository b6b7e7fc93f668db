import { Button } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import type { z } from "zod";
import { Busy } from "../look/Busy.tsx";
import { Empty } from "../look/Empty.tsx";
import { SidePanel } from "../look/SidePanel.tsx";
import { useNarrow, useWide } from "../look/useNarrow.ts";
import { PlaceLink } from "../wire/PlaceLink.tsx";
import { Problem } from "../wire/Problem.tsx";
import { type Search, usePlace } from "../wire/usePlace.ts";
import { type ColumnChoices, columnsOf, type ListOperation } from "./columns.tsx";
import "./list.css";
import { type FilterChoice, Filters } from "./Filters.tsx";
import { ListCards } from "./ListCards.tsx";
import { ListTable } from "./ListTable.tsx";
import { ListTools } from "./ListTools.tsx";
import { useListState } from "./useListState.ts";
import { useRows } from "./useRows.ts";

export interface BulkAction<Row> {
  title: string;
  /** Resolves when done; the selection is then dropped. */
  run: (rows: Row[]) => Promise<unknown> | void;
  danger?: boolean;
}

interface ListProps<R extends z.ZodObject> {
  operation: ListOperation<R>;
  /** Conditions of the page itself, not shown as filters: `{ companyId }`. */
  given?: Search;
  /** Shown columns in order; all titled fields of the contract unless said. */
  columns?: ColumnChoices<z.output<R>>;
  filters?: (string | FilterChoice)[];
  sort?: { by: string; descending?: boolean };
  /** The address of a row's page. */
  open?: (row: z.output<R>) => string;
  /** What the side panel shows of a row. */
  panel?: (row: z.output<R>) => ReactNode;
  /** Acts on the selected rows; without them rows cannot be selected. */
  actions?: BulkAction<z.output<R>>[];
  /** Shown while there is nothing at all: what this is for and how to begin. */
  empty?: ReactNode;
  /** Tells two lists on one page apart in the address. */
  slot?: string;
  limit?: number;
}

const none: Search = {};

/** A list page read from its operation: filters, sort, columns, paging and export all come from the contract. */
export function List<R extends z.ZodObject>({
  operation,
  given = none,
  columns: choices,
  filters,
  sort,
  open,
  panel,
  actions,
  empty,
  slot = "",
  limit = 20,
}: ListProps<R>) {
  type Row = z.output<R> & { id: string };
  const { go } = usePlace();
  const isNarrow = useNarrow();
  const { state, fields } = useListState(
    operation,
    given,
    { ...(sort && { sort: sort.by, descending: sort.descending ?? false }) },
    slot,
  );
  const isWide = useWide();
  const columns = useMemo(() => columnsOf(operation, choices, isWide), [operation, choices, isWide]);
  const shown = state.columns ? columns.all.filter((column) => state.columns?.includes(column.key)) : columns.shown;
  const input = { ...given, ...state.filter, ...(state.sort && { sort: state.sort, descending: state.descending }) };
  const answer = useRows(operation, input, limit);
  const rows = answer.rows as Row[];
  const [selected, setSelected] = useState<Set<string>>(new Set());
  const chosen = rows.filter((row) => selected.has(row.id));
  const isFiltered = Object.keys(state.filter).length > 0;
  const opened = rows.find((row) => row.id === state.open) ?? null;

  if (answer.failure && rows.length === 0) return <Problem failure={answer.failure} retry={answer.retry} />;
  if (!answer.isFirst && answer.total === 0 && !isFiltered && empty) return <div className="paper">{empty}</div>;

  const View = isNarrow ? ListCards<z.output<R>> : ListTable<z.output<R>>;
  return (
    <section className="list" aria-label={operation.title} aria-busy={answer.isStale}>
      <div className="list-bar unprinted">
        {chosen.length > 0 && actions ? (
          <Bulk rows={chosen} actions={actions} drop={() => setSelected(new Set())} />
        ) : (
          <>
            <div className="list-filters">
              <Filters
                fields={fields}
                choices={filters}
                filter={state.filter}
                set={state.setFilter}
                clear={state.clearFilter}
              />
            </div>
            <ListTools
              list={operation.address}
              title={operation.title.replace(/^查看/, "")}
              state={state}
              all={columns.all}
              shown={shown}
              input={input}
            />
          </>
        )}
      </div>
      <div className="paper list-paper" data-stale={answer.isStale || undefined}>
        {answer.isFirst ? (
          <Busy />
        ) : rows.length === 0 ? (
          <Empty title="没有符合条件的记录" acts={isFiltered && <Button onClick={state.clearFilter}>清除筛选</Button>}>
            换个条件试试，或检查是不是写错了字。
          </Empty>
        ) : (
          <View
            title={operation.title.replace(/^查看/, "")}
            rows={rows}
            columns={shown}
            state={state}
            open={open}
            hasPanel={Boolean(panel)}
            selected={actions ? selected : null}
            select={setSelected}
            go={go}
            more={answer.more}
          />
        )}
      </div>
      {!answer.isFirst && rows.length > 0 && (
        <footer className="list-foot">
          <span className="soft" role="status">
            {`共 ${answer.total.toLocaleString("zh-CN")} 条`}
            {rows.length < answer.total && `，已显示 ${rows.length.toLocaleString("zh-CN")} 条`}
          </span>
          {answer.more && (
            <Button className="unprinted" loading={answer.isMore} onClick={answer.more}>
              再看 {limit} 条
            </Button>
          )}
        </footer>
      )}
      {panel && opened && (
        <SidePanel
          title={columns.shown[0]?.cell(opened) ?? operation.title}
          acts={open && <PlaceLink to={open(opened)}>打开完整页面</PlaceLink>}
          takesFocus={isNarrow}
          close={() => state.setOpen(null)}
        >
          {panel(opened)}
        </SidePanel>
      )}
    </section>
  );
}

function Bulk<Row>({ rows, actions, drop }: { rows: Row[]; actions: BulkAction<Row>[]; drop: () => void }) {
  const [busy, setBusy] = useState<string | null>(null);
  const run = async (action: BulkAction<Row>) => {
    setBusy(action.title);
    try {
      await action.run(rows);
      drop();
    } finally {
      setBusy(null);
    }
  };
  return (
    <div className="list-bulk" role="toolbar" aria-label="批量操作">
      <strong>{`已选 ${rows.length} 条`}</strong>
      {actions.map((action) => (
        <Button
          key={action.title}
          danger={action.danger ?? false}
          loading={busy === action.title}
          onClick={() => void run(action)}
        >
          {action.title}
        </Button>
      ))}
      <Button type="text" onClick={drop}>
        取消选择
      </Button>
    </div>
  );
}
