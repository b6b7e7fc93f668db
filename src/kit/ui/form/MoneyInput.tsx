import Input from "antd/es/input/Input";
import { divideDecimals, groupThousands } from "#kit/base/decimals.ts";
import { inYuan, parseMoney, readable } from "#kit/base/money.ts";
import { plain } from "../wire/plain.ts";
import { attributesOf, type InputProps } from "./input.ts";
import { useTyped } from "./useTyped.ts";

const units = { 元: "yuan", 万元: "wan", 亿元: "yi" } as const;
const sizes = { yuan: "1", wan: "10000", yi: "100000000" };
const places = { yuan: 2, wan: 6, yi: 10 };

/** Money as people type it: 1200万、1.2亿元、12,000,000; a bare number is in the unit of the form. Exact yuan below. */
export function MoneyInput(props: InputProps) {
  const { value, change, leave, field } = props;
  const title = field.unit && field.unit in units ? (field.unit as keyof typeof units) : "元";
  const unit = units[title];
  const typed = useTyped(value, (each) => (isYuan(each) ? inUnit(each, unit) : plain(each)));
  const type = (next: string) => {
    const parsed = parseMoney(next, unit);
    const read = next.trim() === "" ? null : "yuan" in parsed ? parsed.yuan : next;
    typed.keep(next, read);
    change(read, read === null || "yuan" in parsed ? undefined : parsed.message);
  };
  return (
    <>
      <Input
        {...attributesOf(props)}
        value={typed.text}
        autoComplete="off"
        suffix={<span className="soft">{title}</span>}
        className="input-number"
        onChange={(event) => type(event.target.value)}
        onBlur={() => {
          typed.settle();
          leave();
        }}
      />
      {isYuan(value) && (
        <span className="small soft" aria-live="polite">
          {`即 ${readable(value)}（${inYuan(value)} 元）`}
        </span>
      )}
    </>
  );
}

const isYuan = (value: unknown): value is string => typeof value === "string" && /^-?\d{1,18}(\.\d{1,2})?$/.test(value);

function inUnit(yuan: string, unit: keyof typeof sizes): string {
  const scaled = divideDecimals(yuan, sizes[unit], places[unit]) ?? yuan;
  const trimmed = scaled.replace(/(\.\d\d\d*?)0+$/, "$1").replace(/\.00$/, "");
  return groupThousands(trimmed);
}
