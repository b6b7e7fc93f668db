import { and, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { intersect, type PgColumn, union } from "drizzle-orm/pg-core";
import { pinyin } from "pinyin-pro";
import { normalize, suffixes } from "#kit/base/text.ts";
import type { Context } from "./context.ts";
import { searchTokens } from "./tables.ts";

/**
 * 检索. A record is findable by any piece of its names, by the pinyin initials of any piece, and by the beginning of its
 * codes. Stored are the suffixes of each name and of its initials, cut to eight characters: any piece up to eight
 * characters is then one prefix range of an ordinary index, under row-level security too (text `<` is leakproof;
 * arrays and LIKE are not). A code is stored once, because only its beginning is asked for.
 */
export interface Findable {
  names: string[];
  codes: string[];
  /** 比对键: found only by the whole of it; a mark before it keeps it apart from what people type. */
  keys?: string[];
}

const reach = 8;
/** Above every character: the end of a prefix range. */
const beyond = "\u{10FFFF}";

export function tokensOf({ names, codes, keys = [] }: Findable): string[] {
  const tokens = new Set<string>();
  for (const name of names.map(normalize)) {
    for (const token of suffixes(name, reach)) tokens.add(token);
    for (const token of suffixes(initials(name), reach)) tokens.add(token);
  }
  for (const code of codes.map(normalize)) if (code) tokens.add(code);
  for (const key of keys) tokens.add(key);
  return [...tokens];
}

function initials(name: string): string {
  return pinyin(name, { pattern: "first", toneType: "none", type: "array", nonZh: "consecutive" })
    .join("")
    .toLowerCase()
    .replace(/\s+/g, "");
}

interface Named {
  id: string;
  findable: Findable;
}

/** Replaces what a record is findable by. */
export const index = (ctx: Context, kind: string, id: string, findable: Findable): Promise<void> =>
  indexMany(ctx, kind, [{ id, findable }], { areNew: false });

/** The same for many; of new ones nothing can be there yet. In the order of the index, where neighbours share a page. */
export async function indexMany(
  { db, agencyId }: Context,
  kind: string,
  records: Named[],
  { areNew }: { areNew: boolean },
): Promise<void> {
  if (records.length === 0) return;
  const ids = sql.param(records.map(({ id }) => id));
  // No token holds a line break: normalizing has made blanks of them.
  const texts = sql.param(records.map(({ findable }) => tokensOf(findable).join("\n")));
  const { agencyId: agency, id } = searchTokens;
  if (!areNew) await db.delete(searchTokens).where(and(eq(agency, agencyId), sql`${id} = any(${ids}::uuid[])`));
  await db.execute(sql`insert into ${searchTokens} (agency_id, token, kind, id)
    select ${agencyId}::uuid, token, ${kind}, named.id from unnest(${ids}::uuid[], ${texts}::text[]) as named(id, tokens),
      string_to_table(named.tokens, chr(10)) as token where token <> '' order by token collate "C"`);
}

/** 编号 that are known only once the records are written, set by set: `rows` selects their id and code. */
export async function indexCodes({ db, agencyId }: Context, kind: string, rows: SQL): Promise<void> {
  await db.execute(sql`insert into ${searchTokens} (agency_id, token, kind, id)
    select ${agencyId}::uuid, lower(coded.code), ${kind}, coded.id from (${rows}) coded`);
}

/** Records of this kind that contain every word of the text; undefined for an empty text. */
export function found(ctx: Context, kind: string, id: PgColumn, text: string | undefined): SQL | undefined {
  const words = normalize(text ?? "")
    .split(" ")
    .filter(Boolean);
  return and(...words.map((word) => contains(ctx, kind, id, word)));
}

/** 拼音序: full pinyin and the name, so that lists are in the order of a Chinese dictionary on every database. */
export const sortNameOf = (name: string): string =>
  `${pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive" }).join(" ").toLowerCase()} ${name}`;

/** The same of a single record that is at hand: for kinds too few to be indexed. */
export function isCalled(findable: Findable, text: string): boolean {
  const tokens = tokensOf(findable);
  const names = findable.names.map(normalize);
  return normalize(text)
    .split(" ")
    .every((word) => tokens.some((token) => token.startsWith(word)) || names.some((name) => name.includes(word)));
}

function contains(ctx: Context, kind: string, id: PgColumn, word: string): SQL | undefined {
  const { token } = searchTokens;
  const begins = idsOf(ctx, kind, and(gte(token, word), lt(token, word + beyond)));
  const characters = [...word];
  if (characters.length <= reach) return inArray(id, begins);
  // Names are stored in pieces of eight: a longer word must hold its first and its last eight. Codes are stored whole.
  const holds = (piece: string[]) => idsOf(ctx, kind, eq(token, piece.join("")));
  const pieces = intersect(holds(characters.slice(0, reach)), holds(characters.slice(-reach)));
  // One set of ids: with `or` between two sets every record of the agency would be looked at.
  return inArray(id, /^[0-9a-z-]+$/.test(word) ? union(begins, pieces) : pieces);
}

function idsOf({ db, agencyId }: Context, kind: string, where: SQL | undefined) {
  return db
    .select({ id: searchTokens.id })
    .from(searchTokens)
    .where(and(eq(searchTokens.agencyId, agencyId), eq(searchTokens.kind, kind), where));
}
