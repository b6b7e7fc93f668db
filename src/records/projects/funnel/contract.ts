import { z } from "zod";
import { code } from "#kit/base/fields.ts";
import { query } from "#kit/base/operation.ts";
import { projectFilter } from "../contract.ts";
import { sizes, stages } from "../words.ts";

const told = { count: z.int(), amount: z.string(), unknownCount: z.int() };

export const Funnel = z.object({
  /** In the usual order: how many stand there, and how many came so far or farther. */
  stages: z.array(
    z.object({
      stage: code(stages, { title: "阶段" }),
      title: z.string(),
      ...told,
      reachedCount: z.int(),
      reachedAmount: z.string(),
    }),
  ),
  /** 累计: each band holds those above it. */
  sizes: z.array(z.object({ size: code(sizes, { title: "规模" }), title: z.string(), ...told })),
  total: z.object(told),
});

export const funnelOperations = {
  show: query("projects.funnel", {
    title: "查看项目漏斗",
    permission: "projects.read",
    input: z.strictObject(projectFilter),
    output: Funnel,
  }),
};
