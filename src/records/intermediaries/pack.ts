import { z } from "zod";

/** 规则包·中介机构: how long a declaration is good for, and how early one is told that a mandate ends. */
export const IntermediariesPack = z
  .strictObject({
    declarationDays: z.int().min(30).max(3650).meta({ title: "回避声明的有效期", unit: "日" }),
    endingDays: z.int().min(7).max(365).meta({ title: "委托到期前提醒", unit: "日" }),
    urgentDays: z.int().min(1).max(90).default(7).meta({ title: "委托到期前亮红灯", unit: "日" }),
    outpostEndingDays: z.int().min(7).max(365).default(60).meta({ title: "驻外机构任期届满前提醒", unit: "日" }),
    outpostUrgentDays: z.int().min(1).max(90).default(7).meta({ title: "驻外机构任期届满前亮红灯", unit: "日" }),
  })
  .meta({ title: "中介机构" });

interface Packed {
  today: string;
  pack: (year: number) => Record<string, unknown>;
}

/** How many days before an end its light turns yellow, and how many before it turns red. */
export interface LightDays {
  ending: number;
  urgent: number;
}

export const intermediariesPack = ({ pack, today }: Packed) =>
  IntermediariesPack.parse(pack(Number(today.slice(0, 4))).intermediaries);
