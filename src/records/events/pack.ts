import { z } from "zod";

/** 规则包·招商活动: how long after an event one comes back to its guests, what counts as satisfied, how long names are kept. */
export const EventsPack = z
  .strictObject({
    followDays: z
      .array(z.int().min(1).max(365).meta({ title: "活动后第几日" }))
      .min(1)
      .max(6)
      .meta({ title: "跟进节点" }),
    /** Of the highest score. */
    satisfiedFrom: z.int().min(50).max(100).meta({ title: "满意的起点", unit: "%" }),
    keptDays: z.int().min(30).max(3650).meta({ title: "来宾姓名的保存期", unit: "日" }),
  })
  .meta({ title: "招商活动" });

interface Packed {
  today: string;
  pack: (year: number) => Record<string, unknown>;
}

export const eventsPack = ({ pack, today }: Packed) => EventsPack.parse(pack(Number(today.slice(0, 4))).events);
