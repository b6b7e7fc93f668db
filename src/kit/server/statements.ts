import type pg from "pg";

/**
 * 备好的语句. A statement whose words were met before on a connection gets a name there: from then on the database neither
 * parses it nor works out its row-level policies anew. The first time it has none, for most statements with lists of ids in
 * them are never met again; and only so many are kept, because each takes memory on the server while the connection lives.
 */
const mostKept = 200;
const longest = 6000;

export function keeping(client: pg.ClientBase): Pick<pg.ClientBase, "query"> {
  const names = new Map<string, string>();
  const met = new Set<string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || text.length > longest || names.size === mostKept) return known;
    if (!met.delete(text)) {
      if (met.size === mostKept) met.clear();
      met.add(text);
      return undefined;
    }
    names.set(text, `kept_${names.size}`);
    return names.get(text);
  };
  const query = (asked: string | pg.QueryConfig, values?: unknown[]) => {
    if (typeof asked === "string" || asked.name !== undefined || !values?.length)
      return client.query(asked as string, values);
    return client.query({ ...asked, name: nameOf(asked.text) } as pg.QueryConfig, values);
  };
  return { query: query as pg.ClientBase["query"] };
}
