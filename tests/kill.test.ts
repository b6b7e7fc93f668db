import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, test } from "vitest";
import { type Database, type Db, openPglite, openPostgres } from "#kit/server/database.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { emptyDatabase } from "./support/empty.ts";
import type { Acknowledged } from "./support/killed.ts";

/** 断电: a process that writes without a pause is killed (-9); whatever it was told is done must be there, whole. */
const rounds = Number(process.env.LUODI_KILL_ROUNDS ?? 5);
const seed = Number(process.env.LUODI_KILL_SEED ?? 20230305);

const children: ChildProcess[] = [];
const leftovers: (() => unknown)[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) if (child.exitCode === null) child.kill("SIGKILL");
  for (const tidy of leftovers.splice(0).reverse()) await tidy();
});

/** The same numbers for the same seed on every machine. */
function numbers(from: number): (below: number) => number {
  let state = from;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), "luodi-kill-"));
  leftovers.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function start(folder: string, address: string | null) {
  const script = join(import.meta.dirname, "support", "killed.ts");
  const words = ["--import", "tsx", script, folder, ...(address ? [address] : [])];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let complaint = "";
  child.stderr.on("data", (chunk: Buffer) => {
    complaint += chunk.toString();
  });
  return { child, lines: createInterface({ input: child.stdout }), complaint: () => complaint };
}

/** Lets a process work until it has said so many lines, and kills it there and then. */
async function killAfter(folder: string, address: string | null, count: number): Promise<Acknowledged[]> {
  const { child, lines, complaint } = start(folder, address);
  const said: Acknowledged[] = [];
  for await (const line of lines) {
    // The last line may be cut in half: then it was not said.
    if (!line.endsWith("}")) break;
    const { kind, ...rest } = JSON.parse(line) as Acknowledged | { kind: "ready" };
    if (kind !== "ready") said.push({ kind, ...rest } as Acknowledged);
    if (said.length === count) child.kill("SIGKILL");
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  if (child.signalCode !== "SIGKILL") throw new Error(`ended by itself: ${complaint()}`);
  return said;
}

/** What is missing of what was acknowledged, and what is there by halves. */
async function damageIn(db: Db, said: Acknowledged[]): Promise<string[]> {
  const rows = async (statement: ReturnType<typeof sql>) =>
    (await db.execute<{ problem: string }>(statement)).rows.map(({ problem }) => problem);
  const told = JSON.stringify(said);
  const [agency] = (await db.execute<{ id: string }>(sql`select id from agency`)).rows;
  if (!agency) return ["没有机构"];
  const { problems } = await verifyChain(db, agency.id);
  return [
    ...problems,
    ...(await rows(sql`select format('已确认的 %s %s（第 %s 版）不在', s.kind, s.id, s.version) as problem
      from jsonb_to_recordset(${told}::jsonb) as s(kind text, id uuid, version int)
      where not exists (select from company c where s.kind = 'company' and c.id = s.id and c.version >= s.version)
        and not exists (select from contact c where s.kind = 'contact' and c.id = s.id and c.version >= s.version)`)),
    ...(await rows(sql`select format('已确认的 %s %s（第 %s 版）没有留痕', s.kind, s.id, s.version) as problem
      from jsonb_to_recordset(${told}::jsonb) as s(kind text, id uuid, version int)
      where not exists (select from history h join history_link l on l.command_id = h.command_id
        where h.subject_kind = s.kind and h.subject_id = s.id and h.version = s.version)`)),
    ...(await rows(sql`select format('企业 %s 有 %s 版，留痕 %s 条', c.id, c.version, count(h.id)) as problem from company c
      left join history h on h.subject_id = c.id group by c.id, c.version having count(h.id) <> c.version`)),
    ...(await rows(sql`select format('企业 %s 检索不到', c.id) as problem from company c
      where not exists (select from search_token t where t.id = c.id and t.token like left(c.name, 4) || '%')`)),
    ...(await rows(sql`select format('企业 %s 的标签与事实不符', c.id) as problem from company c
      where c.tags <> (select coalesce(jsonb_agg(t.tag), '[]') from company_tagging t where t.company_id = c.id and t.voided_at is null)`)),
    ...(await rows(sql`select format('联系人 %s 没有密钥', c.id) as problem from contact c
      where not exists (select from secret_key k where k.subject_id = c.id)`)),
    ...(await rows(sql`select format('留痕 %s 没有它的记录', h.id) as problem from history h where h.subject_kind in ('company', 'contact')
      and not exists (select from company c where c.id = h.subject_id) and not exists (select from contact c where c.id = h.subject_id)`)),
    ...(await rows(sql`select format('检索词属于不存在的企业 %s', t.id) as problem from search_token t
      where t.kind = 'company' and not exists (select from company c where c.id = t.id)`)),
  ];
}

async function look<T>(database: Database, work: (db: Db) => Promise<T>): Promise<T> {
  const atOnce = async (db: Db) => {
    // A server may still be ending what the killed process had begun.
    await db.execute(sql`set transaction isolation level repeatable read`);
    return work(db);
  };
  try {
    return await database.transaction({ role: "owner" }, atOnce);
  } finally {
    await database.close();
  }
}

describe(`断电（种子 ${seed}，${rounds} 轮）`, () => {
  const spin = numbers(seed);
  const servers = [
    ["内嵌数据库", null],
    ["PostgreSQL（LUODI_TEST_DATABASE_URL）", process.env.LUODI_TEST_DATABASE_URL ?? ""],
  ] as const;
  for (const [name, server] of servers) {
    test.skipIf(server === "")(
      `${name}：已确认的一件不少，没有办了一半的`,
      async () => {
        const folder = place();
        const url = server ? await emptyDatabase(server) : null;
        if (url) leftovers.push(() => url.drop());
        const said: Acknowledged[] = [];
        for (let round = 1; round <= rounds; round++) {
          const count = 1 + spin(40);
          said.push(...(await killAfter(folder, url?.address ?? null, count)));
          // The dead process has left its lock; opening takes it over.
          expect(existsSync(join(folder, "lock"))).toBe(!server);
          const database = url ? openPostgres(url.address) : await openPglite(folder);
          const damage = await look(database, (db) => damageIn(db, said));
          console.info(`${name} 第 ${round} 轮：第 ${count} 件后断电，累计确认 ${said.length} 件`);
          expect(damage).toEqual([]);
        }
        expect(said.length).toBeGreaterThanOrEqual(rounds);
      },
      60_000 + rounds * 30_000,
    );
  }

  test("检查看得见缺失：多报一件、删去一条留痕、拿掉检索词都被指出", async () => {
    const folder = place();
    const said = await killAfter(folder, null, 4);
    const invented: Acknowledged = { kind: "company", id: "0193a000-0000-7000-8000-00000000000a", version: 1 };
    const database = await openPglite(folder);
    const damage = await look(database, async (db) => {
      await db.execute(sql`set local session_replication_role = replica`);
      await db.execute(sql`delete from history where subject_id = ${said[0]?.id} and version = 1`);
      await db.execute(sql`delete from search_token where id = ${said[0]?.id}`);
      return damageIn(db, [...said, invented]);
    });
    const about = damage.join("\n");
    expect(about).toContain(`已确认的 company ${invented.id}（第 1 版）不在`);
    expect(about).toContain(`已确认的 company ${said[0]?.id}（第 1 版）没有留痕`);
    expect(about).toContain(`企业 ${said[0]?.id} 检索不到`);
    expect(about).toMatch(/第 \d+ 环应有 1 条留痕，实有 0 条/);
  }, 60_000);

  test("另一个进程正用着的数据目录不能再打开，说清是谁；它被杀后可以接管", async () => {
    const folder = place();
    const { child, lines } = start(folder, null);
    await once(lines, "line");
    await expect(openPglite(folder)).rejects.toThrow(`数据目录正被另一个进程使用（进程 ${child.pid}）`);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(await look(await openPglite(folder), (db) => damageIn(db, []))).toEqual([]);
    expect(existsSync(join(folder, "lock"))).toBe(false);
  }, 60_000);
});
