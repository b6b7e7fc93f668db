import type { ReactNode } from "react";
import type { z } from "zod";
import type { MoneyUnit } from "../value/Money.tsx";
import { Value } from "../value/Value.tsx";
import { plain } from "../wire/plain.ts";
import { fieldsOf } from "../wire/shape.ts";
import "./record.css";

interface FactsProps<S extends z.ZodObject> {
  /** The shape the facts are read from: titles, units, classes. */
  shape: S;
  of: z.output<S>;
  fields: (keyof z.output<S> & string)[];
  /** Where a fact is shown otherwise: a link, a badge. */
  render?: Partial<Record<keyof z.output<S> & string, ReactNode>>;
  unit?: MoneyUnit;
}

/** A record's facts, titled by the contract. Each has the id `fact-<field>`, so that “还差什么” can jump to it. */
export function Facts<S extends z.ZodObject>({ shape, of, fields, render = {}, unit }: FactsProps<S>) {
  const shapes = new Map(fieldsOf(shape).map((field) => [field.key, field]));
  return (
    <dl className="facts">
      {fields.map((key) => {
        const field = shapes.get(key);
        const value = (of as Record<string, unknown>)[key];
        const isLong = field?.kind === "prose" || (typeof value === "string" && value.length > 40);
        return (
          <div key={key} id={`fact-${key}`} data-wide={isLong || undefined}>
            <dt>{field?.title ?? key}</dt>
            <dd>
              {render[key as keyof typeof render] ??
                (field ? <Value of={field} value={value} unit={unit} /> : plain(value))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
