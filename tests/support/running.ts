import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

/*
 * 运行中的系统: the built application as a user starts it, in a process of its own, over data of its own. The demo is loaded
 * once (`makeTemplate`) and copied for every start. LUODI_TEST_DATABASE_URL puts the data into that PostgreSQL.
 */
export const root = fileURLToPath(new URL("../../", import.meta.url));

export interface Luodi {
  address: string;
  /** Everything it has printed so far. */
  said: () => string;
  /** Ends it as Ctrl-C does; throws where that was not clean, or where it logged a fault meanwhile. */
  stop: () => Promise<void>;
}

/** A loaded and stopped installation to begin from. */
export interface Template {
  data: string;
  database: string | null;
}

interface Start {
  from?: Template;
  /** A demo unless said: a live instance starts empty. */
  isDemo?: boolean;
  /** What the operator set in the environment. */
  settings?: Record<string, string>;
}

export async function startLuodi(options: Start = {}): Promise<Luodi> {
  return (await startOver(options)).luodi;
}

export async function makeTemplate(): Promise<Template> {
  const { luodi, data, database } = await startOver({ keeps: true });
  await luodi.stop();
  return { data, database };
}

export async function dropTemplate({ data, database }: Template): Promise<void> {
  rmSync(data, { recursive: true, force: true });
  if (database) await onServer(`drop database ${database} with (force)`);
}

async function startOver({ from, isDemo = true, settings = {}, keeps = false }: Start & { keeps?: boolean }) {
  const data = mkdtempSync(join(tmpdir(), "luodi-data-"));
  if (from) cpSync(from.data, data, { recursive: true });
  const database = serverUrl() ? await createDatabase(from?.database ?? null) : null;
  const server = spawn(process.execPath, ["--enable-source-maps", join(root, "dist", "server", "server.js")], {
    cwd: root,
    env: {
      ...withoutOwn(process.env),
      ...settings,
      LUODI_DATA: data,
      LUODI_DEMO: isDemo ? "1" : "0",
      PORT: String(await freePort()),
      ...(database && { DATABASE_URL: databaseUrl(database) }),
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const heard = { out: "", err: "" };
  server.stdout.setEncoding("utf8").on("data", (text: string) => (heard.out += text));
  server.stderr.setEncoding("utf8").on("data", (text: string) => (heard.err += text));
  const leave = () => server.kill("SIGKILL");
  process.once("exit", leave);
  const forget = async () => {
    process.off("exit", leave);
    if (!keeps) await dropTemplate({ data, database });
  };
  const stop = async () => {
    const code = await ended(server);
    const faults = [...faultsIn(join(data, isDemo ? "demo" : "live", "logs")), ...complaints(heard.err)];
    await forget();
    if (code !== 0) faults.push(`ended with ${code}`);
    if (faults.length > 0) throw new Error(`the application did not run cleanly:\n${faults.join("\n")}`);
  };
  try {
    const address = await ready(server, () => heard.out);
    const health = await fetch(`${address}/healthz`);
    if (!health.ok) throw new Error(`says it is ready and answers ${health.status}`);
    return { luodi: { address, said: () => heard.out, stop }, data, database };
  } catch (error) {
    server.kill("SIGKILL");
    await forget();
    throw new Error(`the application did not start: ${String(error)}\n${heard.out}${heard.err}`);
  }
}

/** Whatever is set around the tests is not meant for the application under test. */
export function withoutOwn(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = /^(LUODI_|DATABASE_|PORT$|HOST$|NODE_ENV$|NODE_OPTIONS$|VITEST)/;
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !own.test(name)));
}

const longestStart = 300_000;
const longestEnd = 20_000;

function ready(server: ChildProcess, said: () => string): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("not ready in time")), longestStart);
    const settle = (settled: () => void) => (clearTimeout(timer), settled());
    server.stdout?.on("data", () => {
      const address = /^落地 ready at (\S+)$/m.exec(said())?.[1];
      if (address) settle(() => resolve(address));
    });
    server.once("exit", (code, signal) => settle(() => reject(new Error(`ended with ${signal ?? code}`))));
  });
}

async function ended(server: ChildProcess): Promise<number | string | null> {
  if (server.exitCode === null && server.signalCode === null) {
    const timer = setTimeout(() => server.kill("SIGKILL"), longestEnd);
    // "close" comes after the last of its words was read.
    const closed = once(server, "close");
    server.kill("SIGINT");
    await closed;
    clearTimeout(timer);
  }
  return server.signalCode ?? server.exitCode;
}

/** Node's own notices about packages are no fault of the run. */
const notice = /^\(node:\d+\) |^\(Use `node /;
const complaints = (text: string) => text.split("\n").filter((line) => line !== "" && !notice.test(line));

function faultsIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const lines = readdirSync(folder).flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"));
  return lines.filter((line) => line !== "" && (JSON.parse(line) as { level: number }).level >= 50);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

const serverUrl = () => process.env.LUODI_TEST_DATABASE_URL;
const databaseUrl = (name: string) => Object.assign(new URL(serverUrl() ?? ""), { pathname: `/${name}` }).toString();

async function createDatabase(from: string | null): Promise<string> {
  const name = `luodi_journey_${process.pid}_${Math.floor(Math.random() * 1e9).toString(36)}`;
  const fresh = "template0 lc_collate 'C.UTF-8' lc_ctype 'C.UTF-8' encoding 'UTF8'";
  await onServer(`create database ${name} template ${from ?? fresh}`);
  return name;
}

async function onServer(statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString: serverUrl() });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}
