import { resolve } from "node:path";
import { loadDemo } from "#demo/load.ts";
import { Failure } from "#kit/base/errors.ts";
import { keepInstance } from "#kit/server/instance.ts";
import { readMigrations } from "#kit/server/migrate.ts";
import { restore as restoreArchive } from "#kit/server/restore.ts";
import { masterKey } from "#kit/server/secrets.ts";
import { join } from "node:path";
import { type Call, option } from "./arguments.ts";
import { cares } from "./care.ts";
import { countAgencies, setUp } from "./first.ts";
import { openHouse, rootFolder } from "./house.ts";
import { runningServer } from "./local.ts";
import { openPlace, type Place, placeOf } from "./place.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Asks the running server, or opens the house and does it here. */
export async function care(name: string, asked: unknown): Promise<number> {
  const place = placeOf(process.env, rootFolder());
  const server = await runningServer(place);
  const answer = server
    ? await askServer(server, name, asked)
    : await alone(place, (house) => takeCare(name, house, place, asked));
  for (const line of answer.lines) say(line);
  return answer.isWell ? 0 : 1;
}

function takeCare(name: string, ...given: Parameters<(typeof cares)[string]>) {
  const found = cares[name];
  if (!found) throw new Error(`no care ${name}`);
  return found(...given);
}

async function askServer({ address, key }: { address: string; key: string }, name: string, asked: unknown) {
  const headers = { "content-type": "application/json", authorization: `Bearer ${key}` };
  const answer = await fetch(`${address}/local/${name}`, { method: "POST", headers, body: JSON.stringify(asked) });
  const body = (await answer.json()) as { lines: string[]; isWell: boolean; error?: { message: string; code: string } };
  if (body.error) throw new Failure("refused", body.error.code, body.error.message);
  return body;
}

async function alone<T>(place: Place, work: (house: Awaited<ReturnType<typeof openHouse>>) => Promise<T>): Promise<T> {
  const database = await openPlace(place);
  try {
    const house = await openHouse({ database, folder: place.folder, instance: place.instance });
    await keepInstance(house);
    return await work(house);
  } finally {
    await database.close();
  }
}

export function backupTo({ words: [file] }: Call): Promise<number> {
  if (!file) throw new Failure("invalid", "cli.file", "请写明备份到哪个文件，例如：luodi backup luodi.tar.gz");
  return care("backup", { path: resolve(file) });
}

export function regain(call: Call): Promise<number> {
  const [login, reason] = [option(call, "login"), option(call, "reason")];
  if (!login || !reason?.trim())
    throw new Failure(
      "invalid",
      "cli.regain",
      "请写明登录名和原因，例如：luodi regain --login admin --reason 手机丢失，已当面核实",
    );
  return care("regain", { login, reason });
}

export async function audit({ words: [verb] }: Call): Promise<number> {
  if (verb !== "verify") throw new Failure("invalid", "cli.audit", "请写 luodi audit verify");
  return care("audit", {});
}

export async function restoreFrom({ words: [file] }: Call): Promise<number> {
  if (!file) throw new Failure("invalid", "cli.file", "请写明从哪个文件恢复，例如：luodi restore luodi.tar.gz");
  const place = placeOf(process.env, rootFolder());
  const database = await openPlace(place);
  try {
    const migrations = readMigrations(join(rootFolder(), "migrations"));
    const key = masterKey(place.folder, process.env.LUODI_KEY);
    const report = await restoreArchive(database, place.folder, resolve(file), { migrations, now: new Date(), key });
    say(`已恢复 ${report.rows} 行、${report.files} 个附件`);
    if (report.keyFits === false)
      say("注意：这里的密钥与备份时的不同，加密的电话、账号等无法打开。请把原来的 key 放回数据目录。");
    return 0;
  } finally {
    await database.close();
  }
}

export function migrateOnly(): Promise<number> {
  return alone(placeOf(process.env, rootFolder()), async () => {
    say("数据库结构已是最新");
    return 0;
  });
}

export function demo(): Promise<number> {
  const place = placeOf({ ...process.env, LUODI_DEMO: "1" }, rootFolder());
  return alone(place, async (house) => {
    await loadDemo(house, { tell: say, folder: place.folder });
    say("演示库已就绪");
    return 0;
  });
}

export function init(call: Call): Promise<number> {
  const place = placeOf({ ...process.env, LUODI_DEMO: "0" }, rootFolder());
  const code = option(call, "code");
  const name = option(call, "name");
  if (!code || !name) {
    throw new Failure(
      "invalid",
      "cli.init",
      "请写明机构代码（2 至 30 位小写字母、数字或 -）和名称：luodi init --code jia --name 示例甲区投资促进服务中心",
    );
  }
  return alone(place, async (house) => {
    if ((await countAgencies(house)) > 0)
      throw new Failure("refused", "cli.init.done", "正式库已经建立。机构名称可在“账号”页修改。");
    const link = await setUp(house, {
      code,
      name,
      region: option(call, "region") ?? "100000",
      login: option(call, "login") ?? "admin",
    });
    say(`已建立“${name}”。启动服务后在浏览器打开 ${link} 设置系统管理员的密码；链接三日内有效，只能用一次。`);
    return 0;
  });
}
