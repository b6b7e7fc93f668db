import { randomBytes, timingSafeEqual } from "node:crypto";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadDemo } from "#demo/load.ts";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance } from "fastify";
import pino from "pino";
import { Failure } from "#kit/base/errors.ts";
import { clearArriving } from "#kit/server/files.ts";
import { type Door, faultOf, openDoor } from "#kit/server/http.ts";
import { keepInstance } from "#kit/server/instance.ts";
import { keep } from "#kit/server/keeping.ts";
import { keepNights } from "#kit/server/nights.ts";
import { makePatrols } from "#kit/server/patrols.ts";
import { runJobs } from "#kit/server/runner.ts";
import { masterKey } from "#kit/server/secrets.ts";
import type { House } from "#kit/server/serve.ts";
import { download, upload } from "./attachments.ts";
import { cares } from "./care.ts";
import { actorOf, callerOf } from "./caller.ts";
import { countAgencies, setUp } from "./first.ts";
import { endedOf, jobsOf, nightsOf, openHouse, rootFolder, patrolsOf, served, tiles } from "./house.ts";
import { openLeadDoor } from "./leaddoor.ts";
import { openPlace, type Place, placeOf } from "./place.ts";
import { openSurveyDoor } from "./surveydoor.ts";

const host = process.env.HOST ?? "127.0.0.1";
const port = Number(process.env.PORT ?? 3300);
const tell = (line: string) => process.stdout.write(`${line}\n`);

async function start(): Promise<void> {
  const root = rootFolder();
  const place = placeOf(process.env, root);
  const database = await openPlace(place);
  const house = await openHouse({ database, folder: place.folder, instance: place.instance });
  await keepInstance(house);
  await first(house, place);
  const log = logTo(place.folder);
  const localKey = randomBytes(32).toString("base64url");
  const door = await openDoor(doorOf(house, place, localKey, log));
  let lastUsed: Date | null = null;
  door.addHook("onRequest", async () => {
    lastUsed = house.now();
  });
  openLocalDoor(door, house, place, localKey);
  openSurveyDoor(door, house);
  openLeadDoor(door, house);
  await servePages(door, join(root, "dist", "web"));
  const address = await door.listen({ host, port });
  // What the command line needs to work through this server instead of opening the locked folder a second time.
  const note = join(place.folder, "server.json");
  writeFileSync(note, JSON.stringify({ address, key: localKey, pid: process.pid }), { mode: 0o600 });
  await clearArriving(place.folder, house.now());
  const logFault = ({ error, ...fault }: { id: string; job: string | null; error: unknown }) =>
    log.error({ ...fault, fault: faultOf(error) }, "job fault");
  const runner = runJobs({
    database,
    jobs: jobsOf(house, place.folder),
    ended: endedOf(house, place.folder),
    actorOf: (starter) => actorOf(house, starter),
    log: logFault,
  });
  const patrols = makePatrols({ patrols: patrolsOf(house), log: logFault });
  const kept = (message: string, error?: unknown) =>
    error ? log.error({ fault: faultOf(error) }, message) : log.info(message);
  const keeper = keep({
    database,
    place: place.folder,
    now: house.now,
    key: masterKey(place.folder, process.env.LUODI_KEY),
    lastUsed: () => lastUsed,
    log: kept,
  });
  const nights = keepNights({ nights: nightsOf(house), now: house.now, lastUsed: () => lastUsed, log: kept });

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    rmSync(note, { force: true });
    await door.close();
    await runner.stop();
    await patrols.stop();
    await nights.stop();
    await keeper.stop();
    await database.close();
    tell("落地 已停止");
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => void stop().then(() => process.exit(0)));
  // Said last: whoever reads it may press Ctrl-C at once.
  tell(`落地 ready at ${address}`);
}

/** The very first start: the demo agencies, or an agency of one's own with a link to set the administrator's password. */
async function first(house: House, { instance, folder }: Place): Promise<void> {
  if (instance === "demo") return loadDemo(house, { tell, folder });
  if ((await countAgencies(house)) > 0) return;
  const [code = "main", name = "本机构", region = "100000"] = (process.env.LUODI_AGENCY ?? "")
    .split(":")
    .filter(Boolean);
  const link = await setUp(house, { code, name, region, login: "admin" });
  tell(
    `首次启动：请在浏览器打开 http://${host}:${port}${link} 设置系统管理员（admin）的密码。链接三日内有效，只能用一次。`,
  );
}

function doorOf(house: House, { folder }: Place, localKey: string, log: pino.Logger): Door {
  return {
    house,
    served,
    log,
    trustsProxy: process.env.LUODI_PROXY === "1",
    callerOf: (asked) => callerOf(house, localKey, asked),
    upload: (actor, file) => upload(house, folder, actor, file),
    download: (actor, id) => download(house, folder, actor, id),
    isReady: () => true,
    pictures: tiles ? [tiles.origin] : [],
  };
}

/** 本机门: care of the installation, for the command line of this very machine and with the data folder's own key only. */
function openLocalDoor(door: FastifyInstance, house: House, place: Place, localKey: string): void {
  for (const [name, care] of Object.entries(cares)) {
    door.post(`/local/${name}`, async (request) => {
      const [sent, known] = [Buffer.from(request.headers.authorization ?? ""), Buffer.from(`Bearer ${localKey}`)];
      if (sent.length !== known.length || !timingSafeEqual(sent, known))
        throw new Failure("signedOut", "local.key", "只能在本机用命令行办理");
      return care(house, place, request.body ?? {});
    });
  }
}

/** The built pages; every address that is not a file is the application's own to understand. */
async function servePages(door: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  await door.register(fastifyStatic, {
    root: folder,
    preCompressed: true,
    wildcard: false,
    setHeaders: (reply, path) => {
      const isNamedByContent = path.includes("/assets/");
      reply.header("cache-control", isNamedByContent ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  door.setNotFoundHandler((request, reply) => {
    if (request.method !== "GET" || request.url.startsWith("/assets/"))
      return reply.code(404).send({ error: { kind: "missing", code: "http.unknown", message: "没有这个地址" } });
    return reply.sendFile("index.html");
  });
}

/** 运行日志: a file a month beside the data; who asked what when, never what was in it. */
function logTo(folder: string): pino.Logger {
  const logs = join(folder, "logs");
  mkdirSync(logs, { recursive: true, mode: 0o700 });
  const month = new Date().toISOString().slice(0, 7);
  return pino(
    { level: process.env.LUODI_LOG ?? "info", base: null },
    pino.destination({ dest: join(logs, `${month}.ndjson`), mkdir: true }),
  );
}

await start().catch((error: unknown) => {
  const fault = error instanceof Error ? error.message : String(error);
  process.stderr.write(`落地 未能启动：${fault}\n`);
  process.exit(1);
});
