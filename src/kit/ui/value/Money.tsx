import { inWan, inYi, inYuan, readable } from "#kit/base/money.ts";

export type MoneyUnit = "元" | "万元" | "亿元";

interface MoneyProps {
  yuan: string;
  /** The unit the column or the form uses; without one, the unit an officer would say it in. */
  unit?: MoneyUnit | undefined;
  /** The unit already stands in the column head. */
  bare?: boolean;
}

const writers: Record<MoneyUnit, (yuan: string) => string> = {
  元: inYuan,
  万元: (yuan) => inWan(yuan),
  亿元: (yuan) => inYi(yuan),
};

/** An amount in words of the trade, with the exact yuan on hover. */
export function Money({ yuan, unit, bare = false }: MoneyProps) {
  const text = unit ? `${writers[unit](yuan)}${bare ? "" : unit}` : readable(yuan);
  return (
    <data value={yuan} title={`${inYuan(yuan)} 元`}>
      {text}
    </data>
  );
}
