import { mkdirSync } from "node:fs";
import { Duplex } from "node:stream";
import { Worker } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";

/**
 * The embedded database (内嵌数据库) speaks the same wire protocol as a server does, so one driver (`pg`) serves both:
 * types, errors and transactions cannot differ between the two. PGlite is one session, so there is one wire.
 */
export interface Engine {
  exchange(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
}

/** Opens PGlite in this thread; what the worker runs. */
export async function openHere(folder: string | null): Promise<Engine> {
  if (folder) mkdirSync(folder, { recursive: true, mode: 0o700 });
  return engineOf(await PGlite.create(folder ?? "memory://"));
}

export function engineOf(lite: PGlite): Engine {
  return {
    exchange: async (bytes) => {
      const parts: Uint8Array[] = [];
      // Handed over as they come: its other ways read every answer a second time, and keep what they read for good.
      await lite.execProtocolRawStream(bytes, { onRawData: (part) => void parts.push(part.slice()) });
      return joined(parts);
    },
    close: () => lite.close(),
  };
}

/** In memory of its own, which can be handed from thread to thread. */
function joined(parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Opens PGlite in a thread of its own: a long statement must not hold up the door. */
export async function openInWorker(folder: string, script: URL): Promise<Engine> {
  const worker = new Worker(script, { workerData: { folder } });
  const waiting = new Map<
    number,
    { resolve: (bytes: Uint8Array<ArrayBuffer>) => void; reject: (error: Error) => void }
  >();
  const ended = () => new Error("database worker ended");
  let last = 0;
  // A question to a thread that is gone would never be answered.
  let isEnded = false;
  const ask = (bytes: Uint8Array | null) =>
    new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      if (isEnded) return reject(ended());
      last += 1;
      waiting.set(last, { resolve, reject });
      worker.postMessage({ number: last, bytes });
    });
  worker.on(
    "message",
    ({ number, bytes, error }: { number: number; bytes: Uint8Array<ArrayBuffer>; error?: string }) => {
      const call = waiting.get(number);
      waiting.delete(number);
      if (error !== undefined) call?.reject(new Error(error));
      else call?.resolve(bytes);
    },
  );
  const fail = (error: Error) => {
    for (const call of waiting.values()) call.reject(error);
    waiting.clear();
  };
  worker.on("error", fail);
  worker.on("exit", () => {
    isEnded = true;
    fail(ended());
  });
  await ask(new Uint8Array());
  return {
    exchange: ask,
    close: async () => {
      await ask(null);
      await worker.terminate();
    },
  };
}

/** A socket for `pg` whose other end is the engine. */
export function wire(engine: Engine): Duplex {
  const send = (bytes: Uint8Array, done: (error?: Error | null) => void) => {
    engine.exchange(bytes).then(
      (answer) => {
        if (answer.length > 0) socket.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength));
        done();
      },
      (error: Error) => done(error),
    );
  };
  const socket = new Duplex({
    read() {},
    write: (chunk: Buffer, _encoding, done) => send(chunk, done),
    // One question of the driver comes in several pieces (parse, bind, execute, sync); together they are one exchange.
    writev: (chunks, done) => send(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)), done),
  });
  return Object.assign(socket, {
    connect: () => setImmediate(() => socket.emit("connect")),
    setNoDelay: () => socket,
    setKeepAlive: () => socket,
    ref: () => socket,
    unref: () => socket,
  });
}
