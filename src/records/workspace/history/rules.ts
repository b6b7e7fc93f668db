import type { z } from "zod";
import type { FieldClass } from "#kit/base/classes.ts";
import { groupThousands } from "#kit/base/decimals.ts";
import { unwrap } from "#kit/base/unwrap.ts";

type Meta = z.core.GlobalMeta;

/** What is said about a field; nothing about one the subject no longer has. */
export const saidOf = (shape: z.ZodType | undefined): Meta => (shape ? unwrap(shape).meta : {});

export const classOf = (said: Meta): FieldClass => said.class ?? "internal";

/** A stored value as the page shows it; null where there is nothing. `names` tells whom or what an id stands for. */
export function inWords(value: unknown, said: Meta, names: ReadonlyMap<string, string>): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (Array.isArray(value)) {
    const words = value.map((each) => inWords(each, said, names)).filter((each) => each !== null);
    return words.length > 0 ? words.join("、") : null;
  }
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "object") return JSON.stringify(value);
  const text = `${value as string | number}`;
  if (said.words) return said.words[text] ?? text;
  if (said.shows === "money") return `${groupThousands(text)}${said.unit ?? "元"}`;
  return names.get(text) ?? text;
}

export const isUuid = (value: unknown): value is string =>
  typeof value === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

/** 留痕里的途径. */
export const doors: Record<string, string> = {
  web: "网页",
  cli: "本机操作",
  job: "任务",
  import: "导入",
  demo: "演示",
  token: "接口",
};

interface Change {
  title: string;
  before: string | null;
  after: string | null;
  withheld: "class" | "erased" | null;
}

export const withheldWords = { class: "无权查看", erased: "已按规定清除" } as const;

/** 名称 甲 → 乙；地址 无权查看 */
export const summaryOf = (changes: Change[]): string =>
  changes
    .filter(({ before, after, withheld }) => withheld ?? before ?? after)
    .map(({ title, before, after, withheld }) => {
      if (withheld) return `${title}（${withheldWords[withheld]}）`;
      return before === null ? `${title} ${after}` : `${title} ${before} → ${after ?? "清空"}`;
    })
    .join("；");
