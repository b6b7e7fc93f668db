import { z } from "zod";

const days = (title: string) => z.int().min(0).max(1000).meta({ title, unit: "天" });

/** 规则包·招商项目·承诺与履约: when a commitment counts as kept, late, broken. */
export const CommitmentsPack = z
  .strictObject({
    /** 达到目标的百分之几即为履行; a ceiling may be passed by as much. */
    percent: z.int().min(1).max(100).meta({ title: "视为履行的完成比例", unit: "%" }),
    graceDays: days("到期后的宽限"),
    warnDays: days("到期前多少天提醒"),
    /** 税收、迁入类承诺 only in agreements of before this day. */
    legacyBefore: z.iso.date().meta({ title: "税收、迁入类承诺只存于此日之前的协议", shows: "date" }),
    document: z.string().min(1).max(300).meta({ title: "依据" }),
  })
  .meta({ title: "承诺与履约" });
export type CommitmentsPack = z.output<typeof CommitmentsPack>;
