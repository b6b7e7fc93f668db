import type { z } from "zod";
import { unwrap } from "#kit/base/unwrap.ts";
import type { FieldClass } from "#kit/base/classes.ts";

export type FieldKind =
  | "line"
  | "prose"
  | "money"
  | "rate"
  | "count"
  | "number"
  | "day"
  | "moment"
  | "flag"
  | "code"
  | "codes"
  | "lines"
  | "link"
  | "rows"
  | "other";

/** What a form, a filter, a list and a fact know about a field: read from the contract, never said twice. */
export interface FieldShape {
  key: string;
  title: string;
  kind: FieldKind;
  unit: string | null;
  class: FieldClass | undefined;
  words: Record<string, string> | null;
  /** Longest text, or most rows. */
  max: number | null;
  /** Stored as a number; money and exact rates are stored as text. */
  isNumber: boolean;
  isRequired: boolean;
  /** Once filled in it may be emptied again. */
  canBeEmptied: boolean;
  /** The contract wants the key itself, if only with nothing in it. */
  isAlwaysSent: boolean;
  /** What an emptied field is sent as. */
  empty: null | undefined | "";
  /** What the contract takes a field left out for. */
  preset: unknown;
  /** The shape of one row, for a list of rows. */
  row: z.ZodObject | null;
}

/** Fields with a title, in the order of the contract. Those without are for machines. */
export function fieldsOf(shape: z.ZodObject): FieldShape[] {
  return Object.entries(shape.shape).flatMap(([key, schema]) => {
    const field = fieldOf(key, schema as z.ZodType);
    return field ? [field] : [];
  });
}

export function fieldOf(key: string, schema: z.ZodType): FieldShape | null {
  const { meta, inner } = unwrap(schema);
  if (!meta.title) return null;
  const element = inner.type === "array" ? unwrap((inner as unknown as { element: z.ZodType }).element) : null;
  const words = meta.words ?? element?.meta.words ?? null;
  const kind = kindOf(meta, inner, element?.inner ?? null, words);
  const takes = (value: unknown) => schema.safeParse(value).success;
  const absent = schema.safeParse(undefined);
  const isOpen = absent.success;
  return {
    key,
    title: meta.title,
    kind,
    unit: meta.unit ?? null,
    class: meta.class,
    words,
    max: longest(inner),
    isNumber: inner.type === "number",
    isRequired: !isOpen && !takes(null) && !((kind === "prose" || kind === "line") && takes("")) && kind !== "flag",
    canBeEmptied: takes(null) || takes([]) || (inner.type === "string" && takes("")),
    isAlwaysSent: !isOpen,
    empty: takes(null) ? null : isOpen ? undefined : kind === "prose" && takes("") ? "" : undefined,
    preset: absent.data,
    row: element?.inner.type === "object" ? (element.inner as unknown as z.ZodObject) : null,
  };
}

function kindOf(meta: z.GlobalMeta, inner: z.ZodType, element: z.ZodType | null, words: unknown): FieldKind {
  if (element) return words ? "codes" : element.type === "object" ? "rows" : isLine(element) ? "lines" : "other";
  if (meta.shows === "money" || meta.shows === "rate" || meta.shows === "count" || meta.shows === "moment")
    return meta.shows;
  if (meta.shows === "date") return "day";
  if (meta.shows === "link") return "link";
  if (words) return "code";
  if (inner.type === "boolean") return "flag";
  if (inner.type === "number") return "number";
  if (inner.type === "string") return isLong(inner) ? "prose" : "line";
  return "other";
}

/** Plain text; an id is a string too, and is chosen, not typed. */
const isLine = (schema: z.ZodType) => schema.type === "string" && (schema as z.ZodString).format !== "uuid";

const isLong = (schema: z.ZodType) => (longest(schema) ?? 0) > 300;

function longest(schema: z.ZodType): number | null {
  if (schema.type === "string") return (schema as z.ZodString).maxLength;
  const checks = (schema.def as { checks?: { _zod: { def: { check: string; maximum?: number } } }[] }).checks ?? [];
  return checks.find((each) => each._zod.def.check === "max_length")?._zod.def.maximum ?? null;
}
