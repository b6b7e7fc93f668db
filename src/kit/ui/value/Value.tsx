import { useActor } from "../wire/Actor.tsx";
import { plain } from "../wire/plain.ts";
import type { FieldShape } from "../wire/shape.ts";
import { Day, Moment } from "./Days.tsx";
import { Masked } from "./Masked.tsx";
import { Money, type MoneyUnit } from "./Money.tsx";
import { Count, Rate } from "./Numbers.tsx";

export type Shown = Pick<FieldShape, "kind" | "words" | "class">;

interface ValueProps {
  of: Shown;
  value: unknown;
  unit?: MoneyUnit | undefined;
  /** In a list: the unit stands in the head, long text stays on one line, nothing is said about what is missing. */
  cell?: boolean;
}

/** A field's value as its contract says it is shown. */
export function Value({ of, value, unit, cell = false }: ValueProps) {
  const { sees } = useActor();
  if (value === null || value === undefined || value === "") {
    if (!sees(of.class)) return <Masked of={of.class} />;
    return cell ? null : <span className="soft">未填</span>;
  }
  switch (of.kind) {
    case "money":
      return <Money yuan={plain(value)} unit={unit} bare={cell} />;
    case "rate":
      return <Rate value={value as string | number} />;
    case "count":
      return <Count value={value as number} />;
    case "day":
      return <Day date={plain(value)} long={!cell} />;
    case "moment":
      return <Moment at={plain(value)} />;
    case "flag":
      return value ? "是" : "否";
    case "link":
      return <Outside address={plain(value)} />;
    default:
      return textOf(of, value);
  }
}

/** What a value reads as, for a tooltip, a conflict and a card. */
export function textOf({ words }: Pick<Shown, "words">, value: unknown): string {
  if (value === null || value === undefined || value === "") return "未填";
  if (Array.isArray(value)) return value.map((each) => textOf({ words }, each)).join("、") || "未填";
  if (typeof value === "boolean") return value ? "是" : "否";
  if (typeof value === "object")
    return Object.values(value)
      .filter((each) => each !== null && each !== "")
      .join(" · ");
  return words?.[plain(value)] ?? plain(value);
}

const Outside = ({ address }: { address: string }) =>
  /^https?:\/\//.test(address) ? (
    <a href={address} target="_blank" rel="noreferrer">
      {address.replace(/^https?:\/\//, "")}
    </a>
  ) : (
    address
  );

/** Numbers stand to the right. */
export const isNumeric = (kind: FieldShape["kind"]) =>
  kind === "money" || kind === "rate" || kind === "count" || kind === "number";
