import type { z } from "zod";

/** A kind of record that has a history and a timeline: what it is called, its shape, and whose permission opens it. */
export interface Subject {
  kind: string;
  title: string;
  /** `companies` of companies.read: who may read its history today. */
  noun: string;
  shape: z.ZodObject;
  /** Where a screen shows one: `companies` of companies/<id>; left out where it has no page of its own. */
  page?: string;
}
