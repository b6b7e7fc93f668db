import { sql } from "drizzle-orm";
import { manifestOf } from "./backup.ts";
import type { Db } from "./database.ts";
import { type Answer, bad, type Check, ok, type Patient, watch } from "./health.ts";
import { listBackups } from "./keeping.ts";

export const databaseChecks: Check[] = [
  { title: "数据库", look: inDatabase(whichDatabase) },
  { title: "数据库版本", look: inDatabase(version) },
  { title: "中文字符", look: inDatabase(characters) },
  { title: "数据库结构", look: inDatabase(schema) },
  { title: "数据库角色", look: inDatabase(roles) },
  { title: "机构隔离", look: inDatabase(isolation) },
  { title: "时钟", look: inDatabase(clock) },
  { title: "任务", look: inDatabase(queue) },
  { title: "留痕链", look: inDatabase(chains) },
];

function inDatabase(look: (db: Db, patient: Patient) => Promise<Answer>): Check["look"] {
  return (patient) => patient.database.transaction({ role: "owner", readOnly: true }, (db) => look(db, patient));
}

async function first<T extends Record<string, unknown>>(db: Db, query: ReturnType<typeof sql>): Promise<T> {
  const row = (await db.execute<T>(query)).rows[0] as T | undefined;
  if (!row) throw new Error("数据库没有回答");
  return row;
}

async function whichDatabase(db: Db, { database }: Patient): Promise<Answer> {
  if (database.kind === "pglite") {
    return watch(
      "使用内嵌数据库：进程被终止不会丢失已保存的内容，但突然断电可能丢失最后几秒，只能靠备份恢复。" +
        "要防断电或供多人使用，请改用 PostgreSQL：先 luodi backup，再设置 DATABASE_URL，然后 luodi restore",
    );
  }
  const who = await first<{ name: string; isSuper: boolean; isOwner: boolean; fsync: string }>(
    db,
    sql`select current_user as name, (select rolsuper from pg_roles where rolname = current_user) as "isSuper",
      pg_has_role(current_user, (select relowner from pg_class where oid = 'instance'::regclass), 'usage') as "isOwner",
      current_setting('fsync') as fsync`,
  );
  if (!who.isOwner)
    return bad(`账号 ${who.name} 不是这个库的所有者，升级结构和备份会失败。请在 DATABASE_URL 中使用建库的账号`);
  if (who.fsync !== "on") return bad("PostgreSQL 关闭了 fsync，断电会损坏数据。请在 postgresql.conf 中打开它");
  if (who.isSuper)
    return watch(`以超级用户 ${who.name} 连接 PostgreSQL。办理业务时会换成无权的角色，但请改用只拥有本库的账号`);
  return ok(`PostgreSQL，账号 ${who.name} 拥有本库；办理业务时换成不拥有任何表的角色`);
}

async function version(db: Db): Promise<Answer> {
  const { number, name } = await first<{ number: string; name: string }>(
    db,
    sql`select current_setting('server_version_num') as number, current_setting('server_version') as name`,
  );
  return Number(number) >= 150_000 ? ok(`PostgreSQL ${name}`) : bad(`PostgreSQL ${name} 过旧，需要 15 或更新的版本`);
}

async function characters(db: Db): Promise<Answer> {
  const { encoding, ctype, isLetter } = await first<{ encoding: string; ctype: string; isLetter: boolean }>(
    db,
    sql`select current_setting('server_encoding') as encoding, '王' ~ '^[[:alpha:]]$' as "isLetter",
      (select datctype from pg_database where datname = current_database()) as ctype`,
  );
  if (encoding !== "UTF8") return bad(`数据库编码是 ${encoding}，应为 UTF8。请用 UTF8 重新建库后恢复备份`);
  if (!isLetter) return bad(`数据库的 lc_ctype 是 ${ctype}，不认识汉字。请用 C.UTF-8 重新建库后恢复备份`);
  return ok(`${encoding}，${ctype}`);
}

async function schema(db: Db, { migrations }: Patient): Promise<Answer> {
  const { rows } = await db.execute<{ number: number; name: string; digest: string }>(
    sql`select number, name, digest from schema_migration order by number`,
  );
  const changed = rows.find((row) =>
    migrations.some(({ number, digest }) => number === row.number && digest !== row.digest),
  );
  if (changed) return bad(`结构文件 ${changed.name} 与建库时不同，请恢复原文件`);
  const unknown = rows.find((row) => !migrations.some(({ number }) => number === row.number));
  if (unknown) return bad(`数据库由更新的版本建立（${unknown.name}），请升级程序`);
  const waiting = migrations.length - rows.length;
  return waiting === 0
    ? ok(`已是最新（${rows.at(-1)?.name ?? ""}）`)
    : bad(`有 ${waiting} 个结构文件尚未执行，请运行 luodi migrate`);
}

async function roles(db: Db): Promise<Answer> {
  const { rows } = await db.execute<{ name: string; isLoose: boolean; isMember: boolean; owned: string }>(sql`
    select rolname as name, rolsuper or rolbypassrls as "isLoose", pg_has_role(current_user, oid, 'member') as "isMember",
      (select count(*) from pg_class where relowner = r.oid) as owned
    from pg_roles r where rolname in ('luodi_app', 'luodi_reader', 'luodi_door')`);
  if (rows.length < 3)
    return bad("缺少数据库角色 luodi_app、luodi_reader 或 luodi_door。请以建库的账号运行 luodi migrate");
  for (const { name, isLoose, isMember, owned } of rows) {
    if (isLoose) return bad(`角色 ${name} 是超级用户或能绕过行级安全，机构之间不再隔离。请收回`);
    if (Number(owned) > 0) return bad(`角色 ${name} 拥有 ${owned} 张表，机构之间的隔离可能失效。请把表还给建库的账号`);
    if (!isMember) return bad(`当前账号不能使用角色 ${name}。请执行 grant ${name} to 当前账号`);
  }
  return ok("三个角色都在，都不拥有任何表");
}

/** 依据：rules/data.md 第 6 条. A partition is reached through its parent; by itself it has no policy, so nobody may touch it. */
async function isolation(db: Db): Promise<Answer> {
  const { rows } = await db.execute<{ name: string; isSafe: boolean }>(sql`
    select c.relname as name, case when c.relispartition
      then not has_table_privilege('luodi_app', c.oid, 'select, insert, update, delete') and not has_table_privilege('luodi_reader', c.oid, 'select')
      else c.relrowsecurity and c.relforcerowsecurity end as "isSafe"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`);
  const open = rows.filter(({ isSafe }) => !isSafe).map(({ name }) => name);
  if (open.length > 0) return bad(`这些表没有强制行级安全，别的机构可能看到：${open.slice(0, 5).join("、")}`);
  return ok(`${rows.length} 张机构表都强制行级安全`);
}

async function clock(db: Db, { now }: Patient): Promise<Answer> {
  const { ahead, zone } = await first<{ ahead: string; zone: string }>(
    db,
    sql`select extract(epoch from clock_timestamp() - ${now.toISOString()}::timestamptz) as ahead, current_setting('timezone') as zone`,
  );
  const seconds = Math.round(Math.abs(Number(ahead)));
  if (seconds > 60) return bad(`服务器与数据库的时钟相差 ${seconds} 秒，留痕和期限会不准。请校时`);
  if (seconds > 5) return watch(`服务器与数据库的时钟相差 ${seconds} 秒，请校时`);
  return zone === "Asia/Shanghai"
    ? ok("时钟一致，时区为北京时间")
    : watch(`数据库会话的时区是 ${zone}，应为 Asia/Shanghai`);
}

async function queue(db: Db): Promise<Answer> {
  const { silent, waiting, failed } = await first<{ silent: number; waiting: number; failed: number }>(
    db,
    sql`select count(*) filter (where state = 'running' and alive_at < now() - interval '2 minutes')::integer as silent,
      count(*) filter (where state = 'queued' and not_before < now() - interval '10 minutes')::integer as waiting,
      count(*) filter (where state = 'failed' and finished_at > now() - interval '1 day')::integer as failed from job`,
  );
  if (silent > 0) return watch(`有 ${silent} 个任务没有动静。服务重启后会自动再做`);
  if (waiting > 0) return watch(`有 ${waiting} 个任务排队超过十分钟。请确认服务正在运行`);
  return failed > 0 ? watch(`最近一天有 ${failed} 个任务没有完成，发起人能看到原因`) : ok("没有滞留的任务");
}

/** Only the ends, which is quick; `luodi audit verify` walks every link. The last backup remembers ends nobody can change here. */
async function chains(db: Db, { place }: Patient): Promise<Answer> {
  const { heads, broken } = await first<{ heads: number; broken: number }>(
    db,
    sql`select count(*)::integer as heads, count(*) filter (where l.number is null)::integer as broken
      from history_head h left join history_link l on l.agency_id = h.agency_id and l.number = h.number and l.digest = h.digest`,
  );
  if (broken > 0) return bad(`有 ${broken} 个机构的留痕链头与末环不符，留痕可能被删改。请运行 luodi audit verify`);
  const [last] = await listBackups(place);
  const remembered = last
    ? await manifestOf(last.path).then(
        ({ heads: all }) => all,
        () => [],
      )
    : [];
  for (const { agencyId, number, digest } of remembered) {
    const { rows } = await db.execute(
      sql`select 1 from history_link where agency_id = ${agencyId} and number = ${number} and digest = ${digest}`,
    );
    if (rows.length === 0)
      return bad(`机构 ${agencyId} 的留痕与 ${last?.day} 的备份不符，可能被删改。请运行 luodi audit verify`);
  }
  return ok(`${heads} 条链的首尾相符${last ? `，并与 ${last.day} 的备份一致` : ""}`);
}
