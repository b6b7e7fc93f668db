import { createCipheriv, createDecipheriv, createHmac, randomBytes, randomFillSync } from "node:crypto";
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "./database.ts";
import { secretKeys } from "./tables.ts";

/**
 * 敏感数据: AES-256-GCM under a key of its own per person or record, itself wrapped with the installation's key.
 * Erasing a person drops that one key: every sealed value of it, also in history, becomes unreadable while the chain
 * over the ciphertext stays whole. Equality search goes through a keyed index (HMAC), never through the text.
 */
export interface Secrets {
  seal(db: Db, agencyId: string, subjectId: string, text: string): Promise<string>;
  /** Null when the key was dropped. */
  open(db: Db, agencyId: string, subjectId: string, sealed: string): Promise<string | null>;
  /** The keys of many subjects at once, for lists and imports: two statements in all instead of three for each value. */
  keyring(db: Db, agencyId: string, subjectIds: string[], may?: "make"): Promise<Keyring>;
  /** 删除: drops the keys of these subjects, for good. Copies in earlier backups go with those backups. */
  erase(db: Db, agencyId: string, subjectIds: string[]): Promise<void>;
  blindIndex(text: string): string;
}

export interface Keyring {
  seal(subjectId: string, text: string): string;
  open(subjectId: string, sealed: string): string | null;
}

const mark = "sealed:";
export const isSealed = (value: unknown): value is string => typeof value === "string" && value.startsWith(mark);

export function secrets(master: Buffer): Secrets {
  const indexKey = createHmac("sha256", master).update("blind index").digest();
  // A transaction's own; a key dropped in another one is gone for the next.
  const opened = new WeakMap<Db, Map<string, Buffer>>();
  const keyOf = async (db: Db, agencyId: string, subjectId: string) => {
    const known = opened.get(db)?.get(subjectId);
    if (known) return known;
    const [row] = await db
      .select({ wrapped: secretKeys.wrapped })
      .from(secretKeys)
      .where(and(eq(secretKeys.agencyId, agencyId), eq(secretKeys.subjectId, subjectId)));
    if (!row) return null;
    const key = Buffer.from(decrypt(master, row.wrapped), "base64");
    opened.set(db, (opened.get(db) ?? new Map<string, Buffer>()).set(subjectId, key));
    return key;
  };
  const keysOf = async (db: Db, agencyId: string, ids: string[]): Promise<Map<string, Buffer>> => {
    if (ids.length === 0) return new Map();
    const rows = await db
      .select({ id: secretKeys.subjectId, wrapped: secretKeys.wrapped })
      .from(secretKeys)
      .where(and(eq(secretKeys.agencyId, agencyId), sql`${secretKeys.subjectId} = any(${sql.param(ids)}::uuid[])`));
    return new Map(rows.map(({ id, wrapped }) => [id, Buffer.from(decrypt(master, wrapped), "base64")]));
  };
  const makeKeys = async (db: Db, agencyId: string, ids: string[]): Promise<Map<string, Buffer>> => {
    const made = new Map(ids.map((id) => [id, fresh(32)]));
    const wrapped = [...made.values()].map((key) => encrypt(master, key.toString("base64")));
    const { rowCount } = await db.execute(sql`insert into ${secretKeys} (agency_id, subject_id, wrapped)
      select ${agencyId}::uuid, key.id, key.wrapped
      from unnest(${sql.param(ids)}::uuid[], ${sql.param(wrapped)}::text[]) as key(id, wrapped) on conflict do nothing`);
    // Somebody else has made one of them meanwhile: the first stays.
    return rowCount === ids.length ? made : keysOf(db, agencyId, ids);
  };
  return {
    seal: async (db, agencyId, subjectId, text) => {
      let key = await keyOf(db, agencyId, subjectId);
      if (!key) {
        const wrapped = encrypt(master, fresh(32).toString("base64"));
        // Two commands may seal for the same person at once; the first key stays.
        await db.insert(secretKeys).values({ agencyId, subjectId, wrapped }).onConflictDoNothing();
        key = await keyOf(db, agencyId, subjectId);
      }
      if (!key) throw new Error("no key to seal with");
      return mark + encrypt(key, text);
    },
    open: async (db, agencyId, subjectId, sealed) => {
      const key = await keyOf(db, agencyId, subjectId);
      return key && decrypt(key, sealed.slice(mark.length));
    },
    keyring: async (db, agencyId, subjectIds, may) => {
      const ids = [...new Set(subjectIds)];
      const keys = await keysOf(db, agencyId, ids);
      const missing = may === "make" ? ids.filter((id) => !keys.has(id)) : [];
      if (missing.length > 0) for (const [id, key] of await makeKeys(db, agencyId, missing)) keys.set(id, key);
      return {
        seal: (subjectId, text) => {
          const key = keys.get(subjectId);
          if (!key) throw new Error("no key to seal with");
          return mark + encrypt(key, text);
        },
        open: (subjectId, sealed) => {
          const key = keys.get(subjectId);
          return key ? decrypt(key, sealed.slice(mark.length)) : null;
        },
      };
    },
    erase: async (db, agencyId, subjectIds) => {
      for (const subjectId of subjectIds) opened.get(db)?.delete(subjectId);
      if (subjectIds.length > 0)
        await db
          .delete(secretKeys)
          .where(and(eq(secretKeys.agencyId, agencyId), inArray(secretKeys.subjectId, subjectIds)));
    },
    blindIndex: (text) => createHmac("sha256", indexKey).update(text).digest("base64url"),
  };
}

/** The installation's key: LUODI_KEY, or a file of its own beside the data, made at the first start. */
export function masterKey(folder: string, fromEnvironment: string | undefined): Buffer {
  if (fromEnvironment) {
    const key = Buffer.from(fromEnvironment, "base64");
    if (key.length !== 32) throw new Error("LUODI_KEY 应为 32 字节的 base64 文本。可用 openssl rand -base64 32 生成。");
    return key;
  }
  const path = join(folder, "key");
  if (!existsSync(path)) writeKey(path);
  const key = Buffer.from(readFileSync(path, "utf8"), "base64");
  if (key.length !== 32)
    throw new Error(
      `密钥文件 ${path} 已损坏。请从您另外保管的那一份恢复，不要删除它：没有原来的密钥，已加密的内容打不开。`,
    );
  return key;
}

/** On the disk before anything is sealed with it: an empty key after a power loss would be worse than none. */
function writeKey(path: string): void {
  const file = openSync(path, "wx", 0o600);
  writeSync(file, randomBytes(32).toString("base64"));
  fsyncSync(file);
  closeSync(file);
}

/** Drawn ahead: asking the system for a few bytes costs as much as for many. What was given out is forgotten here. */
const random = Buffer.alloc(4096);
let drawn = random.length;

function fresh(count: number): Buffer {
  if (drawn + count > random.length) {
    randomFillSync(random);
    drawn = 0;
  }
  const taken = Buffer.from(random.subarray(drawn, drawn + count));
  random.fill(0, drawn, drawn + count);
  drawn += count;
  return taken;
}

function encrypt(key: Buffer, text: string): string {
  const iv = fresh(12);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString("base64");
}

function decrypt(key: Buffer, text: string): string {
  const bytes = Buffer.from(text, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8");
}
