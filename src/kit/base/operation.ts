import { z } from "zod";

/**
 * An operation is declared once and offered by every door: HTTP, CLI, screen, import, job.
 * It carries what the business needs to know about it: a Chinese title, who may, and the bounds of what goes in and out.
 */
export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  kind: "query" | "command";
  /** `noun.verb`, the same on every floor. */
  address: string;
  title: string;
  /** A permission a role can grant, or one of the two open ones below. */
  permission: string;
  /** 在一个机构内办理, or on the installation itself (sign-in, agencies). */
  reach: "agency" | "instance";
  input: I;
  output: O;
  /** Set on a list: its row shape and what it can be sorted by, for scope checks, export and the screen. */
  list: ListShape | null;
}

export interface ListShape {
  row: z.ZodObject;
  sorts: readonly string[];
}

/** Open to whoever asks, signed in or not. */
export const anyone = "anyone";
/** Open to every account that is signed in. */
export const signedIn = "signedIn";

export type Input<T extends { input: z.ZodType }> = z.output<T["input"]>;
/** What a caller sends: before trimming, defaults and transforms. */
export type Sent<T extends { input: z.ZodType }> = z.input<T["input"]>;
export type Output<T extends { output: z.ZodType }> = z.output<T["output"]>;

interface Says<I, O> {
  title: string;
  permission: string;
  reach?: "agency" | "instance";
  input: I;
  output: O;
}

export function query<I extends z.ZodType, O extends z.ZodType>(address: string, says: Says<I, O>): Operation<I, O> {
  return { kind: "query", address, reach: "agency", list: null, ...says };
}

export function command<I extends z.ZodType, O extends z.ZodType>(address: string, says: Says<I, O>): Operation<I, O> {
  return { kind: "command", address, reach: "agency", list: null, ...says };
}

interface ListSays<R extends z.ZodObject, F extends z.ZodRawShape, S extends readonly [string, ...string[]]> {
  title: string;
  permission: string;
  row: R;
  filter: F;
  sorts: S;
}

/** A list page: server-side filter and sort, keyset paging, and the total under the same filter. */
export function list<R extends z.ZodObject, F extends z.ZodRawShape, const S extends readonly [string, ...string[]]>(
  address: string,
  { row, filter, sorts, ...says }: ListSays<R, F, S>,
) {
  const input = z.strictObject({
    ...filter,
    sort: z
      .enum(sorts)
      .default(sorts[0] as S[number])
      .meta({ title: "排序" }),
    descending: z.boolean().default(false).meta({ title: "降序" }),
    after: z.string().max(400).optional().meta({ title: "上一页的末行" }),
    limit: z.int().min(1).max(500).default(20).meta({ title: "每页行数" }),
  });
  const output = z.object({
    rows: z.array(row),
    /** Where the next page begins; null on the last one. */
    next: z.string().nullable(),
    total: z.int(),
  });
  return { ...query(address, { ...says, input, output }), list: { row, sorts } };
}

/** The single-record input most operations share. */
export const one = z.strictObject({ id: z.uuid({ error: "编号格式不正确" }).meta({ title: "编号" }) });
