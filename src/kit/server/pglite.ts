import { mkdirSync } from "node:fs";
import { Duplex } from "node:stream";
import { Worker } from "node:worker_threads";
import { PGlite } from "@electric-sql/pglite";

/**
 * The embedded database (内嵌数据库) speaks the same wire protocol as a server does, so one driver (`pg`) serves both:
 * types, errors and transactions cannot differ between the two. PGlite is one session, so there is one wire.
 */
export interface Engine {
  /** `isGiven`: nobody else holds these bytes, so their memory may go where the engine is. */
  exchange(bytes: Uint8Array, isGiven?: boolean): Promise<Uint8Array<ArrayBuffer>>;
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

export interface Apart {
  script: URL;
  /** Told once when the thread is gone and the database with it; whoever waits for an answer is refused as well. */
  lost: (error: Error) => void;
  /** No statement of ours takes as long: after so many milliseconds the engine is taken for stuck, and its thread is ended. */
  patience?: number;
}

interface Call {
  resolve: (bytes: Uint8Array<ArrayBuffer>) => void;
  reject: (error: Error) => void;
  watch: NodeJS.Timeout;
}

/** Opens PGlite in a thread of its own: a long statement must not hold up the door. */
export async function openInWorker(folder: string, { script, lost, patience = 15 * 60_000 }: Apart): Promise<Engine> {
  const worker = new Worker(script, { workerData: { folder } });
  const waiting = new Map<number, Call>();
  let last = 0;
  let isClosing = false;
  // A question to a thread that is gone would never be answered.
  let gone: Error | null = null;
  const fail = (error: Error) => {
    if (gone) return;
    gone = error;
    for (const { reject, watch } of waiting.values()) {
      clearTimeout(watch);
      reject(error);
    }
    waiting.clear();
    void worker.terminate();
    if (!isClosing) lost(error);
  };
  const ask = (bytes: Uint8Array | null, isGiven = false) =>
    new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      if (gone) return reject(gone);
      last += 1;
      const stuck = () => fail(new Error(`embedded database gave no answer in ${patience / 1000} s`));
      waiting.set(last, { resolve, reject, watch: setTimeout(stuck, patience).unref() });
      // What lies in a part of a memory shared with others is copied all the same.
      const isWhole = isGiven && bytes?.byteLength === bytes?.buffer.byteLength;
      worker.postMessage({ number: last, bytes }, bytes && isWhole ? [bytes.buffer as ArrayBuffer] : []);
    });
  worker.on(
    "message",
    ({ number, bytes, error }: { number: number; bytes: Uint8Array<ArrayBuffer>; error?: string }) => {
      const call = waiting.get(number);
      waiting.delete(number);
      clearTimeout(call?.watch);
      if (error !== undefined) call?.reject(new Error(error));
      else call?.resolve(bytes);
    },
  );
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("embedded database ended")));
  await ask(new Uint8Array());
  return {
    exchange: ask,
    close: async () => {
      await ask(null);
      isClosing = true;
      await worker.terminate();
    },
  };
}

/** A socket for `pg` whose other end is the engine. */
export function wire(engine: Engine): Duplex {
  const send = (bytes: Uint8Array, isGiven: boolean, done: (error?: Error | null) => void) => {
    engine.exchange(bytes, isGiven).then(
      (answer) => {
        if (answer.length > 0) socket.push(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength));
        done();
      },
      (error: Error) => done(error),
    );
  };
  const socket = new Duplex({
    read() {},
    write: (chunk: Buffer, _encoding, done) => send(chunk, false, done),
    // One question of the driver comes in several pieces (parse, bind, execute, sync); together they are one exchange.
    writev: (chunks, done) => send(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer)), true, done),
  });
  return Object.assign(socket, {
    connect: () => setImmediate(() => socket.emit("connect")),
    setNoDelay: () => socket,
    setKeepAlive: () => socket,
    ref: () => socket,
    unref: () => socket,
  });
}
