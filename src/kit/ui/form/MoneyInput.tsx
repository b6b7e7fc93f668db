import { Input } from "antd";
import { useEffect, useState } from "react";
import { divideDecimals, groupThousands } from "#kit/base/decimals.ts";
import { inYuan, parseMoney, readable } from "#kit/base/money.ts";
import { attributesOf, type InputProps } from "./input.ts";

const units = { 元: "yuan", 万元: "wan", 亿元: "yi" } as const;
const sizes = { yuan: "1", wan: "10000", yi: "100000000" };
const places = { yuan: 2, wan: 6, yi: 10 };

/** Money as people type it: 1200万、1.2亿元、12,000,000; a bare number is in the unit of the form. Exact yuan below. */
export function MoneyInput(props: InputProps) {
  const { value, change, leave, field } = props;
  const title = field.unit && field.unit in units ? (field.unit as keyof typeof units) : "元";
  const unit = units[title];
  const [typed, setTyped] = useState<string | null>(null);
  const read = typeof value === "string" && /^-?\d+(\.\d{1,2})?$/.test(value) ? value : null;
  // A value set from outside (a restored draft, a settled conflict) replaces what stood here.
  useEffect(() => setTyped((text) => (text !== null && readsAs(text, unit) === read ? text : null)), [read, unit]);
  const text = typed ?? (read ? inUnit(read, unit) : String(value ?? ""));
  const type = (next: string) => {
    setTyped(next);
    if (next.trim() === "") return change(null);
    const parsed = parseMoney(next, unit);
    if ("yuan" in parsed) change(parsed.yuan);
    else change(next, parsed.message);
  };
  return (
    <>
      <Input
        {...attributesOf(props)}
        value={text}
        inputMode="text"
        autoComplete="off"
        suffix={<span className="soft">{title}</span>}
        className="input-number"
        onChange={(event) => type(event.target.value)}
        onBlur={() => {
          if (read) setTyped(null);
          leave();
        }}
      />
      {read && text !== "" && (
        <span className="small soft" aria-live="polite">
          {`即 ${readable(read)}（${inYuan(read)} 元）`}
        </span>
      )}
    </>
  );
}

function inUnit(yuan: string, unit: keyof typeof sizes): string {
  const scaled = divideDecimals(yuan, sizes[unit], places[unit]) ?? yuan;
  const trimmed = scaled.replace(/(\.\d\d\d*?)0+$/, "$1").replace(/\.00$/, "");
  return groupThousands(trimmed);
}

function readsAs(text: string, unit: keyof typeof sizes): string | null {
  const parsed = parseMoney(text, unit);
  return "yuan" in parsed ? parsed.yuan : null;
}
