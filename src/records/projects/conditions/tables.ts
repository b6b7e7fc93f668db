import { date, jsonb, text, uuid } from "drizzle-orm/pg-core";
import type { Attached } from "../papers/tables.ts";

/** 附带条件: what is wanted, by whom and when, and that it was met. */
export const conditionColumns = () => ({
  content: text().notNull(),
  dueOn: date().notNull(),
  personId: uuid(),
  metOn: date(),
  metNote: text().notNull().default(""),
  file: jsonb().$type<Attached>(),
});
