import type { z } from "zod";

/** What is inside optional, nullable, default and transform, with what is said about it on any of these coats. */
export function unwrap(schema: z.ZodType): { meta: z.GlobalMeta; inner: z.ZodType } {
  const { innerType, in: source } = schema.def as { innerType?: z.ZodType; in?: z.ZodType };
  const next = innerType ?? source;
  if (!next) return { meta: schema.meta() ?? {}, inner: schema };
  const below = unwrap(next);
  return { meta: { ...below.meta, ...schema.meta() }, inner: below.inner };
}
