import { z } from "zod";

const Tier = z.strictObject({
  code: z
    .string()
    .regex(/^[a-zA-Z]{1,40}$/)
    .meta({ title: "代码" }),
  title: z.string().min(1).max(20).meta({ title: "名称" }),
});

/** 规则包·企业与客商: 分级包联 differs from place to place; the highest tier first. */
export const DirectoryPack = z
  .strictObject({ tiers: z.array(Tier).max(20).meta({ title: "分级包联" }) })
  .meta({ title: "企业与客商" });

interface Packed {
  today: string;
  pack: (year: number) => Record<string, unknown>;
}

export const tiersOf = ({ pack, today }: Packed) =>
  DirectoryPack.parse(pack(Number(today.slice(0, 4))).directory).tiers;

export const tierTitles = (packed: Packed): Map<string, string> =>
  new Map(tiersOf(packed).map(({ code, title }) => [code, title]));
