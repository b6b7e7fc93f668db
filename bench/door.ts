import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import type { AddressInfo } from "node:net";
import type { Readable } from "node:stream";
import { pino } from "pino";
import { callerOf } from "#app/caller.ts";
import { served } from "#app/house.ts";
import { cookieName, openDoor } from "#kit/server/http.ts";
import type { House } from "#kit/server/serve.ts";
import { quantile, timed } from "./measure.ts";

/** A browser's stand-in: keeps its connection, its cookie and its token. */
export interface Visitor {
  ask: (address: string, input: unknown) => Promise<unknown>;
  upload: (stream: Readable, name: string) => Promise<{ id: string }>;
}

export interface OpenedDoor {
  visitor: (login: string) => Promise<Visitor>;
  close: () => Promise<void>;
}

export async function openFor(house: House): Promise<OpenedDoor> {
  const localKey = randomBytes(24).toString("base64url");
  const none = () => Promise.reject(new Error("no files here"));
  const app = await openDoor({
    house,
    served,
    log: pino({ level: "silent" }),
    trustsProxy: false,
    callerOf: (asked) => callerOf(house, localKey, asked),
    upload: none,
    download: none,
    isReady: () => true,
  });
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  return { visitor: (login) => visit(port, login), close: () => app.close() };
}

export async function visit(port: number, login: string): Promise<Visitor> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let [cookie, csrf] = ["", ""];
  const post = (address: string, input: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      const body = JSON.stringify(input);
      const headers = {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        ...(cookie ? { cookie, "x-luodi-csrf": csrf } : {}),
      };
      const sent = request(
        { agent, port, host: "127.0.0.1", method: "POST", path: `/api/${address}`, headers },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.on("end", () => {
            const text = Buffer.concat(parts).toString("utf8");
            if (answer.statusCode !== 200) return reject(new Error(`${address} ${answer.statusCode}: ${text}`));
            const [set] = answer.headers["set-cookie"] ?? [];
            if (set?.startsWith(cookieName)) cookie = set.split(";")[0] ?? "";
            resolve(JSON.parse(text));
          });
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  await post("session.signInAsDemo", { login });
  csrf = String(((await post("session.current", {})) as { csrf: string }).csrf);
  const upload = async (stream: Readable, name: string) => {
    const parts: Uint8Array[] = [];
    for await (const part of stream) parts.push(part);
    const body = new FormData();
    body.append("file", new Blob(parts as BlobPart[]), name);
    const to = `http://127.0.0.1:${port}/api/files.upload`;
    const answer = await fetch(to, { method: "POST", headers: { cookie, "x-luodi-csrf": csrf }, body });
    if (!answer.ok) throw new Error(`files.upload ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { id: string };
  };
  return { ask: post, upload };
}

/** The slowest in twenty, of calls one after another through the door. */
export async function p95(work: (round: number) => Promise<unknown>, times = 100): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < times; round++) took.push(await timed(() => work(round)));
  return quantile(took, 0.95);
}
