import { z } from "zod";
import type { FieldClass } from "#kit/base/classes.ts";
import { Failure } from "#kit/base/errors.ts";
import type { Operation } from "#kit/base/operation.ts";

/**
 * 信息分级 at work: one walk over a shape finds the classed fields once; every answer is then masked along those paths.
 * A field one may not see leaves as null, and may be neither filtered nor sorted by, because the order tells the value.
 */
interface ClassedField {
  path: string[];
  class: FieldClass;
  title: string;
}

const found = new WeakMap<z.ZodType, ClassedField[]>();

/** `[]` in a path stands for every member of a list or map. */
export function classedFields(shape: z.ZodType): ClassedField[] {
  const known = found.get(shape);
  if (known) return known;
  const fields: ClassedField[] = [];
  walk(shape, [], fields);
  found.set(shape, fields);
  return fields;
}

function walk(shape: z.ZodType, path: string[], fields: ClassedField[]): void {
  const meta = shape.meta();
  if (meta?.class && meta.class !== "public" && meta.class !== "internal") {
    fields.push({ path, class: meta.class, title: meta.title ?? path.at(-1) ?? "" });
    return;
  }
  if (shape instanceof z.ZodObject)
    for (const [key, member] of Object.entries(shape.shape)) walk(member as z.ZodType, [...path, key], fields);
  else if (shape instanceof z.ZodArray) walk(shape.element as z.ZodType, [...path, "[]"], fields);
  else if (shape instanceof z.ZodRecord) walk(shape.valueType as z.ZodType, [...path, "[]"], fields);
  else if (shape instanceof z.ZodTuple)
    for (const member of shape.def.items) walk(member as z.ZodType, [...path, "[]"], fields);
  else if (shape instanceof z.ZodUnion) for (const member of shape.options) walk(member as z.ZodType, path, fields);
  else if (shape instanceof z.ZodOptional || shape instanceof z.ZodNullable)
    walk(shape.unwrap() as z.ZodType, path, fields);
  else if (
    shape instanceof z.ZodDefault ||
    shape instanceof z.ZodPrefault ||
    shape instanceof z.ZodCatch ||
    shape instanceof z.ZodReadonly
  )
    walk(shape.def.innerType as z.ZodType, path, fields);
  else if (shape instanceof z.ZodPipe) walk(shape.def.in as z.ZodType, path, fields);
}

export function mask(operation: Operation, answer: unknown, classes: ReadonlySet<FieldClass>): unknown {
  for (const field of classedFields(operation.output)) if (!classes.has(field.class)) blank(answer, field.path);
  return answer;
}

function blank(value: unknown, [key, ...rest]: string[]): void {
  if (value === null || typeof value !== "object" || key === undefined) return;
  const record = value as Record<string, unknown>;
  const keys = key === "[]" ? Object.keys(record) : key in record ? [key] : [];
  for (const each of keys) {
    if (rest.length === 0) record[each] = null;
    else blank(record[each], rest);
  }
}

/** Refuses a question that uses a field the actor may not see. */
export function refuseUnseen(operation: Operation, asked: unknown, classes: ReadonlySet<FieldClass>): void {
  for (const { path, class: needed, title } of classedFields(operation.input)) {
    if (!classes.has(needed) && isUsed(asked, path)) throw unseen(path.join("."), title);
  }
  const sort = (asked as { sort?: unknown } | null)?.sort;
  if (!operation.list || typeof sort !== "string") return;
  for (const { path, class: needed, title } of classedFields(operation.list.row)) {
    if (path.length === 1 && path[0] === sort && !classes.has(needed)) throw unseen("sort", title);
  }
}

function unseen(path: string, title: string): Failure {
  const message = `您无权查看“${title}”，不能用它筛选、排序或填写`;
  return new Failure("forbidden", "field.unseen", message, { fields: [{ path, message }] });
}

function isUsed(value: unknown, [key, ...rest]: string[]): boolean {
  if (key === undefined) return value !== undefined && value !== null;
  if (value === null || typeof value !== "object") return false;
  const record = value as Record<string, unknown>;
  return (key === "[]" ? Object.keys(record) : [key]).some((each) => isUsed(record[each], rest));
}
