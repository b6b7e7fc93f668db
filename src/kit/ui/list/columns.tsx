import type { ReactNode } from "react";
import type { z } from "zod";
import type { MoneyUnit } from "../value/Money.tsx";
import { isNumeric, Value } from "../value/Value.tsx";
import { type FieldShape, fieldsOf } from "../wire/shape.ts";

/** What kit/base/operation.ts `list()` declares. */
export interface ListOperation<R extends z.ZodObject = z.ZodObject> {
  kind: "query" | "command";
  address: string;
  title: string;
  permission: string;
  reach: "agency" | "instance";
  input: z.ZodObject;
  output: z.ZodType;
  list: { row: R; sorts: readonly string[] };
}

/** A column where it differs from what the contract says. A key the contract does not know needs title and render. */
export interface ColumnChoice<Row> {
  key: (keyof Row & string) | (string & {});
  title?: string;
  render?: (row: Row) => ReactNode;
  /** 万元 unless said; the exact yuan stand in the tooltip. */
  unit?: MoneyUnit;
  width?: number;
  /** Left out where the window is small, until somebody chooses it. */
  wideOnly?: boolean;
}

export type ColumnChoices<Row> = ((keyof Row & string) | ColumnChoice<Row>)[];

export interface Column<Row> {
  key: string;
  title: string;
  isNumeric: boolean;
  isSortable: boolean;
  /** In the contract, so it can be exported. */
  isExported: boolean;
  width: number | undefined;
  cell: (row: Row) => ReactNode;
}

/** The chosen columns first, then whatever else the contract has a title for, to be added by hand. */
export function columnsOf<R extends z.ZodObject>(
  operation: ListOperation<R>,
  choices: ColumnChoices<z.output<R>> | undefined,
  isWide = true,
) {
  type Row = z.output<R>;
  const fields = fieldsOf(operation.list.row);
  const shapes = new Map(fields.map((field) => [field.key, field]));
  const chosen = (choices ?? fields.map((field) => field.key as keyof Row & string)).map(
    (each) => (typeof each === "object" ? each : { key: each }) as ColumnChoice<Row>,
  );
  const rest = fields
    .filter((field) => !chosen.some((each) => each.key === field.key))
    .map((field) => ({ key: field.key }));
  const make = (choice: ColumnChoice<Row>) =>
    columnOf<Row>(choice, shapes.get(choice.key) ?? null, operation.list.sorts);
  return { shown: chosen.filter(({ wideOnly }) => isWide || !wideOnly).map(make), all: [...chosen, ...rest].map(make) };
}

function columnOf<Row>(
  { key, title, render, unit, width }: ColumnChoice<Row>,
  shape: FieldShape | null,
  sorts: readonly string[],
): Column<Row> {
  const money = unit ?? (shape?.unit === "亿元" ? "亿元" : "万元");
  const measured = shape?.kind === "money" ? money : (shape?.unit ?? null);
  const name = title ?? shape?.title ?? key;
  return {
    key,
    title: measured && !name.includes(measured) ? `${name}（${measured}）` : name,
    isNumeric: shape !== null && isNumeric(shape.kind),
    isSortable: sorts.includes(key),
    isExported: shape !== null,
    width,
    cell:
      render ??
      ((row) => shape && <Value cell of={shape} value={(row as Record<string, unknown>)[key]} unit={money} />),
  };
}
