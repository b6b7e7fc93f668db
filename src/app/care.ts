import { join } from "node:path";
import { z } from "zod";
import { backUp } from "#kit/server/backup.ts";
import { doctor } from "#kit/server/doctor.ts";
import { readMigrations } from "#kit/server/migrate.ts";
import { masterKey } from "#kit/server/secrets.ts";
import type { House } from "#kit/server/serve.ts";
import { instanceId } from "#kit/server/database.ts";
import { verifyChain } from "#kit/server/verify.ts";
import { regainAccount } from "#records/people/regaining/actions.ts";
import { agencies } from "#records/people/tables.ts";
import { operator } from "./first.ts";
import { rootFolder } from "./house.ts";
import type { Place } from "./place.ts";

/**
 * 照料: what can be asked of an installation while it works. The embedded database has one holder, so the command line
 * asks the running server for these over the local door, and does them itself where no server runs.
 */
export interface CareAnswer {
  lines: string[];
  isWell: boolean;
}

type Care = (house: House, place: Place, asked: unknown) => Promise<CareAnswer>;

export const cares: Record<string, Care> = { backup, doctor: checkUp, audit, regain };

async function backup(house: House, { folder }: Place, asked: unknown): Promise<CareAnswer> {
  const { path } = z.strictObject({ path: z.string().min(1).max(1000) }).parse(asked);
  const key = masterKey(folder, process.env.LUODI_KEY);
  const report = await backUp(house.database, folder, path, { now: house.now(), key });
  const missing = report.missing.map((digest) => `磁盘上缺少附件内容 ${digest}`);
  return {
    lines: [
      `已备份 ${report.rows} 行、${report.files} 个附件到 ${path}`,
      "备份不含密钥（数据目录中的 key），请另行妥善保管。",
      ...missing,
    ],
    isWell: missing.length === 0,
  };
}

const signs = { ok: "正常", watch: "留意", bad: "有问题" };

async function checkUp(house: House, { folder }: Place): Promise<CareAnswer> {
  const migrations = readMigrations(join(rootFolder(), "migrations"));
  const patient = {
    database: house.database,
    place: folder,
    migrations,
    now: house.now(),
    keyFromEnvironment: process.env.LUODI_KEY,
  };
  const findings = await doctor(patient);
  return {
    lines: findings.map(({ title, state, message }) => `[${signs[state]}] ${title}：${message}`),
    isWell: findings.every(({ state }) => state !== "bad"),
  };
}

/** 本机重置第二因素: the link is told once, to whoever stands at the machine. */
async function regain(house: House, _place: Place, asked: unknown): Promise<CareAnswer> {
  const sent = z
    .strictObject({ login: z.string().min(1).max(40), reason: z.string().trim().min(1).max(200) })
    .parse(asked);
  const link = await regainAccount(house, operator, sent);
  return {
    lines: [
      `已重置“${sent.login}”的第二因素，此前的登录、令牌和链接一并作废，并记入留痕。`,
      `请当面核实本人后，把 ${link} 接在本系统的网址后面交给本人：设置新密码，再设置第二因素。链接三日内有效，只能用一次。`,
    ],
    isWell: true,
  };
}

async function audit(house: House): Promise<CareAnswer> {
  const all = await house.database.transaction({ role: "owner", readOnly: true }, (db) =>
    db.select({ id: agencies.id, name: agencies.name }).from(agencies),
  );
  const lines: string[] = [];
  let isWell = true;
  for (const { id, name } of [{ id: instanceId, name: "本系统" }, ...all]) {
    const report = await house.database.transaction({ role: "owner", readOnly: true }, (db) => verifyChain(db, id));
    isWell &&= report.problems.length === 0;
    lines.push(
      `${name}：${report.links} 环、${report.rows} 条留痕，${report.problems.length === 0 ? "完整" : "有改动"}；链头 ${report.head?.slice(0, 16) ?? "无"}`,
    );
    lines.push(...report.problems.map((problem) => `  ${problem}`));
  }
  return { lines, isWell };
}
