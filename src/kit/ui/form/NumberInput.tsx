import Input from "antd/es/input/Input";
import { divideDecimals, groupThousands, multiplyDecimals, parseDecimal } from "#kit/base/decimals.ts";
import { plain } from "../wire/plain.ts";
import { attributesOf, type InputProps } from "./input.ts";
import { useTyped } from "./useTyped.ts";

/** A count or another plain number; full-width digits and grouped thousands are understood. */
export function NumberInput(props: InputProps) {
  const isYear = /年度|年份/.test(props.field.title);
  const write = (value: string) => (isYear ? value : groupThousands(value));
  return <Typed props={props} write={write} read={Number} suffix={props.field.unit} />;
}

/** 百分比: typed as 87.5, kept as the fraction 0.875. */
export function RateInput(props: InputProps) {
  const read = (decimal: string) => {
    const fraction = withoutTail(divideDecimals(decimal, "100", 8) ?? "0");
    return props.field.isNumber ? Number(fraction) : fraction;
  };
  const write = (value: string) => withoutTail(multiplyDecimals(Number(value).toFixed(8), "100"));
  return <Typed props={props} write={write} read={read} suffix="%" />;
}

interface TypedProps {
  props: InputProps;
  write: (value: string) => string;
  read: (decimal: string) => string | number;
  suffix: string | null;
}

function Typed({ props, write, read, suffix }: TypedProps) {
  const { value, change, leave } = props;
  const typed = useTyped(value, (each) => (isNumber(each) ? write(String(each)) : plain(each)));
  const type = (next: string) => {
    const parsed = parseDecimal(next.replace(/[%％]$/, ""));
    const value = next.trim() === "" ? null : "decimal" in parsed ? read(parsed.decimal) : next;
    typed.keep(next, value);
    change(value, value === null || "decimal" in parsed ? undefined : parsed.message);
  };
  return (
    <Input
      {...attributesOf(props)}
      className="input-number"
      inputMode="decimal"
      autoComplete="off"
      value={typed.text}
      suffix={suffix ? <span className="soft">{suffix}</span> : undefined}
      onChange={(event) => type(event.target.value)}
      onBlur={() => {
        typed.settle();
        leave();
      }}
    />
  );
}

const isNumber = (value: unknown) =>
  typeof value === "number" || (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value));

const withoutTail = (decimal: string) => decimal.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");
