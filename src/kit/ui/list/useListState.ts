import { useCallback, useMemo } from "react";
import type { z } from "zod";
import { type FieldShape, fieldsOf } from "../wire/shape.ts";
import { type Search, useAddress } from "../wire/usePlace.ts";
import type { ListOperation } from "./columns.tsx";

export interface ListState {
  filter: Search;
  sort: string;
  descending: boolean;
  /** Columns chosen by hand; null shows the screen's own. */
  columns: string[] | null;
  isDense: boolean;
  /** The row whose side panel stands open. */
  open: string | null;
  setFilter: (changes: Search) => void;
  clearFilter: () => void;
  setSort: (sort: string, descending: boolean) => void;
  setColumns: (columns: string[] | null) => void;
  setDense: (isDense: boolean) => void;
  setOpen: (id: string | null) => void;
  /** What a saved view keeps, and putting one back. */
  kept: Search;
  restore: (kept: Search) => void;
}

const paging = new Set(["sort", "descending", "after", "limit"]);

/** A list's state lives in the address. `slot` keeps two lists of one page apart. */
export function useListState(
  operation: ListOperation,
  given: Search,
  defaults: Partial<{ sort: string; descending: boolean }>,
  slot = "",
) {
  const { search, change } = useAddress();
  const fields = useMemo(() => filterFields(operation).filter((field) => !(field.key in given)), [operation, given]);
  const name = useCallback((key: string) => (slot ? `${slot}.${key}` : key), [slot]);
  const read = <T>(key: string) => search[name(key)] as T | undefined;
  const write = (changes: Search, push = false) =>
    change(Object.fromEntries(Object.entries(changes).map(([key, value]) => [name(key), value])), { push });

  const filter = Object.fromEntries(
    fields.flatMap(({ key }) => (read(key) === undefined ? [] : [[key, textual(fields, key, read(key))]])),
  );
  const sort = read<string>("sort") ?? defaults.sort ?? operation.list.sorts[0] ?? "";
  const descending = read<number>("desc") === undefined ? (defaults.descending ?? false) : read<number>("desc") === 1;
  const columns = read<string>("cols")?.split(",") ?? null;
  const isDense = read<number>("dense") === 1;
  const none = Object.fromEntries(fields.map(({ key }) => [key, undefined]));
  const kept: Search = {
    ...filter,
    ...pick({ sort: read("sort"), desc: read("desc"), cols: read("cols"), dense: read("dense") }),
  };

  const state: ListState = {
    filter,
    sort,
    descending,
    columns,
    isDense,
    open: read<string>("open") ?? null,
    setFilter: (changes) => write({ ...changes, open: undefined }),
    clearFilter: () => write({ ...none, open: undefined }),
    setSort: (next, down) => write({ sort: next, desc: down ? 1 : 0 }),
    setColumns: (next) => write({ cols: next ? next.join(",") : undefined }),
    setDense: (dense) => write({ dense: dense ? 1 : undefined }),
    setOpen: (id) => write({ open: id ?? undefined }, id !== null && read("open") === undefined),
    kept,
    restore: (next) =>
      write({ ...none, sort: undefined, desc: undefined, cols: undefined, dense: undefined, open: undefined, ...next }),
  };
  return { state, fields };
}

export function filterFields(operation: ListOperation<z.ZodObject>): FieldShape[] {
  return fieldsOf(operation.input).filter((field) => !paging.has(field.key));
}

/** A search for 2023 comes back from the address as a number. */
function textual(fields: FieldShape[], key: string, value: unknown): unknown {
  const kind = fields.find((field) => field.key === key)?.kind;
  const isNumber = kind === "count" || kind === "number" || kind === "rate";
  return typeof value === "number" && !isNumber ? String(value) : value;
}

const pick = (search: Search) => Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
