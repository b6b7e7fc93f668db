import { Input } from "antd";
import { useEffect, useState } from "react";
import { divideDecimals, groupThousands, multiplyDecimals, parseDecimal } from "#kit/base/decimals.ts";
import { attributesOf, type InputProps } from "./input.ts";

/** A count or another plain number; full-width digits and grouped thousands are understood. */
export function NumberInput(props: InputProps) {
  const isYear = /年度|年份/.test(props.field.title);
  return (
    <Typed
      props={props}
      write={isYear ? String : (value) => groupThousands(String(value))}
      read={Number}
      suffix={props.field.unit}
    />
  );
}

/** 百分比: typed as 87.5, kept as the fraction 0.875. */
export function RateInput(props: InputProps) {
  const isText = typeof props.value === "string";
  const read = (decimal: string) => {
    const fraction = divideDecimals(decimal, "100", 8) ?? "0";
    const trimmed = fraction.replace(/\.?0+$/, "");
    return isText ? trimmed : Number(trimmed);
  };
  const write = (value: unknown) => multiplyDecimals(Number(value).toFixed(8), "100").replace(/\.?0+$/, "");
  return <Typed props={props} write={write} read={read} suffix="%" />;
}

interface TypedProps {
  props: InputProps;
  write: (value: unknown) => string;
  read: (decimal: string) => unknown;
  suffix: string | null;
}

function Typed({ props, write, read, suffix }: TypedProps) {
  const { value, change, leave } = props;
  const [typed, setTyped] = useState<string | null>(null);
  const isRead = typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));
  useEffect(() => {
    if (value === null || value === undefined) setTyped(null);
  }, [value]);
  const type = (next: string) => {
    setTyped(next);
    if (next.trim() === "") return change(null);
    const parsed = parseDecimal(next.replace(/%$/, ""));
    if ("decimal" in parsed) change(read(parsed.decimal));
    else change(next, parsed.message);
  };
  return (
    <Input
      {...attributesOf(props)}
      className="input-number"
      inputMode="decimal"
      autoComplete="off"
      value={typed ?? (isRead ? write(value) : String(value ?? ""))}
      suffix={suffix ? <span className="soft">{suffix}</span> : undefined}
      onChange={(event) => type(event.target.value)}
      onBlur={() => {
        if (isRead) setTyped(null);
        leave();
      }}
    />
  );
}
