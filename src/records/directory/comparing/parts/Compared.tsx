import type { ReactNode } from "react";
import type { z } from "zod";
import { Value } from "#kit/ui/value/Value.tsx";
import { fieldsOf } from "#kit/ui/wire/shape.ts";
import { industryTitle } from "../../rules.ts";
import { industrySections } from "../../words.ts";
import { ComparedCompany } from "../contract.ts";
import "./alike.css";

export type Compared = z.output<typeof ComparedCompany>;
type Field = keyof Compared;

const shapes = new Map(fieldsOf(ComparedCompany).map((field) => [field.key, field]));
const rows: Field[] = [
  ...(["name", "creditCode", "formerNames", "formerCodes", "tags", "industry", "industryCode"] as const),
  ...(["registryState", "region", "address"] as const),
  ...(["registeredCapital", "foundedOn", "officerId", "divisionName", "note", "contactCount", "createdOn"] as const),
];
const titles: Partial<Record<Field, string>> = { officerId: "责任专员" };

interface ComparedTableProps {
  /** What stands over the two columns. */
  heads: [ReactNode, ReactNode];
  /** Null is a company out of the reader's sight. */
  sides: [Compared | null, Compared | null];
  /** 取舍: which side a field is taken from, and how another one is. */
  choice?: {
    isOpen: (field: Field) => boolean;
    /** 0 or 1; null where it is not taken from one side. */
    taken: (field: Field) => 0 | 1 | null;
    choose: (field: Field, side: 0 | 1) => void;
  };
}

/** Two companies side by side, line by line; where they contradict each other the line is marked. */
export function ComparedTable({ heads, sides, choice }: ComparedTableProps) {
  return (
    <table className="compared">
      <thead>
        <tr>
          <th scope="col" className="compared-corner">
            <span className="unseen">栏目</span>
          </th>
          {heads.map((head, side) => (
            <th key={side} scope="col">
              <div className="compared-head">{head}</div>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows
          .filter((field) => isSaid(field, sides))
          .map((field) => (
            <tr key={field} data-differs={differs(field, sides) || undefined}>
              <th scope="row">{titleOf(field)}</th>
              {sides.map((side, index) => (
                <td key={index} data-left={(choice?.taken(field) ?? index) !== index || undefined}>
                  <Cell field={field} of={side} index={index as 0 | 1} choice={choice} />
                </td>
              ))}
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function Cell({
  field,
  of,
  index,
  choice,
}: {
  field: Field;
  of: Compared | null;
  index: 0 | 1;
  choice: ComparedTableProps["choice"];
}) {
  if (!of) return <span className="soft">不在您的查看范围</span>;
  const shown = <Said field={field} of={of} />;
  if (!choice?.isOpen(field)) return shown;
  return (
    <label>
      <input
        type="radio"
        name={field}
        checked={choice.taken(field) === index}
        aria-label={`${titleOf(field)}取${index === 0 ? "留下的一条" : "并入的一条"}`}
        onChange={() => choice.choose(field, index)}
      />
      <span>{shown}</span>
    </label>
  );
}

function Said({ field, of }: { field: Field; of: Compared }) {
  if (field === "officerId") return of.officerName ?? <span className="soft">未定</span>;
  if (field === "region" && of.region) return `${of.region} ${of.regionName ?? ""}`;
  if (field === "industry" && of.industry) return `${of.industry} ${industrySections[of.industry]}`;
  if (field === "industryCode" && of.industryCode) return industryTitle(null, of.industryCode);
  const shape = shapes.get(field);
  return shape ? <Value of={shape} value={isEmpty(of[field]) ? null : of[field]} /> : null;
}

/** Not said by either: nothing to compare. */
const isSaid = (field: Field, sides: (Compared | null)[]): boolean =>
  sides.some((side) => side && side[field] !== null && side[field] !== "" && !isEmpty(side[field]));

const titleOf = (field: Field): string => titles[field] ?? shapes.get(field)?.title ?? field;
const isEmpty = (value: unknown): boolean => Array.isArray(value) && value.length === 0;

function differs(field: Field, [one, other]: [Compared | null, Compared | null]): boolean {
  if (!one || !other || field === "contactCount" || field === "createdOn") return false;
  const [a, b] = [one[field], other[field]];
  return Boolean(a) && Boolean(b) && !isEmpty(a) && !isEmpty(b) && JSON.stringify(a) !== JSON.stringify(b);
}
