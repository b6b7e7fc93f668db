import { z } from "zod";

/** What is inside optional, nullable, default and transform, with what is said about it on any of these coats. */
export function unwrap(schema: z.ZodType): { meta: z.GlobalMeta; inner: z.ZodType } {
  const { innerType, in: source } = schema.def as { innerType?: z.ZodType; in?: z.ZodType };
  const next = innerType ?? source;
  if (!next) return { meta: schema.meta() ?? {}, inner: schema };
  const below = unwrap(next);
  return { meta: { ...below.meta, ...schema.meta() }, inner: below.inner };
}

/** What the field at a path is called; the nearest title above it where it has none of its own. */
export function titleAt(schema: z.ZodType, path: PropertyKey[], above = "内容"): string {
  const { meta, inner } = unwrap(schema);
  const title = meta.title ?? above;
  const [key, ...rest] = path;
  if (key === undefined) return title;
  const next =
    inner instanceof z.ZodObject ? inner.shape[key as string] : inner instanceof z.ZodArray ? inner.element : undefined;
  return next ? titleAt(next as z.ZodType, rest, title) : title;
}
