import { and, desc, eq, type SQL } from "drizzle-orm";
import type { Db } from "#kit/server/database.ts";
import { accounts, credentials } from "../tables.ts";
import { pastPasswords } from "./tables.ts";

/** An account with what it signs in by, held until the transaction ends: two guesses at once count as two. */
export async function credentialOf(db: Db, where: SQL) {
  const [found] = await db
    .select({
      accountId: accounts.id,
      login: accounts.login,
      name: accounts.name,
      state: accounts.state,
      hash: credentials.passwordHash,
      setAt: credentials.passwordSetAt,
      failures: credentials.failures,
      lockedUntil: credentials.lockedUntil,
    })
    .from(accounts)
    .innerJoin(credentials, eq(credentials.accountId, accounts.id))
    .where(and(where))
    .for("update", { of: credentials });
  return found ?? null;
}
export type Credential = NonNullable<Awaited<ReturnType<typeof credentialOf>>>;

export function pastHashes(db: Db, accountId: string, most: number) {
  return db
    .select({ setAt: pastPasswords.setAt, hash: pastPasswords.passwordHash })
    .from(pastPasswords)
    .where(eq(pastPasswords.accountId, accountId))
    .orderBy(desc(pastPasswords.setAt))
    .limit(most);
}

/** The password in force; one set before earlier ones were kept stands only here. */
export async function hashOf(db: Db, accountId: string): Promise<string | null> {
  const [found] = await db
    .select({ hash: credentials.passwordHash })
    .from(credentials)
    .where(eq(credentials.accountId, accountId));
  return found?.hash ?? null;
}
