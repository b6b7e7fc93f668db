import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import pg from "pg";

export interface Cluster {
  /** Address of its `postgres` database, as the superuser. */
  url: string;
  stop(): Promise<void>;
}

const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * A throw-away PostgreSQL of its own on a free port, from the installed Debian binaries; null where there are none.
 * A quick one does not wait for the disk: what it holds would not outlive the machine, and need not.
 */
export async function startPostgres({ isQuick = false } = {}): Promise<Cluster | null> {
  const binaries = findBinaries();
  if (!binaries) return null;
  const as = unprivileged();
  const home = mkdtempSync(join(tmpdir(), "luodi-postgres-"));
  if (as.uid !== undefined) chownSync(home, as.uid, as.gid ?? as.uid);
  const options: SpawnOptions = {
    ...as,
    cwd: home,
    env: { PATH: process.env.PATH, LC_ALL: "C.UTF-8" },
    stdio: "ignore",
  };
  const cluster = join(home, "cluster");
  const made = spawnSync(
    join(binaries, "initdb"),
    ["-D", cluster, "-U", "luodi", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"],
    options,
  );
  if (made.status !== 0) throw new Error(`initdb failed with ${made.status ?? made.error?.message}`);
  const port = await freePort();
  // The walk tries everything inside one transaction that is taken back: a lock for each of its thousands of savepoints.
  const room = { max_connections: 60, max_locks_per_transaction: 2048 };
  const settings = { listen_addresses: "127.0.0.1", port, unix_socket_directories: home, ...room };
  if (isQuick) Object.assign(settings, { synchronous_commit: "off" });
  const words = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const server = spawn(join(binaries, "postgres"), ["-D", cluster, ...words], options);
  const ended = once(server, "exit");
  const clear = () => rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  const leave = () => {
    server.kill("SIGQUIT");
    clear();
  };
  // A signal would end this process without a word to the cluster; leaving by `exit` takes it along.
  const interrupted = () => process.exit(1);
  process.once("exit", leave);
  for (const signal of signals) process.once(signal, interrupted);
  const stop = async () => {
    process.off("exit", leave);
    for (const signal of signals) process.off(signal, interrupted);
    if (server.exitCode === null && server.signalCode === null) {
      // Fast shutdown: whoever is still connected is cut off.
      server.kill("SIGINT");
      await ended;
    }
    clear();
  };
  const url = `postgres://luodi@127.0.0.1:${port}/postgres`;
  try {
    await answers(url, () => server.exitCode);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

function findBinaries(): string | null {
  const root = "/usr/lib/postgresql";
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  const [newest] = versions.filter((version) => version >= 15).sort((a, b) => b - a);
  const folder = join(root, String(newest), "bin");
  return newest !== undefined && existsSync(join(folder, "initdb")) ? folder : null;
}

/** PostgreSQL refuses to run as root: then it runs as nobody. */
function unprivileged(): { uid?: number; gid?: number } {
  return userInfo().uid === 0 ? { uid: 65_534, gid: 65_534 } : {};
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no free port");
  return address.port;
}

async function answers(url: string, exited: () => number | null): Promise<void> {
  for (const until = Date.now() + 60_000; Date.now() < until; ) {
    if (exited() !== null) throw new Error(`postgres ended with ${exited()}`);
    const client = new pg.Client({ connectionString: url });
    const connected = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end();
    if (connected) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("postgres does not answer");
}
