import { z } from "zod";
import type { Operation } from "#kit/base/operation.ts";
import { type FieldShape, fieldsOf } from "../wire/shape.ts";
import type { Values } from "./FormState.tsx";

export interface FormValues {
  /** As last saved. */
  base: Values;
  values: Values;
  /** What a change is based on; a settled conflict moves it on. */
  version: number | null;
  /** The record's version these values began with. */
  from: number | null;
  /** Typed text that cannot be read, by field. */
  unread: Record<string, string>;
  problems: Record<string, string>;
}

/** The fields of a form: those of the command and, of an update, those of its changes, where “left out” is not “emptied”. */
export function shapesOf(operation: Operation<z.ZodObject>, hidden: string[]): Map<string, FieldShape> {
  const changes = fieldsOf(changesIn(operation) ?? nothing).map((field) => ({
    ...field,
    isRequired: !field.canBeEmptied && field.kind !== "flag",
  }));
  const fields = [...fieldsOf(operation.input), ...changes];
  return new Map(fields.flatMap((shape) => (hidden.includes(shape.key) ? [] : [[shape.key, shape] as const])));
}

export function begin(shapes: Map<string, FieldShape>, record: object | undefined, initial: object): FormValues {
  const presets = Object.fromEntries([...shapes.values()].map(({ key, preset }) => [key, preset]));
  const from: Values = record ? { ...record } : { ...presets, ...initial };
  const values = Object.fromEntries(
    [...shapes.keys()].flatMap((key) => (from[key] === undefined ? [] : [[key, from[key]]])),
  );
  const version = (record as { version?: number } | undefined)?.version ?? null;
  return {
    base: values,
    values,
    version,
    from: version,
    unread: {},
    problems: {},
  };
}

export const isBlank = (value: unknown) =>
  value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);

const isSame = (a: unknown, b: unknown) => (isBlank(a) && isBlank(b)) || JSON.stringify(a) === JSON.stringify(b);

export function changedOf({ base, values }: Pick<FormValues, "base" | "values">): Values {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !isSame(value, base[key])));
}

/** What changed, and what the contract always wants to be told. */
function changesOf(shapes: Map<string, FieldShape>, now: FormValues): Values {
  const always = [...shapes.values()].filter((shape) => shape.isAlwaysSent && now.values[shape.key] !== undefined);
  return { ...Object.fromEntries(always.map(({ key }) => [key, now.values[key]])), ...changedOf(now) };
}

/** What a command is sent: all that was filled in, or of a record only what changed, with the version it was based on. */
export function sentValues(
  operation: Operation<z.ZodObject>,
  shapes: Map<string, FieldShape>,
  now: FormValues,
  recordId: string | null,
): Values {
  const untouched = [...shapes.values()].flatMap(({ key, isAlwaysSent, empty }) =>
    isAlwaysSent && empty !== undefined ? [[key, empty] as const] : [],
  );
  if (recordId === null) return sendable(shapes, { ...Object.fromEntries(untouched), ...now.values }, false);
  const changes = sendable(shapes, changesOf(shapes, now), true);
  const { id: hasId, version: hasVersion } = operation.input.shape;
  return {
    ...(hasId && { id: recordId }),
    ...(hasVersion && { version: now.version }),
    ...(changesIn(operation) ? { changes } : changes),
  };
}

/** An emptied field is sent as what its contract takes for nothing; left out where it takes none and the record is new. */
function sendable(shapes: Map<string, FieldShape>, values: Values, isUpdate: boolean): Values {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (!isBlank(value) || Array.isArray(value)) return [[key, value]];
      const empty = shapes.get(key)?.empty;
      return empty !== undefined ? [[key, empty]] : isUpdate ? [[key, ""]] : [];
    }),
  );
}

export function problemsOf(
  operation: Operation<z.ZodObject>,
  payload: Values,
  shapes: Map<string, FieldShape>,
): Record<string, string> {
  const parsed = operation.input.safeParse(payload);
  if (parsed.success) return {};
  const problems: Record<string, string> = {};
  for (const issue of parsed.error.issues) {
    const path = pathOf(issue.path.join("."));
    problems[path] ??= sentenceOf(issue.message, fieldAt(shapes, path), valueAt(payload, issue.path));
  }
  return problems;
}

/** What is left empty is asked for by name; the contract's own sentence otherwise, unless it is the parser's English. */
function sentenceOf(message: string, field: FieldShape | null, value: unknown): string {
  if (field && field.kind !== "rows" && isBlank(value))
    return `请${chosen.has(field.kind) ? "选择" : "填写"}${field.title}`;
  if (/\p{Script=Han}/u.test(message)) return message;
  if (field && isBlank(value)) return `请添加${field.title}`;
  return field ? `${field.title}填得不对，请核对` : "有内容填得不对，请核对";
}

/** `commitments.0.amount` is the amount in a row of commitments. */
function fieldAt(shapes: Map<string, FieldShape>, path: string): FieldShape | null {
  const [key = "", , column] = path.split(".");
  const field = shapes.get(key) ?? null;
  if (column === undefined) return field;
  return field?.row ? (fieldsOf(field.row).find((each) => each.key === column) ?? null) : field;
}

const chosen = new Set(["code", "codes", "other"]);

/** An update says its changes apart from the record's id and version; to the form they are the same fields. */
function changesIn(operation: Operation<z.ZodObject>): z.ZodObject | null {
  const changes = operation.input.shape.changes as z.ZodType | undefined;
  return changes?.type === "object" ? (changes as z.ZodObject) : null;
}

const nothing = z.object({});
export const pathOf = (path: string) => path.replace(/^changes\./, "");
const valueAt = (payload: Values, path: PropertyKey[]) =>
  path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown> | null)?.[key], payload);

export function without(problems: Record<string, string>, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(problems).filter(([path]) => path !== key && !path.startsWith(`${key}.`)));
}

/** Of a field: its own problem; of an input of rows: one for each cell. */
export function unreadOf(key: string, problem: string | Record<string, string> | undefined): Record<string, string> {
  if (problem === undefined) return {};
  if (typeof problem === "string") return { [key]: problem };
  return Object.fromEntries(Object.entries(problem).map(([path, message]) => [`${key}.${path}`, message]));
}
