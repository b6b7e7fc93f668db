import { z } from "zod";

/** 佐证: the rows a figure was counted from, a page at a time, as `evidence` of kit/server/metric.ts answers. */
export const Evidence = z.object({
  columns: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      shows: z.string().optional(),
      unit: z.string().optional(),
      words: z.record(z.string(), z.string()).optional(),
    }),
  ),
  rows: z.array(z.looseObject({ id: z.string(), subjectId: z.string() })),
  next: z.string().nullable(),
  total: z.int(),
  value: z.string(),
  /** “另有 N 条不在您的查看范围”: shown rows and hidden ones together are the figure. */
  hidden: z.object({ count: z.int(), value: z.string().nullable() }),
});
