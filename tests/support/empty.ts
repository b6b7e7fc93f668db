import pg from "pg";

/** An empty database of its own on a server, by an address that another process can open too. */
export async function emptyDatabase(server: string): Promise<{ address: string; drop: () => Promise<void> }> {
  const name = `luodi_kill_${process.pid}_${Date.now().toString(36)}`;
  const asAdmin = async (statement: string) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  };
  await asAdmin(`create database ${name} template template0 lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' encoding 'UTF8'`);
  return {
    address: Object.assign(new URL(server), { pathname: `/${name}` }).toString(),
    drop: () => asAdmin(`drop database ${name} with (force)`),
  };
}
