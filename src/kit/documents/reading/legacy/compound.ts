/*
 * 复合文档: the envelope of legacy office files, a small file system of sectors and chains (依据：[MS-CFB]).
 *
 * Every number in it is a stranger's. A chain that is longer than the file has sectors goes in circles, and one that leaves
 * the file is cut: both mean the file is broken. Only what lies at the root counts: deeper down are documents put into this one.
 */
import { broken } from "../../limits.ts";

export interface Compound {
  /** Names of streams and storages alike. */
  names: string[];
  /** The bytes of a stream; null where there is none. */
  read: (name: string) => Uint8Array | null;
}

const headerSize = 512;
const entrySize = 128;
const miniSectorSize = 64;
const lastSector = 0xfffffffa;
const streamEntry = 2;
const rootEntry = 5;

interface Entry {
  name: string;
  type: number;
  start: number;
  size: number;
  /** Entries beside it, and of the root the first of those below. */
  left: number;
  right: number;
  below: number;
}

export function openCompound(bytes: Uint8Array): Compound {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < headerSize) throw broken();
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) throw broken();
  const sectorSize = 1 << shift;
  const sectorCount = Math.ceil(bytes.length / sectorSize);
  const sector = (number: number) => bytes.subarray((number + 1) * sectorSize, (number + 2) * sectorSize);

  const table = concat(tableSectors(view, sectorSize, sectorCount).map(sector), 4);
  const chain = (start: number, next: DataView, most: number) => chainOf(start, next, most);
  const stream = (start: number) => concat(chain(start, table, sectorCount).map(sector), 1);

  const entries = entriesOf(stream(view.getUint32(48, true)));
  const root = entries.find(({ type }) => type === rootEntry);
  if (!root) throw broken();
  const children = childrenOf(root, entries);
  const shortest = view.getUint32(56, true);
  const mini = bytesOf(stream(root.start));
  const miniTable = stream(view.getUint32(60, true));
  const miniSector = (number: number) => mini.subarray(number * miniSectorSize, (number + 1) * miniSectorSize);

  return {
    names: children.map(({ name }) => name),
    read(name) {
      const isIt = (one: Entry) => one.type === streamEntry && one.name.toLowerCase() === name.toLowerCase();
      const entry = children.find(isIt);
      if (!entry) return null;
      const whole =
        entry.size < shortest
          ? concat(chain(entry.start, miniTable, mini.length / miniSectorSize).map(miniSector), 1)
          : stream(entry.start);
      return bytesOf(whole).subarray(0, entry.size);
    },
  };
}

/** Where the table of chains itself lies: the first 109 sectors of it are listed in the header, the others in a chain. */
function tableSectors(view: DataView, sectorSize: number, sectorCount: number): number[] {
  const count = view.getUint32(44, true);
  if (count > sectorCount) throw broken();
  const sectors: number[] = [];
  for (let i = 0; i < Math.min(109, count); i++) sectors.push(view.getUint32(76 + i * 4, true));
  let next = view.getUint32(68, true);
  while (sectors.length < count && next < lastSector) {
    const at = (next + 1) * sectorSize;
    if (at + sectorSize > view.byteLength) throw broken();
    for (let i = 0; i < sectorSize / 4 - 1 && sectors.length < count; i++)
      sectors.push(view.getUint32(at + i * 4, true));
    next = view.getUint32(at + sectorSize - 4, true);
  }
  return sectors;
}

function chainOf(start: number, table: DataView, most: number): number[] {
  const chain: number[] = [];
  for (let at = start; at < lastSector; at = table.getUint32(at * 4, true)) {
    if (chain.push(at) > most || at * 4 + 4 > table.byteLength) throw broken();
  }
  return chain;
}

function entriesOf(directory: DataView): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at + entrySize <= directory.byteLength; at += entrySize) {
    const length = Math.min(64, directory.getUint16(at + 64, true)) - 2;
    const name = length > 0 ? new TextDecoder("utf-16le").decode(bytesOf(directory).subarray(at, at + length)) : "";
    const [start, size] = [directory.getUint32(at + 116, true), directory.getUint32(at + 120, true)];
    const [left, right, below] = [68, 72, 76].map((from) => directory.getUint32(at + from, true)) as [
      number,
      number,
      number,
    ];
    entries.push({ name, type: directory.getUint8(at + 66), start, size, left, right, below });
  }
  return entries;
}

function childrenOf(root: Entry, entries: Entry[]): Entry[] {
  const children = new Set<Entry>();
  const open = [root.below];
  while (open.length > 0) {
    const entry = entries[open.pop() ?? 0];
    if (!entry || children.has(entry)) continue;
    children.add(entry);
    open.push(entry.left, entry.right);
  }
  return [...children];
}

function concat(parts: Uint8Array[], multiple: number): DataView {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const whole = new Uint8Array(length - (length % multiple));
  let at = 0;
  for (const part of parts) {
    whole.set(part.subarray(0, whole.length - at), at);
    at += part.length;
  }
  return new DataView(whole.buffer);
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
