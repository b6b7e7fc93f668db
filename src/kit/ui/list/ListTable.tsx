import { CaretDownOutlined, CaretUpOutlined } from "@ant-design/icons";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef } from "react";
import { PlaceLink } from "../wire/PlaceLink.tsx";
import type { Column } from "./columns.tsx";
import type { ListState } from "./useListState.ts";

export interface RowsView<Row> {
  title: string;
  rows: (Row & { id: string })[];
  columns: Column<Row>[];
  state: ListState;
  /** The page of a row. */
  open: ((row: Row) => string) | undefined;
  hasPanel: boolean;
  selected: Set<string> | null;
  select: (ids: Set<string>) => void;
  go: (to: string) => void;
  more: (() => void) | null;
}

/** The rows as a table. Arrow keys or j and k walk, Enter opens the page, Space the side panel, x selects. */
export function ListTable<Row>(view: RowsView<Row>) {
  const { title, rows, columns, state, open, selected, select } = view;
  const body = useRef<HTMLTableSectionElement>(null);
  useWalk(body);
  const all = selected !== null && rows.length > 0 && rows.every((row) => selected.has(row.id));
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="list-scroll" role="region" aria-label={title} tabIndex={0}>
      <table className="list-table" data-dense={state.isDense || undefined}>
        <caption className="unseen">{`${title}。方向键或 j、k 移动，回车打开，空格看侧栏${selected ? "，x 选择" : ""}。`}</caption>
        <thead>
          <tr>
            {selected && (
              <th className="list-tick" scope="col">
                <input
                  type="checkbox"
                  aria-label="选择已显示的全部"
                  checked={all}
                  onChange={() => select(new Set(all ? [] : rows.map((row) => row.id)))}
                />
              </th>
            )}
            {columns.map((column) => (
              <Head key={column.key} column={column} state={state} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, index) => (
            <tr
              key={row.id}
              tabIndex={index === 0 ? 0 : -1}
              data-open={state.open === row.id || undefined}
              data-selected={selected?.has(row.id) || undefined}
              onClick={(event) => isPlain(event) && press(view, row)}
              onKeyDown={(event) => key(event, view, row)}
            >
              {selected && (
                <td className="list-tick">
                  <input
                    type="checkbox"
                    tabIndex={-1}
                    aria-label="选择这一行"
                    checked={selected.has(row.id)}
                    onChange={() => select(toggled(selected, row.id))}
                  />
                </td>
              )}
              {columns.map((column, at) => (
                <td
                  key={column.key}
                  className={column.isNumeric ? "number" : undefined}
                  style={column.width ? { width: column.width, maxWidth: column.width } : undefined}
                >
                  {at === 0 && open ? (
                    <PlaceLink to={open(row)} className="list-name" tabIndex={-1}>
                      {column.cell(row)}
                    </PlaceLink>
                  ) : (
                    column.cell(row)
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head<Row>({ column, state }: { column: Column<Row>; state: ListState }) {
  const isSorted = state.sort === column.key;
  const sorted = isSorted ? (state.descending ? "descending" : "ascending") : undefined;
  return (
    <th scope="col" className={column.isNumeric ? "number" : undefined} aria-sort={sorted}>
      {column.isSortable ? (
        <button
          type="button"
          className="bare list-sort"
          onClick={() => state.setSort(column.key, isSorted ? !state.descending : column.isNumeric)}
        >
          {column.title}
          <span className="list-arrow" data-on={isSorted || undefined}>
            {isSorted && !state.descending ? <CaretUpOutlined /> : <CaretDownOutlined />}
          </span>
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

/** A click on the row itself, not on something in it that takes clicks, and not the end of marking a text. */
function isPlain(event: MouseEvent<HTMLElement>): boolean {
  const taker = (event.target as HTMLElement).closest("a,button,input,label,select,[tabindex]");
  return taker === event.currentTarget && !window.getSelection()?.toString();
}

function press<Row>({ hasPanel, state, open, go }: RowsView<Row>, row: Row & { id: string }): void {
  if (hasPanel) state.setOpen(state.open === row.id ? null : row.id);
  else if (open) go(open(row));
}

function key<Row>(event: KeyboardEvent<HTMLTableRowElement>, view: RowsView<Row>, row: Row & { id: string }): void {
  if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
  const { open, go, hasPanel, state, selected, select, more } = view;
  const walk = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (walk) {
    const to = (
      walk > 0 ? event.currentTarget.nextElementSibling : event.currentTarget.previousElementSibling
    ) as HTMLElement | null;
    if (to) {
      to.focus();
      // The panel follows the walk, so that a list can be read through.
      const next = view.rows[view.rows.indexOf(row) + walk];
      if (state.open !== null && next) state.setOpen(next.id);
    } else if (walk > 0) more?.();
  } else if (event.key === "Enter" && open) go(open(row));
  else if (event.key === " " && hasPanel) state.setOpen(state.open === row.id ? null : row.id);
  else if (event.key === "x" && selected) select(toggled(selected, row.id));
  else return;
  event.preventDefault();
}

export function toggled(selected: Set<string>, id: string): Set<string> {
  const next = new Set(selected);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** j or k with the keyboard nowhere in particular begins at the first row. */
function useWalk(body: React.RefObject<HTMLTableSectionElement | null>): void {
  useEffect(() => {
    const begin = (event: globalThis.KeyboardEvent) => {
      const isFree = document.activeElement === document.body || document.activeElement?.id === "main";
      if (!isFree || !["j", "k"].includes(event.key) || event.ctrlKey || event.metaKey) return;
      body.current?.querySelector<HTMLElement>("tr")?.focus();
    };
    document.addEventListener("keydown", begin);
    return () => document.removeEventListener("keydown", begin);
  }, [body]);
}
