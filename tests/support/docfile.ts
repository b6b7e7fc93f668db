/* 旧版 .doc 样本: the smallest Word 97 file around some paragraphs, and the envelope of any compound file. */
import { Buffer } from "node:buffer";

const sector = 512;
const end = 0xfffffffe;
const free = 0xffffffff;

/** 复合文档: streams of 4,096 bytes or more each, so that no short sectors are needed. */
export function makeCompound(streams: Record<string, Uint8Array>): Uint8Array {
  const parts = Object.entries(streams).map(([name, bytes]) => {
    const size = Math.max(4096, Math.ceil(bytes.length / sector) * sector);
    return { name, bytes: Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]) };
  });
  const total = parts.reduce((sum, { bytes }) => sum + bytes.length / sector, 1);
  const tableSectors = Math.ceil((total + 8) / (sector / 4 - 1));
  const table = Buffer.alloc(tableSectors * sector, 0xff);
  const directory = Buffer.alloc(Math.ceil((parts.length + 1) / 4) * sector);
  const mark = (from: number, count: number) => {
    for (let i = 0; i < count; i++) table.writeUInt32LE(i === count - 1 ? end : from + i + 1, (from + i) * 4);
  };
  for (let i = 0; i < tableSectors; i++) table.writeUInt32LE(0xfffffffd, i * 4);
  let at = tableSectors;
  mark(at, directory.length / sector);
  writeEntry(directory, 0, { name: "Root Entry", type: 5, start: end, size: 0, right: free, below: 1 });
  at += directory.length / sector;
  parts.forEach(({ name, bytes }, i) => {
    const right = i + 1 < parts.length ? i + 2 : free;
    writeEntry(directory, i + 1, { name, type: 2, start: at, size: bytes.length, right, below: free });
    mark(at, bytes.length / sector);
    at += bytes.length / sector;
  });
  const header = Buffer.alloc(sector);
  Buffer.from("d0cf11e0a1b11ae1", "hex").copy(header);
  header.writeUInt16LE(9, 30);
  header.writeUInt16LE(6, 32);
  header.writeUInt32LE(tableSectors, 44);
  header.writeUInt32LE(tableSectors, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(end, 60);
  header.writeUInt32LE(end, 68);
  header.fill(0xff, 76);
  for (let i = 0; i < tableSectors; i++) header.writeUInt32LE(i, 76 + i * 4);
  return new Uint8Array(Buffer.concat([header, table, directory, ...parts.map(({ bytes }) => bytes)]));
}

interface Entry {
  name: string;
  type: number;
  start: number;
  size: number;
  right: number;
  below: number;
}

function writeEntry(directory: Buffer, i: number, { name, type, start, size, right, below }: Entry): void {
  const at = i * 128;
  directory.write(name, at, "utf16le");
  directory.writeUInt16LE(name.length * 2 + 2, at + 64);
  directory.writeUInt8(type, at + 66);
  directory.writeUInt32LE(free, at + 68);
  directory.writeUInt32LE(right, at + 72);
  directory.writeUInt32LE(below, at + 76);
  directory.writeUInt32LE(start, at + 116);
  directory.writeUInt32LE(size, at + 120);
}

export interface DocStretch {
  /** With the sign that ends it: `\r` a paragraph, `\x07` a cell or a row. */
  text: string;
  /** Changes (sprm) as they stand in the file, for the paragraph and for its characters. */
  paragraph?: number[];
  characters?: number[];
  /** Counted among the footnotes, behind the body. */
  isNote?: boolean;
}

export const inTable = [0x16, 0x24, 1];
export const rowEnd = [...inTable, 0x17, 0x24, 1];

/** 单元格边界: the declaration of a row; `flags` of 0x60 open a cell merged downwards, 0x20 go on with one. */
export function rowShape(edges: number[], flags: number[] = []): number[] {
  const count = edges.length - 1;
  const body = Buffer.alloc(1 + edges.length * 2 + count * 20);
  body.writeUInt8(count);
  edges.forEach((edge, i) => body.writeInt16LE(edge, 1 + i * 2));
  flags.forEach((flag, i) => body.writeUInt16LE(flag, 1 + edges.length * 2 + i * 20));
  return [...rowEnd, 0x08, 0xd6, (body.length + 1) & 0xff, (body.length + 1) >> 8, ...body];
}

export function makeDoc(stretches: DocStretch[], version = 0xc1): Uint8Array {
  const textAt = 0x800;
  const text = Buffer.from(stretches.map((one) => one.text).join(""), "utf16le");
  const pagesAt = Math.ceil((textAt + text.length) / sector);
  const main = Buffer.alloc((pagesAt + 2) * sector);
  text.copy(main, textAt);
  const bounds = [textAt];
  for (const one of stretches) bounds.push((bounds.at(-1) ?? 0) + one.text.length * 2);
  writePage(
    main.subarray(pagesAt * sector),
    bounds,
    stretches.map((one) => paragraphBody(one.paragraph ?? [])),
    13,
  );
  writePage(
    main.subarray((pagesAt + 1) * sector),
    bounds,
    stretches.map((one) => characterBody(one.characters ?? [])),
    1,
  );

  const lengthOf = (isNote: boolean) =>
    stretches.reduce((sum, one) => sum + ((one.isNote ?? false) === isNote ? one.text.length : 0), 0);
  const [body, notes] = [lengthOf(false), lengthOf(true)];
  const reference = stretches
    .map((one) => one.text)
    .join("")
    .indexOf("\x02");
  const pieces = Buffer.concat([
    Buffer.from([2]),
    words(16, 0, body + notes),
    Buffer.alloc(2),
    words(textAt),
    Buffer.alloc(2),
  ]);
  const parts: [at: number, part: Buffer][] = [
    [0x1a2, pieces],
    [0x102, words(textAt, bounds.at(-1) ?? 0, pagesAt)],
    [0xfa, words(textAt, bounds.at(-1) ?? 0, pagesAt + 1)],
    [0xaa, notes > 0 ? Buffer.concat([words(reference, body + 1), Buffer.alloc(2)]) : Buffer.alloc(0)],
    [0xb2, notes > 0 ? words(0, notes) : Buffer.alloc(0)],
  ];
  main.writeUInt16LE(0xa5ec, 0);
  main.writeUInt16LE(version, 2);
  main.writeUInt16LE(0x0200, 0x0a);
  main.writeUInt32LE(body, 0x4c);
  main.writeUInt32LE(notes, 0x50);
  let at = 0;
  for (const [place, part] of parts) {
    main.writeUInt32LE(at, place);
    main.writeUInt32LE(part.length, place + 4);
    at += part.length;
  }
  return makeCompound({ WordDocument: main, "1Table": Buffer.concat(parts.map(([, part]) => part)) });
}

function words(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, i) => buffer.writeUInt32LE(value, i * 4));
  return buffer;
}

/** The style comes first, and the length is counted in pairs of bytes. */
function paragraphBody(changes: number[]): Buffer {
  const body = Buffer.from([0, 0, ...changes]);
  return body.length % 2 === 1
    ? Buffer.concat([Buffer.from([(body.length + 1) / 2]), body])
    : Buffer.concat([Buffer.from([0, body.length / 2]), body]);
}

function characterBody(changes: number[]): Buffer {
  return Buffer.from([changes.length, ...changes]);
}

function writePage(page: Buffer, bounds: number[], bodies: Buffer[], entrySize: number): void {
  bounds.forEach((bound, i) => page.writeUInt32LE(bound, i * 4));
  let at = sector - 2;
  bodies.forEach((body, i) => {
    at = (at - body.length) & ~1;
    if (at < bounds.length * 4 + bodies.length * entrySize) throw new Error("样本太长，一页放不下");
    body.copy(page, at);
    page.writeUInt8(at / 2, bounds.length * 4 + i * entrySize);
  });
  page.writeUInt8(bodies.length, sector - 1);
}
