/*
 * 压缩包: reading and writing ZIP, the envelope of xlsx and docx.
 *
 * Reading trusts nothing. The central directory declares how large every entry will be, so a bomb that tells the truth is
 * refused before one byte is unpacked; an entry that lies is stopped at the first byte beyond its own declaration. Together
 * the two bound the whole work, however entries overlap or repeat. Entries are streams: nothing is ever unpacked to disk.
 */
import { type Transform, pipeline, Readable } from "node:stream";
import { crc32, createDeflateRaw, createInflateRaw } from "node:zlib";
import { broken, defaultLimits, type Limits, locked, swollen } from "./limits.ts";

const signature = {
  local: 0x04034b50,
  descriptor: 0x08074b50,
  central: 0x02014b50,
  end: 0x06054b50,
  end64: 0x06064b50,
};
const endLength = 22;
const longestComment = 0xffff;
/** A small honest file may be packed very tightly; the ratio says something only from here on. */
const ratioCountsFrom = 10 * 1024 * 1024;
const chunkSize = 128 * 1024;

interface Entry {
  isStored: boolean;
  checksum: number;
  packed: Uint8Array;
  size: number;
}

export interface Archive {
  /** Lower case with `/`: part names are case-insensitive, and some programs write `\`. */
  names: string[];
  has(name: string): boolean;
  /** The entry's bytes as they are unpacked; fails when there are more of them than `most`. */
  read(name: string, most?: number): AsyncGenerator<Uint8Array>;
}

export function openArchive(bytes: Uint8Array, limits: Limits = defaultLimits): Archive {
  const entries = readDirectory(bytes);
  let total = 0;
  for (const entry of entries.values()) total += entry.size;
  if (total > limits.unpackedBytes) throw swollen();
  if (total > ratioCountsFrom && total > bytes.length * limits.ratio) throw swollen();
  return {
    names: [...entries.keys()],
    has: (name) => entries.has(plainName(name)),
    read(name, most = Number.POSITIVE_INFINITY) {
      const entry = entries.get(plainName(name));
      if (!entry) throw broken();
      if (entry.size > most) throw swollen();
      return unpack(entry);
    },
  };
}

function plainName(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\/+/, "").toLowerCase();
}

function readDirectory(bytes: Uint8Array): Map<string, Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const { count, start } = findDirectory(view);
    const entries = new Map<string, Entry>();
    let at = start;
    for (let i = 0; i < count; i++) {
      if (view.getUint32(at, true) !== signature.central) throw broken();
      const nameLength = view.getUint16(at + 28, true);
      const extraLength = view.getUint16(at + 30, true);
      const name = plainName(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)));
      if (!name.endsWith("/")) {
        // Two entries of one name let two readers see two different files.
        if (entries.has(name)) throw broken();
        entries.set(name, readEntry(bytes, view, at, at + 46 + nameLength, extraLength));
      }
      at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    }
    return entries;
  } catch (error) {
    if (error instanceof RangeError) throw broken();
    throw error;
  }
}

function findDirectory(view: DataView): { count: number; start: number } {
  const first = Math.max(0, view.byteLength - endLength - longestComment);
  for (let at = view.byteLength - endLength; at >= first; at--) {
    if (view.getUint32(at, true) !== signature.end) continue;
    const count = view.getUint16(at + 10, true);
    const start = view.getUint32(at + 16, true);
    if (count !== 0xffff && start !== 0xffffffff) return { count, start };
    const at64 = readLong(view, at - 20 + 8);
    if (view.getUint32(at64, true) !== signature.end64) throw broken();
    return { count: readLong(view, at64 + 32), start: readLong(view, at64 + 48) };
  }
  throw broken();
}

function readEntry(bytes: Uint8Array, view: DataView, at: number, extraAt: number, extraLength: number): Entry {
  const flags = view.getUint16(at + 8, true);
  if (flags & 1) throw locked();
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) throw broken();
  let packedSize = view.getUint32(at + 20, true);
  let size = view.getUint32(at + 24, true);
  let start = view.getUint32(at + 42, true);
  // ZIP64 moves exactly those numbers that do not fit, in this order; some writers use it for small files too.
  let longAt = findLongs(view, extraAt, extraLength);
  const long = (short: number) => {
    if (short !== 0xffffffff) return short;
    longAt += 8;
    return readLong(view, longAt - 8);
  };
  size = long(size);
  packedSize = long(packedSize);
  start = long(start);
  if (view.getUint32(start, true) !== signature.local) throw broken();
  const packedAt = start + 30 + view.getUint16(start + 26, true) + view.getUint16(start + 28, true);
  if (packedAt + packedSize > bytes.length) throw broken();
  const packed = bytes.subarray(packedAt, packedAt + packedSize);
  return { isStored: method === 0, checksum: view.getUint32(at + 16, true), packed, size };
}

function findLongs(view: DataView, extraAt: number, extraLength: number): number {
  for (let at = extraAt; at + 4 <= extraAt + extraLength; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === 1) return at + 4;
  }
  return Number.NaN;
}

function readLong(view: DataView, at: number): number {
  if (Number.isNaN(at)) throw broken();
  return Number(view.getBigUint64(at, true));
}

async function* unpack(entry: Entry): AsyncGenerator<Uint8Array> {
  let size = 0;
  let checksum = 0;
  try {
    const chunks = entry.isStored ? [entry.packed] : through([entry.packed], createInflateRaw({ chunkSize }));
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > entry.size) throw swollen();
      checksum = crc32(chunk, checksum);
      yield chunk;
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) throw broken();
    throw error;
  }
  if (size !== entry.size || checksum !== entry.checksum) throw broken();
}

/** A failing source destroys the transform, and leaving the loop early destroys the source. */
function through(
  source: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  transform: Transform,
): AsyncIterable<Buffer> {
  return pipeline(Readable.from(source, { objectMode: true, highWaterMark: 1 }), transform, () => {});
}

export interface Part {
  name: string;
  text: Iterable<string> | AsyncIterable<string>;
}

/** Packs text parts one after another; `parts` is pulled lazily, so a later part may tell what an earlier one found. */
export async function* packArchive(parts: Iterable<Part> | AsyncIterable<Part>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let at = 0;
  for await (const { name, text } of parts) {
    const start = at;
    const tally = { size: 0, checksum: 0 };
    const header = localHeader(name);
    yield header;
    let packedSize = 0;
    for await (const chunk of through(encoded(text, tally), createDeflateRaw({ chunkSize }))) {
      packedSize += chunk.length;
      yield chunk;
    }
    const sizes = Buffer.alloc(12);
    sizes.writeUInt32LE(tally.checksum, 0);
    sizes.writeUInt32LE(packedSize, 4);
    sizes.writeUInt32LE(tally.size, 8);
    yield Buffer.concat([longs(signature.descriptor), sizes]);
    at += header.length + packedSize + 16;
    directory.push(centralHeader(header, sizes, start));
  }
  const central = Buffer.concat(directory);
  yield central;
  const end = Buffer.alloc(endLength);
  end.writeUInt32LE(signature.end, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  yield end;
}

async function* encoded(text: Part["text"], tally: { size: number; checksum: number }): AsyncGenerator<Uint8Array> {
  for await (const piece of text) {
    const chunk = Buffer.from(piece, "utf8");
    tally.size += chunk.length;
    tally.checksum = crc32(chunk, tally.checksum);
    yield chunk;
  }
}

function longs(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => buffer.writeUInt32LE(value, i * 4));
  return buffer;
}

/** Sizes follow in the descriptor (flag 8), names are UTF-8 (flag 0x800), and the date never changes: same content, same file. */
function localHeader(name: string): Buffer {
  const nameBytes = Buffer.from(name, "utf8");
  const header = Buffer.alloc(30);
  header.writeUInt32LE(signature.local, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(0x0808, 6);
  header.writeUInt16LE(8, 8);
  header.writeUInt16LE(0x21, 12);
  header.writeUInt16LE(nameBytes.length, 26);
  return Buffer.concat([header, nameBytes]);
}

function centralHeader(local: Buffer, sizes: Buffer, start: number): Buffer {
  const header = Buffer.alloc(46);
  header.writeUInt32LE(signature.central, 0);
  header.writeUInt16LE(20, 4);
  local.copy(header, 6, 4, 14);
  sizes.copy(header, 16);
  local.copy(header, 28, 26, 28);
  header.writeUInt32LE(start, 42);
  return Buffer.concat([header, local.subarray(30)]);
}
