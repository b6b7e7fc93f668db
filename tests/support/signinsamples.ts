import { eq } from "drizzle-orm";
import { newId } from "#kit/base/ids.ts";
import { instanceId } from "#kit/server/database.ts";
import { digestOf } from "#kit/server/tokens.ts";
import { recoveryCodes, secondFactors } from "#records/people/factors/tables.ts";
import { outsideIdentities, outsideRounds } from "#records/people/identities/tables.ts";
import { signIns } from "#records/people/sessions/tables.ts";
import { apiTokens, credentials, pendingSignIns, sessions } from "#records/people/tables.ts";
import type { Awaited } from "#records/people/words.ts";
import { stubProvider } from "./outside.ts";
import { asOwner, type Row } from "./planted.ts";
import { type Cell, everyones as all, type Sample } from "./sample.ts";
import { codeOf } from "./totp.ts";

const nothing = () => ({});
const secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
const voucher = "a-voucher-of-the-walk-0123456789";
const binding = "a-binding-of-the-walk-0123456789";
const others: Sample["about"] = { whose: ["stranger", "foreign"] };

/** Whoever asks; nobody in particular stands for the row's owner. */
const me = ({ actor, row }: Cell) => actor.accountId ?? row.accountId;
const officerOf = ({ planted }: Cell) => String(planted.stage.jia.people.officer.accountId);

async function plantFactor({ house }: Cell, accountId: string, isOffered = false) {
  await asOwner(house, async (db) => {
    const sealed = await house.secrets.seal(db, instanceId, accountId, secret);
    const since = { secret: sealed, confirmedAt: house.now().toISOString() };
    await db.insert(secondFactors).values({ accountId, ...(isOffered ? { nextSecret: sealed } : since) });
    await db.insert(recoveryCodes).values({ accountId, digest: "a-digest" });
  });
  return codeOf(secret, house.now());
}

async function plantVoucher(cell: Cell, awaits: Awaited) {
  const { house } = cell;
  const expiresAt = new Date(house.now().getTime() + 60_000).toISOString();
  const pending = {
    digest: digestOf(voucher),
    accountId: officerOf(cell),
    entry: "password",
    isProven: false,
  } as const;
  await asOwner(house, (db) => db.insert(pendingSignIns).values({ ...pending, awaits, expiresAt }));
  return { voucher };
}

async function plantPassword(cell: Cell) {
  await asOwner(cell.house, async (db) => {
    const [known] = await db
      .select({ passwordHash: credentials.passwordHash })
      .from(credentials)
      .where(eq(credentials.accountId, officerOf(cell)));
    if (known)
      await db
        .update(credentials)
        .set(known)
        .where(eq(credentials.accountId, me(cell)));
  });
}

async function plantSession({ house }: Cell, accountId: string) {
  const [id, at] = [newId(), house.now().toISOString()];
  const session = { id, digest: id, accountId, csrf: id, entry: "password", device: "Linux 电脑" } as const;
  await asOwner(house, (db) => db.insert(sessions).values({ ...session, createdAt: at, seenAt: at }));
  return id;
}

async function plantToken({ house }: Cell, accountId: string) {
  const [id, createdAt] = [newId(), house.now().toISOString()];
  const token = { id, digest: id, accountId, name: "示例", permissions: ["people.read"], canWrite: false };
  await asOwner(house, (db) => db.insert(apiTokens).values({ ...token, createdAt, until: "2026-12-31" }));
  return id;
}

async function plantIdentity({ house }: Cell, accountId: string) {
  const [id, linkedAt] = [newId(), house.now().toISOString()];
  const { issuer } = stubProvider;
  await asOwner(house, (db) =>
    db.insert(outsideIdentities).values({ id, accountId, issuer, name: "walker", subject: "walker", linkedAt }),
  );
  return id;
}

async function plantSignIn({ house }: Cell, accountId: string) {
  const known = { entry: "password", outcome: "signedIn", device: "Linux 电脑" } as const;
  await asOwner(house, (db) =>
    db.insert(signIns).values({ id: newId(), accountId, at: house.now().toISOString(), ...known }),
  );
}

/** A list of what belongs to the agency's accounts: one planted for everybody, of both agencies. */
const listed = (plant: (cell: Cell, accountId: string) => Promise<unknown>): Sample => ({
  input: async (cell) => {
    for (const { accountId } of cell.planted.rows) await plant(cell, accountId);
    return { limit: 500 };
  },
  shows: [
    {
      told: (answer: { rows: { login: string }[]; total: number }) => [
        `共 ${answer.total}`,
        ...answer.rows.map(({ login }) => login),
      ],
      wanted: (_, rows: Row[]) => [`共 ${rows.length}`, ...rows.map(({ login }) => login)],
    },
  ],
});

const door: Record<string, Sample> = {
  "session.current": { input: nothing },
  "session.signIn": { input: ({ planted }) => ({ login: "jia-officer", password: planted.password }) },
  "session.enterCode": {
    input: async (cell) => ({
      ...(await plantVoucher(cell, "code")),
      code: await plantFactor(cell, officerOf(cell)),
    }),
  },
  "session.beginFactor": { input: (cell) => plantVoucher(cell, "factor") },
  "session.confirmFactor": {
    input: async (cell) => ({
      ...(await plantVoucher(cell, "factor")),
      code: await plantFactor(cell, officerOf(cell), true),
    }),
  },
  "session.renewPassword": {
    input: async (cell) => ({ ...(await plantVoucher(cell, "password")), password: "Luodi-Next-2026" }),
  },
  "session.signOut": { input: nothing },
  "session.useLink": { input: ({ planted }) => ({ token: planted.linkToken, password: "Luodi-Next-2026" }) },
  "session.demoPeople": { input: nothing, isLocal: true },
  "session.signInAsDemo": { input: () => ({ login: "jia-officer" }), isLocal: true },
  "session.beginOutside": { input: () => ({ origin: "http://luodi.example" }) },
  "session.finishOutside": {
    input: async (cell) => {
      await plantIdentity(cell, officerOf(cell));
      const round = { redirect: "http://luodi.example/sign-in/outside", nonce: "a-nonce", verifier: "a-verifier" };
      const expiresAt = new Date(cell.house.now().getTime() + 60_000).toISOString();
      await asOwner(cell.house, (db) =>
        db.insert(outsideRounds).values({ digest: digestOf(binding), ...round, expiresAt }),
      );
      return { binding, search: "?code=a-code" };
    },
  },
};

const own: Record<string, Sample> = {
  "sessions.mine": { input: nothing },
  "sessions.end": { input: async (cell) => ({ id: await plantSession(cell, me(cell)) }) },
  "sessions.endOthers": { input: nothing },
  "passwords.change": {
    input: async (cell) => {
      await plantPassword(cell);
      return { old: cell.planted.password, password: "Luodi-Next-2026" };
    },
  },
  "factors.mine": { input: nothing },
  "factors.begin": {
    input: async (cell) => {
      await plantPassword(cell);
      return { password: cell.planted.password };
    },
  },
  "factors.confirm": { input: async (cell) => ({ code: await plantFactor(cell, me(cell), true) }) },
  "factors.renewCodes": { input: async (cell) => ({ code: await plantFactor(cell, me(cell)) }) },
  "factors.remove": { input: async (cell) => ({ code: await plantFactor(cell, me(cell)) }) },
  "identities.mine": { input: nothing },
  "identities.unlink": { input: async (cell) => ({ id: await plantIdentity(cell, me(cell)) }) },
  "tokens.mine": { input: nothing },
  "tokens.create": { input: () => ({ name: "示例", permissions: ["people.read"], until: "2026-12-31" }) },
  "tokens.revoke": { input: async (cell) => ({ id: await plantToken(cell, me(cell)) }) },
};

const reason = "示例原因";

const administration: Record<string, Sample> = {
  "accounts.unlock": {
    input: async ({ house, row }) => {
      const lockedUntil = new Date(house.now().getTime() + 60_000).toISOString();
      await asOwner(house, (db) =>
        db.update(credentials).set({ lockedUntil }).where(eq(credentials.accountId, row.accountId)),
      );
      return { id: row.accountId, reason };
    },
    about: others,
  },
  "identities.of": { input: ({ row }) => ({ accountId: row.accountId }), about: { whose: all } },
  "identities.assign": {
    input: ({ row }) => ({ accountId: row.accountId, name: "walker" }),
    about: { whose: all },
  },
  "identities.remove": {
    input: async (cell) => ({
      accountId: cell.row.accountId,
      id: await plantIdentity(cell, cell.row.accountId),
      reason,
    }),
    about: { whose: all },
  },
  "sessions.list": listed(plantSession),
  "sessions.close": {
    input: async (cell) => ({ id: await plantSession(cell, cell.row.accountId), reason }),
    about: { whose: all },
  },
  "factors.list": listed(async () => {}),
  "factors.reset": {
    input: async (cell) => {
      await plantFactor(cell, cell.row.accountId);
      return { id: cell.row.accountId, reason };
    },
    about: others,
  },
  "tokens.list": listed(plantToken),
  "tokens.withdraw": {
    input: async (cell) => ({ id: await plantToken(cell, cell.row.accountId), reason }),
    about: { whose: all },
  },
  "signIns.list": listed(plantSignIn),
};

export const signInSamples: Record<string, Sample> = { ...door, ...own, ...administration };
