import { z } from "zod";
import { yearOf } from "#kit/base/dates.ts";
import { reviewSteps } from "./words.ts";

const text = (title: string, max = 300) => z.string().min(1).max(max).meta({ title });
const amount = (title: string) =>
  z
    .string()
    .regex(/^\d{1,18}$/)
    .meta({ title, unit: "元" });
const step = z.enum(Object.keys(reviewSteps) as [keyof typeof reviewSteps]).meta({ title: "环节", words: reviewSteps });

/** 规则包·项目评审: which projects are reviewed, by which steps, by what the experts score. */
export const ReviewsPack = z
  .strictObject({
    /** 自此日起, a project of that amount passes a review before it goes on. */
    from: z.iso.date().meta({ title: "自哪天起须评审", shows: "date" }),
    document: text("依据"),
    /** From the smallest amount up; the last that fits holds. */
    kinds: z
      .array(
        z.strictObject({
          atLeast: amount("总投资不少于"),
          steps: z
            .array(step)
            .min(1)
            .refine((steps) => steps.at(-1) === "meeting", { error: "评审以上会收口，请把“上会”放在最后" })
            .meta({ title: "环节" }),
        }),
      )
      .min(1)
      .meta({ title: "哪些项目走哪些环节" }),
    requiredAtLeast: amount("须评审的总投资"),
    opinionDays: z.int().min(1).max(365).meta({ title: "部门几日内答复", unit: "天" }),
    departments: z.array(text("部门", 40)).meta({ title: "常征求的部门" }),
    criteria: z
      .array(
        z.strictObject({
          code: z
            .string()
            .regex(/^[A-Za-z]{1,30}$/)
            .meta({ title: "代码" }),
          title: text("评分项", 40),
          most: z.int().min(1).max(100).meta({ title: "满分" }),
        }),
      )
      .min(1)
      .max(20)
      .meta({ title: "评分表" }),
    passMark: z.number().min(0).max(1000).meta({ title: "建议实施的平均分" }),
    panelSize: z.int().min(1).max(30).meta({ title: "专家人数不少于", unit: "人" }),
  })
  .meta({ title: "项目评审" });
export type ReviewsPack = z.output<typeof ReviewsPack>;

const read = new WeakMap<object, ReviewsPack>();

/** The section in force that day, read once. */
export function reviewsPack(ctx: { pack: (year: number) => Record<string, unknown>; today: string }): ReviewsPack {
  const section = ctx.pack(yearOf(ctx.today)).reviews as object;
  const known = read.get(section);
  if (known) return known;
  const parsed = ReviewsPack.parse(section);
  read.set(section, parsed);
  return parsed;
}
