import { Writable } from "node:stream";
import type { FastifyInstance, InjectOptions } from "fastify";
import pino from "pino";
import { download, upload } from "#app/attachments.ts";
import { callerOf } from "#app/caller.ts";
import { served } from "#app/house.ts";
import { cookieName, openDoor } from "#kit/server/http.ts";
import type { House, Served } from "#kit/server/serve.ts";

export interface Signed {
  cookie: string;
  csrf: string;
}

/** The web door over a test's house, with what it logs; requests go in without a socket. */
export interface TestDoor {
  app: FastifyInstance;
  lines: string[];
  signIn: (login: string) => Promise<Signed>;
  /** Posts text as it is, or anything else as JSON. */
  post: (address: string, body: unknown, as: Signed | null, more?: Partial<InjectOptions>) => Promise<Answer>;
}

export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  body: Record<string, unknown> & { error?: { kind: string; code: string; message: string } };
}

interface Made {
  house: House;
  folder: string;
  trustsProxy?: boolean;
  more?: Served[];
}

export const localKey = "the-local-operator-key-of-this-test";

export async function openTestDoor({ house, folder, trustsProxy = false, more = [] }: Made): Promise<TestDoor> {
  const lines: string[] = [];
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const app = await openDoor({
    house,
    served: [...served, ...more],
    log: pino({ base: null }, sink),
    trustsProxy,
    callerOf: (asked) => callerOf(house, localKey, asked),
    upload: (actor, file) => upload(house, folder, actor, file),
    download: (actor, id) => download(house, folder, actor, id),
    isReady: () => true,
  });
  const post: TestDoor["post"] = async (address, body, as, { headers, ...options } = {}) => {
    const response = await app.inject({
      method: "POST",
      url: `/api/${address}`,
      headers: {
        "content-type": "application/json",
        ...(as ? { cookie: `${cookieName}=${as.cookie}`, "x-luodi-csrf": as.csrf } : {}),
        ...headers,
      },
      payload: typeof body === "string" ? body : JSON.stringify(body),
      ...options,
    });
    return { status: response.statusCode, headers: response.headers, body: response.json() };
  };
  const signIn = async (login: string): Promise<Signed> => {
    const { headers } = await post("session.signInAsDemo", { login }, null);
    const cookie = /^[^=]+=([^;]+)/.exec(String(headers["set-cookie"]))?.[1] ?? "";
    const { body } = await post("session.current", {}, { cookie, csrf: "" });
    return { cookie, csrf: String(body.csrf) };
  };
  return { app, lines, signIn, post };
}
