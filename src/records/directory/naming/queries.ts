import { type AnyColumn, type SQL, sql } from "drizzle-orm";
import { normalize } from "#kit/base/text.ts";

/** So many of the hits are put in order; a text that fits more of them says too little for an order to mean anything. */
export const weighed = 500;

/** Names that begin with the text first, the shorter the nearer. */
export const nearest = (name: SQL.Aliased | AnyColumn, text: string) => [
  sql`starts_with(lower(${name}), ${normalize(text)}) desc`,
  sql`length(${name})`,
];
