import { z } from "zod";
import { yearOf } from "#kit/base/dates.ts";

const months = (title: string) => z.int().min(1).max(36).meta({ title, unit: "个月" });
const days = (title: string) => z.int().min(1).max(365).meta({ title, unit: "日" });

/** 规则包·首谈首报: how long first contact is protected, how it is kept alive, and who counts as the same investor. */
export const ReferralPack = z
  .strictObject({
    protect: z
      .strictObject({ least: months("最短"), most: months("最长"), usual: months("一般") })
      .refine(({ least, most, usual }) => least <= usual && usual <= most, { error: "保护期应为：最短 ≤ 一般 ≤ 最长" })
      .meta({ title: "保护期" }),
    reportDays: days("多少日内没有进展报告即失效"),
    extendMonths: months("一次延期最长"),
    extensions: z.int().min(0).max(10).meta({ title: "最多延期", unit: "次" }),
    remindDays: days("到期前多少日提醒"),
    sameWithin: months("多久之内的备案算同一投资方"),
    samePercent: z.int().min(0).max(50).meta({ title: "金额相差多少以内算同一项目", unit: "%" }),
    document: z.string().min(1).max(300).meta({ title: "依据" }),
  })
  .meta({ title: "首谈首报" });
export type ReferralPack = z.output<typeof ReferralPack>;

interface Packed {
  today: string;
  pack: (year: number) => Record<string, unknown>;
}

export const referralPack = ({ pack, today }: Packed): ReferralPack => ReferralPack.parse(pack(yearOf(today)).referral);
