import type { FileHandle } from "node:fs/promises";
import { Failure } from "#kit/base/errors.ts";

/**
 * 容器文件: the table of contents of a ZIP (docx, xlsx, pptx, ofd) and of an OLE file (doc, xls, ppt), read by place
 * from the disk. Nothing is unpacked, and what one file may make us read is bounded.
 */
export interface Entry {
  name: string;
  packed: number;
  unpacked: number;
  isEncrypted: boolean;
}

const endLength = 22;
const longestComment = 0xffff;
const mostEntries = 20_000;
const longestDirectory = 8 * 1024 * 1024;

/** The central directory of a ZIP. ZIP64 is refused with the rest that is too large: no office document needs it. */
export async function listZip(file: FileHandle, size: number): Promise<Entry[]> {
  const tail = await readAt(file, Math.max(0, size - endLength - longestComment), endLength + longestComment);
  const at = tail.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (at < 0 || at + endLength > tail.length) throw damaged();
  const count = tail.readUInt16LE(at + 10);
  const length = tail.readUInt32LE(at + 12);
  const start = tail.readUInt32LE(at + 16);
  if (count > mostEntries || length > longestDirectory) throw swollen();
  if (start + length > size) throw damaged();
  const directory = await readAt(file, start, length);
  const entries: Entry[] = [];
  for (let place = 0; entries.length < count; ) {
    if (place + 46 > directory.length || directory.readUInt32LE(place) !== 0x02014b50) throw damaged();
    const nameLength = directory.readUInt16LE(place + 28);
    entries.push({
      name: directory.toString("utf8", place + 46, place + 46 + nameLength).replaceAll("\\", "/"),
      packed: directory.readUInt32LE(place + 20),
      unpacked: directory.readUInt32LE(place + 24),
      isEncrypted: (directory.readUInt16LE(place + 8) & 1) === 1,
    });
    place += 46 + nameLength + directory.readUInt16LE(place + 30) + directory.readUInt16LE(place + 32);
  }
  return entries;
}

const endOfChain = 0xfffffff9;
/** A document has a few dozen streams; four to a sector, so this is a thousand of them. */
const mostSectors = 256;

/** Names of the streams and storages of an OLE file. 依据：MS-CFB §2.2、§2.6 */
export async function listOle(file: FileHandle): Promise<string[]> {
  const header = await readAt(file, 0, 512);
  if (header.length < 512) throw damaged();
  const shift = header.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) throw damaged();
  const sectorSize = 2 ** shift;
  const sector = (number: number) => readAt(file, (number + 1) * sectorSize, sectorSize);
  const names: string[] = [];
  let number = header.readUInt32LE(48);
  for (let read = 0; number < endOfChain; read++) {
    if (read === mostSectors) throw damaged();
    const entries = await sector(number);
    for (let at = 0; at + 128 <= entries.length; at += 128) {
      const length = Math.min(entries.readUInt16LE(at + 64), 64);
      if (length > 2) names.push(entries.toString("utf16le", at, at + length - 2));
    }
    number = await following(header, sector, number, sectorSize / 4);
  }
  return names;
}

/** Which sector comes after this one. The header names the first 109 sectors of that table: enough for 7 MB and more. */
async function following(
  header: Buffer,
  sector: (number: number) => Promise<Buffer>,
  number: number,
  perSector: number,
) {
  const part = Math.floor(number / perSector);
  if (part >= 109) return endOfChain;
  const table = await sector(header.readUInt32LE(76 + part * 4));
  const at = (number % perSector) * 4;
  if (at + 4 > table.length) throw damaged();
  return table.readUInt32LE(at);
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

export function damaged(): Failure {
  return new Failure("refused", "files.damaged", "文件已损坏或不完整，无法读取。请重新导出，或打开后另存一份再上传");
}

export function swollen(): Failure {
  return new Failure(
    "refused",
    "files.bomb",
    "文件解压后过大，为保护系统已停止读取。请删去多余内容，或分成几个文件再上传",
  );
}
