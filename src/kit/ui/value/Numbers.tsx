import { groupThousands, multiplyDecimals, roundDecimal } from "#kit/base/decimals.ts";

export function Count({ value, unit = "" }: { value: number | string; unit?: string }) {
  return <data value={value}>{`${groupThousands(String(value))}${unit}`}</data>;
}

/** 百分比 of a fraction: 0.87 is 87.00%. */
export function Rate({ value, decimals = 2 }: { value: number | string; decimals?: number }) {
  return <data value={value}>{percentText(value, decimals)}</data>;
}

export function percentText(value: number | string, decimals = 2): string {
  const fraction = typeof value === "number" ? value.toFixed(8) : value;
  return `${groupThousands(roundDecimal(multiplyDecimals(fraction, "100"), decimals))}%`;
}
