import { createWriteStream, existsSync, readFileSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { Failure, type FailureKind, type FieldProblem } from "#kit/base/errors.ts";
import { faultOf } from "#kit/server/http.ts";
import { runJobs } from "#kit/server/runner.ts";
import { run } from "#kit/server/serve.ts";
import { download, upload } from "./attachments.ts";
import { actorOf, operatorAs } from "./caller.ts";
import { type Call, option } from "./arguments.ts";
import { endedOf, jobsOf, openHouse, rootFolder, served } from "./house.ts";
import { openPlace, type Place, placeOf } from "./place.ts";

/** One operation asked for from the command line; through the running server where there is one. */
export interface Desk {
  ask: (address: string, input: unknown) => Promise<unknown>;
  upload: (stream: Readable, name: string) => Promise<{ id: string }>;
  /** Where the content of a file can be read from on this machine. */
  fetchFile: (id: string) => Promise<string>;
  close: () => Promise<void>;
}

export const doorOptions = ["json", "as", "agency", "out", "filter", "dry-run"] as const;

export async function openDesk(call: Call): Promise<Desk> {
  const place = placeOf(process.env, rootFolder());
  const as = option(call, "as") ?? (place.instance === "demo" ? "a-head" : null);
  const agency = option(call, "agency");
  const server = await runningServer(place);
  if (server) return throughHttp(server.address, server.key, as, agency);
  if (!as) throw new Failure("invalid", "cli.as", "请用 --as 账号 指明以谁的名义办理");
  const database = await openPlace(place);
  const house = await openHouse({ database, folder: place.folder, instance: place.instance });
  // Nobody else does the work a command puts into the queue.
  const runner = runJobs({
    database,
    jobs: jobsOf(house, place.folder),
    ended: endedOf(house, place.folder),
    actorOf: (starter) => actorOf(house, starter),
    log: ({ id, error }) => process.stderr.write(`任务出现故障 ${id}：${JSON.stringify(faultOf(error))}\n`),
  });
  const saved = join(tmpdir(), `luodi-${process.pid}`);
  return {
    upload: async (stream, name) => upload(house, place.folder, await operatorAs(house, as, agency), { stream, name }),
    fetchFile: async (id) => {
      const { stream } = await download(house, place.folder, await operatorAs(house, as, agency), id);
      await pipeline(stream, createWriteStream(saved));
      return saved;
    },
    ask: async (address, input) => {
      const found = served.find(({ operation }) => operation.address === address);
      if (!found) throw unknown(address);
      return (await run(house, found, await operatorAs(house, as, agency), input)).answer;
    },
    close: async () => {
      await runner.stop();
      await database.close();
      rmSync(saved, { force: true });
    },
  };
}

export const unknown = (address: string) =>
  new Failure("invalid", "cli.operation", `没有“${address}”这项操作。运行 luodi help 查看全部操作。`);

/** The server that holds the data folder, if it still answers; its note may be left over from a killed one. */
export async function runningServer({ folder }: Place): Promise<{ address: string; key: string } | null> {
  const note = join(folder, "server.json");
  if (!existsSync(note)) return null;
  const server = JSON.parse(readFileSync(note, "utf8")) as { address: string; key: string };
  const answer = await fetch(`${server.address}/healthz`).catch(() => null);
  return answer?.ok ? server : null;
}

function throughHttp(address: string, key: string, as: string | null, agency: string | null): Desk {
  const headers = {
    "content-type": "application/json",
    authorization: `Bearer ${key}`,
    ...(as ? { "x-luodi-as": as } : {}),
    ...(agency ? { "x-luodi-agency": agency } : {}),
  };
  const saved = join(tmpdir(), `luodi-${process.pid}`);
  return {
    ask: async (operation, input) =>
      read(await fetch(`${address}/api/${operation}`, { method: "POST", headers, body: JSON.stringify(input) })),
    upload: async (stream, name) => {
      const form = new FormData();
      form.set("file", new Blob([await buffer(stream)]), name);
      const { "content-type": _json, ...rest } = headers;
      return read(
        await fetch(`${address}/api/files.upload`, { method: "POST", headers: rest, body: form }),
      ) as Promise<{ id: string }>;
    },
    fetchFile: async (id) => {
      const { "content-type": _json, ...rest } = headers;
      const answer = await fetch(`${address}/files/${id}`, { headers: rest });
      if (!answer.ok) await read(answer);
      await writeFile(saved, Buffer.from(await answer.arrayBuffer()));
      return saved;
    },
    close: async () => rmSync(saved, { force: true }),
  };
}

/** An answer's body, or the failure it tells. */
async function read(answer: Response): Promise<unknown> {
  const body: unknown = await answer.json();
  if (answer.ok) return body;
  const { kind, code, message, fields } = (
    body as { error: { kind: FailureKind; code: string; message: string; fields?: FieldProblem[] } }
  ).error;
  throw new Failure(kind, code, message, fields ? { fields } : {});
}
