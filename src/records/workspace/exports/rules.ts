import { z } from "zod";
import { inWords, saidOf } from "../history/rules.ts";

/** A column of an export, read from the list's own row shape: what has a title is shown. */
export interface ExportColumn {
  field: string;
  title: string;
  kind: "text" | "money" | "count" | "date" | "rate";
  unit?: string;
  cell: (value: unknown) => string | number | null;
}

export function exportColumns(row: z.ZodObject, wanted: readonly string[] | undefined): ExportColumn[] {
  const all = Object.entries(row.shape).flatMap(
    ([field, member]) => columnOf(field, saidOf(member as z.ZodType)) ?? [],
  );
  if (!wanted) return all;
  return wanted.flatMap((field) => all.find((column) => column.field === field) ?? []);
}

/** A list says its columns in the contract; the evidence of a figure says them in its answer. */
export const tellsColumns = ({ output }: { output: z.ZodType }): boolean =>
  output instanceof z.ZodObject && "columns" in output.shape;

export function toldColumns(told: ({ key: string } & z.GlobalMeta)[]): ExportColumn[] {
  return told.flatMap(({ key, ...said }) => columnOf(key, said) ?? []);
}

function columnOf(field: string, said: z.GlobalMeta): ExportColumn | null {
  if (!said.title) return null;
  const column = { field, title: said.title, ...(said.unit ? { unit: said.unit } : {}) };
  switch (said.shows) {
    case "money":
    case "rate":
      return { ...column, kind: said.shows, cell: (value) => (typeof value === "string" ? value : null) };
    case "count":
      return { ...column, kind: "count", cell: (value) => (typeof value === "number" ? value : null) };
    case "date":
      return { ...column, kind: "date", cell: (value) => (typeof value === "string" ? value : null) };
    case "moment":
      return { ...column, kind: "text", cell: (value) => (typeof value === "string" ? momentInWords(value) : null) };
    default:
      return { ...column, kind: "text", cell: (value) => inWords(value, said, new Map()) };
  }
}

/** 2026-03-05 09:30, by the agency's clock. */
function momentInWords(at: string): string {
  const clock = new Date(Date.parse(at) + 8 * 3_600_000).toISOString();
  return `${clock.slice(0, 10)} ${clock.slice(11, 16)}`;
}
