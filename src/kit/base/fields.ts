import { z } from "zod";
import { creditCodeProblem, normalizeCreditCode } from "./creditcode.ts";
import type { FieldClass } from "./classes.ts";
import { fen, moneyRangeProblem, yuan as writeYuan } from "./money.ts";

/**
 * The bounded building blocks of every contract. A shape made of these cannot be unbounded,
 * and a house test walks all contracts for strings and lists that are.
 */
type Says = {
  title: string;
  class?: FieldClass;
  unit?: string;
  personal?: boolean;
};

export const id = (title = "编号") => z.uuid({ error: "编号格式不正确" }).meta({ title });

/** One line of text, 1 to `max` characters after trimming. */
export const line = (says: Says, max = 200) =>
  z
    .string()
    .trim()
    .min(1, { error: `请填写${says.title}` })
    .max(max, { error: `${says.title}最多 ${max} 个字` })
    .refine((text) => !/\p{Cc}/u.test(text), { error: `${says.title}含有不可见的控制字符，请重新输入` })
    .meta(says);

/** Running text with line breaks; empty is allowed and means nothing was said. */
export const prose = (says: Says, max = 2000) =>
  z
    .string()
    .trim()
    .max(max, { error: `${says.title}最多 ${max} 个字` })
    .refine((text) => !/[^\P{Cc}\n\r\t]/u.test(text), { error: `${says.title}含有不可见的控制字符，请重新输入` })
    .meta(says);

/** A calendar day, 1900 to 2199: outside of it a date is a slip of the hand. */
export const day = (says: Says) =>
  z.iso
    .date({ error: `${says.title}应为日期，例如 2023-03-05` })
    .refine((text) => text >= "1900-01-01" && text <= "2199-12-31", {
      error: `${says.title}应在 1900 年至 2199 年之间`,
    })
    .meta({ ...says, shows: "date" });

/** Exact yuan as text, because money never passes through a float; two decimals, within what the database's fen can hold. */
export const yuan = (says: Says) =>
  z
    .string()
    .regex(/^-?\d{1,18}(\.\d{1,2})?$/, { error: `${says.title}应为金额，最多两位小数` })
    .transform((text) => writeYuan(fen(text)))
    .refine((text) => moneyRangeProblem(text) === null, { error: `${says.title}超出可记录的范围` })
    .meta({ ...says, unit: says.unit ?? "元", shows: "money" });

export const count = (says: Says, max = 1_000_000_000) =>
  z
    .int({ error: `${says.title}应为整数` })
    .min(0)
    .max(max, { error: `${says.title}过大` })
    .meta({ ...says, shows: "count" });

/** A measured quantity (面积、层高、容量): never negative, two decimals; never for money. */
export const measure = (says: Says, max = 10_000_000) =>
  z
    .number({ error: `${says.title}应为数字` })
    .min(0, { error: `${says.title}不能是负数` })
    .max(max, { error: `${says.title}过大，请核对单位` })
    .overwrite((value) => Math.round(value * 100) / 100)
    .meta(says);

/** One of a module's codes; the words travel with the shape to every form, list and export. */
export const code = <const W extends Record<string, string>>(words: W, says: Says) =>
  z
    .enum(Object.keys(words) as [keyof W & string, ...(keyof W & string)[]], { error: `${says.title}不在可选范围内` })
    .meta({ ...says, shows: "code", words });

/** A code of a reference list (区划、行业): its members are rows, so only the form is bounded here. */
export const referenceCode = (says: Says, max = 20) =>
  z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z_.-]+$/, { error: `${says.title}代码格式不正确` })
    .max(max)
    .meta(says);

export const creditCode = (says: Says) =>
  z
    .string()
    .max(40)
    .transform(normalizeCreditCode)
    .superRefine((text, issue) => {
      const problem = creditCodeProblem(text);
      if (problem) issue.addIssue({ code: "custom", message: problem.message });
    })
    .meta(says);

export const flag = (says: Says) => z.boolean().meta(says);

export const listOf = <T extends z.ZodType>(item: T, max: number, title?: string) =>
  z.array(item).max(max, { error: `${title ?? "列表"}最多 ${max} 项` });

/** The year a figure or a record belongs to. */
export const year = (says: Says = { title: "年度" }) => z.int().min(1990).max(2199).meta(says);

/** The version a change was based on; see decision 15 (同字段冲突). */
export const version = () => z.int().min(1).max(2_000_000_000).meta({ title: "版本" });
