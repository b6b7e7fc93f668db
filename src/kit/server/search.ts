import { and, eq, gte, inArray, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { intersect, type PgColumn, union } from "drizzle-orm/pg-core";
import { pinyin } from "pinyin-pro";
import { normalize, suffixes } from "#kit/base/text.ts";
import type { Context } from "./context.ts";
import { searchTokens } from "./tables.ts";

/**
 * 检索. A record is findable by any piece of its names, by the pinyin initials of any piece, and by the beginning of its
 * codes. Stored are the suffixes of each name, cut to eight characters, and beside each the initials of the same piece: any
 * piece up to eight characters is then one prefix range of an ordinary index, under row-level security too (text `<` is
 * leakproof; arrays and LIKE are not). A code is stored once, because only its beginning is asked for.
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

/** What a record is found by: as written, and as its initials are typed. A word of ASCII is looked for among the second. */
type Token = readonly [token: string, initials: string];

export function tokensOf({ names, codes, keys = [] }: Findable): Token[] {
  const tokens = new Map<string, string>();
  for (const name of names.map(normalize)) {
    const initials = initialsOf(name);
    for (const [place, token] of suffixes(name, reach).entries()) {
      const typed = initials
        .slice(place, place + 2 * reach)
        .join("")
        .replaceAll(" ", "")
        .slice(0, reach);
      const known = tokens.get(token);
      // 多音字: the same piece read otherwise in another name is a token of its own.
      tokens.set(known === undefined || known === typed ? token : typed, typed);
    }
  }
  for (const code of codes.map(normalize)) if (code) tokens.set(code, code);
  for (const key of keys) tokens.set(key, "");
  return [...tokens];
}

/** One for each character: what is no Chinese character stands for itself. */
const initialsOf = (name: string): string[] =>
  pinyin(name, { pattern: "first", toneType: "none", type: "array", nonZh: "spaced" }).map((each) =>
    each.toLowerCase(),
  );

interface Named {
  id: string;
  findable: Findable;
}

type Within = Pick<Context, "db" | "agencyId">;

/** Replaces what a record is findable by. */
export const index = (ctx: Within, kind: string, id: string, findable: Findable): Promise<void> =>
  indexMany(ctx, kind, [{ id, findable }], { areNew: false });

/** The same for many; of new ones nothing can be there yet. */
export const indexMany = (
  ctx: Within,
  kind: string,
  records: Named[],
  { areNew }: { areNew: boolean },
): Promise<void> => writeIndexed(ctx, kind, indexedOf(records), { areNew });

/** 检索词 of many records, worked out: this can be done while the database is still busy with others. */
export function indexedOf(records: Named[]) {
  const found = records.map(({ id, findable }) => ({ id, tokens: tokensOf(findable) }));
  // No token holds a line break: normalizing has made blanks of them.
  const side = (of: 0 | 1) => found.map(({ tokens }) => tokens.map((token) => token[of]).join("\n"));
  return { ids: found.map(({ id }) => id), tokens: side(0), initials: side(1) };
}
export type Indexed = ReturnType<typeof indexedOf>;

/** In the order of the index, where neighbours share a page. */
export async function writeIndexed(
  ctx: Within,
  kind: string,
  indexed: Indexed,
  { areNew }: { areNew: boolean },
): Promise<void> {
  const { db, agencyId } = ctx;
  if (indexed.ids.length === 0) return;
  const ids = sql.param(indexed.ids);
  if (!areNew) await unindex(ctx, sql`select unnest(${ids}::uuid[])`);
  await db.execute(sql`insert into ${searchTokens} (agency_id, kind, token, initials, id, tokens)
    select ${agencyId}::uuid, ${kind}, piece.token, piece.initials, named.id,
      case when piece.place = 1 then string_to_array(named.tokens, chr(10)) end
    from unnest(${ids}::uuid[], ${sql.param(indexed.tokens)}::text[], ${sql.param(indexed.initials)}::text[])
        as named(id, tokens, initials),
      unnest(string_to_array(named.tokens, chr(10)), string_to_array(named.initials, chr(10)))
        with ordinality as piece(token, initials, place)
    order by piece.token collate "C"`);
}

/** 编号 that are known only once the records are written, set by set: `rows` selects their id and code. */
export async function indexCodes({ db, agencyId }: Within, kind: string, rows: SQL): Promise<void> {
  await db.execute(sql`insert into ${searchTokens} (agency_id, kind, token, initials, id, tokens)
    select ${agencyId}::uuid, ${kind}, coded.code, coded.code, coded.id, array[coded.code]
    from (select named.id, lower(named.code) as code from (${rows}) named) coded`);
}

/**
 * What these records (`ids` selects them) were found by goes. One row of each written set holds all its tokens, so the
 * others need no index by record of their own, which would take as long to write as the tokens.
 */
export async function unindex({ db, agencyId }: Within, ids: SQL): Promise<void> {
  const { agencyId: agency, id, tokens } = searchTokens;
  await db.execute(sql`with known as materialized (
      select kind, id, tokens from ${searchTokens}
      where ${and(eq(agency, agencyId), sql`${id} in (${ids})`, isNotNull(tokens))})
    delete from ${searchTokens} using known
    where ${eq(agency, agencyId)} and ${searchTokens.kind} = known.kind and ${searchTokens.token} = any(known.tokens)
      and ${id} = known.id`);
}

/** Records of this kind that contain every word of the text; undefined for an empty text. */
export function found(ctx: Context, kind: string, id: PgColumn, text: string | undefined): SQL | undefined {
  const words = normalize(text ?? "")
    .split(" ")
    .filter(Boolean);
  return and(...words.map((word) => contains(ctx, kind, id, word)));
}

/** 拼音序: full pinyin and the name, so that lists are in the order of a Chinese dictionary on every database. */
export function sortNameOf(name: string): string {
  const known = sortNames.get(name);
  if (known !== undefined) return known;
  const read = pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive" }).join(" ").toLowerCase();
  if (sortNames.size === mostSortNames) sortNames.clear();
  sortNames.set(name, `${read} ${name}`);
  return `${read} ${name}`;
}

/** An import asks twice for each name: what is there by it, and how it will be stored. */
const sortNames = new Map<string, string>();
const mostSortNames = 2000;

/** The same of a single record that is at hand: for kinds too few to be indexed. */
export function isCalled(findable: Findable, text: string): boolean {
  const tokens = tokensOf(findable);
  const names = findable.names.map(normalize);
  return normalize(text)
    .split(" ")
    .every(
      (word) =>
        tokens.some((token) => token[sideOf(word)].startsWith(word)) || names.some((name) => name.includes(word)),
    );
}

/** Initials and codes are ASCII, and so are Latin names: all of them stand on the second side. */
const sideOf = (word: string): 0 | 1 => (/^[!-~]+$/.test(word) ? 1 : 0);

function contains(ctx: Context, kind: string, id: PgColumn, word: string): SQL | undefined {
  const isTyped = sideOf(word) === 1;
  const token = isTyped ? searchTokens.initials : searchTokens.token;
  const begins = idsOf(ctx, kind, and(gte(token, word), lt(token, word + beyond)));
  const characters = [...word];
  if (characters.length <= reach) return inArray(id, begins);
  // Names are stored in pieces of eight: a longer word must hold its first and its last eight. Codes are stored whole.
  const holds = (piece: string[]) => idsOf(ctx, kind, eq(token, piece.join("")));
  const pieces = intersect(holds(characters.slice(0, reach)), holds(characters.slice(-reach)));
  // One set of ids: with `or` between two sets every record of the agency would be looked at.
  return inArray(id, isTyped ? union(begins, pieces) : pieces);
}

function idsOf({ db, agencyId }: Context, kind: string, where: SQL | undefined) {
  return db
    .select({ id: searchTokens.id })
    .from(searchTokens)
    .where(and(eq(searchTokens.agencyId, agencyId), eq(searchTokens.kind, kind), where));
}
