import { z } from "zod";

/** 规则包·公开来件: how long personal data of what was not taken on is kept. 依据：个人信息保护法第十九条（最短必要期限）。 */
export const IntakesPack = z
  .strictObject({
    keptDays: z.int().min(7).max(1095).meta({ title: "未成为线索的来件，联系人信息保存", unit: "日" }),
    document: z.string().min(1).max(300).meta({ title: "依据" }),
  })
  .meta({ title: "公开来件" });

interface Packed {
  today: string;
  pack: (year: number) => Record<string, unknown>;
}

export const intakesPack = ({ pack, today }: Packed) => IntakesPack.parse(pack(Number(today.slice(0, 4))).intakes);
