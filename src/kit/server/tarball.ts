import { createReadStream, createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { Failure } from "#kit/base/errors.ts";

/** 归档: a gzip'd tar (POSIX ustar), written and read as a stream. Any tar program can open what this writes. */
const block = 512;

export interface Tarball {
  add(name: string, size: number, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void>;
  /** Only now does the file have its name; until then, and after `discard`, there is nothing of that name. */
  finish(): Promise<void>;
  discard(): Promise<void>;
}

export function writeTarball(path: string): Tarball {
  const part = `${path}.part`;
  const gzip = createGzip({ level: 3 });
  const written = pipeline(gzip, createWriteStream(part, { mode: 0o600, flush: true }));
  written.catch(() => undefined);
  const push = (chunk: Uint8Array) =>
    new Promise<void>((resolve, reject) => {
      // When the disk is full, gzip only knows that it was torn down; the pipeline knows why.
      gzip.write(chunk, (error) => {
        if (error) written.then(() => reject(error), reject);
        else resolve();
      });
    });
  return {
    add: async (name, size, chunks) => {
      await push(headerOf(name, size));
      let sent = 0;
      for await (const chunk of chunks) {
        sent += chunk.length;
        await push(chunk);
      }
      if (sent !== size) throw new Error(`${name} changed while it was archived`);
      if (size % block > 0) await push(Buffer.alloc(block - (size % block)));
    },
    finish: async () => {
      await push(Buffer.alloc(2 * block));
      gzip.end();
      await written;
      await rename(part, path);
    },
    discard: async () => {
      gzip.destroy();
      await written.catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}

function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(block);
  header.write(name, 0, 100);
  header.write("0000600\0".concat("0000000\0".repeat(2), octal(size), octal(0)), 100);
  header.write("        0", 148);
  header.write("ustar\x0000", 257, "latin1");
  header.write(`${checksum(header).toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

const octal = (value: number): string => `${value.toString(8).padStart(11, "0")}\0`;

/** Over the header with its own place blank. */
const checksum = (header: Buffer): number =>
  header.reduce((sum, byte, at) => sum + (at >= 148 && at < 156 ? 0x20 : byte), 0);

export interface Member {
  name: string;
  size: number;
  /** To be read once, before the next member is asked for; what is left of it is skipped. */
  bytes: AsyncIterable<Buffer>;
}

/** Members in order. A cut or damaged archive fails while it is read, so nothing may count before the last one came. */
export async function* readTarball(path: string): AsyncGenerator<Member> {
  const source = createReadStream(path);
  const gunzip = createGunzip();
  const piped = pipeline(source, gunzip);
  piped.catch(() => undefined);
  const take = taker(gunzip);
  try {
    for (;;) {
      const header = await exactly(take, block);
      if (header.every((byte) => byte === 0)) break;
      if (Number.parseInt(header.toString("latin1", 148, 156), 8) !== checksum(header)) throw damagedArchive();
      const size = Number.parseInt(header.toString("latin1", 124, 136), 8);
      const name = header.toString("utf8", 0, header.indexOf(0));
      if (!Number.isSafeInteger(size) || size < 0 || header[156] !== 0x30) throw damagedArchive();
      let left = size;
      const bytes = async function* (): AsyncGenerator<Buffer> {
        while (left > 0) {
          const chunk = await take(left);
          if (!chunk) throw damagedArchive();
          left -= chunk.length;
          yield chunk;
        }
      };
      yield { name, size, bytes: bytes() };
      for await (const _rest of bytes());
      await exactly(take, (block - (size % block)) % block);
    }
    // To the very end: the gzip checksum comes last.
    while (await take(block));
  } finally {
    gunzip.destroy();
    source.destroy();
  }
}

/** Up to so many bytes, as they come; null at the end. */
function taker(source: AsyncIterable<Buffer>): (most: number) => Promise<Buffer | null> {
  const chunks = source[Symbol.asyncIterator]();
  let rest: Buffer = Buffer.alloc(0);
  return async (most) => {
    while (rest.length === 0) {
      const next = await chunks.next().catch(asDamage);
      if (next.done) return null;
      rest = next.value;
    }
    const taken = rest.subarray(0, most);
    rest = rest.subarray(taken.length);
    return taken;
  };
}

async function exactly(take: ReturnType<typeof taker>, size: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let left = size; left > 0; ) {
    const chunk = await take(left);
    if (!chunk) throw damagedArchive();
    left -= chunk.length;
    parts.push(chunk);
  }
  return Buffer.concat(parts);
}

function asDamage(error: NodeJS.ErrnoException): never {
  throw error.code?.startsWith("Z_") ? damagedArchive() : error;
}

export const damagedArchive = (): Failure =>
  new Failure(
    "invalid",
    "backup.damaged",
    "备份文件已损坏或不完整，没有恢复任何内容。请换一份备份，或从原处重新复制这一份",
  );
