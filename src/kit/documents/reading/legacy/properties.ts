/*
 * 格式: what a legacy Word file says about stretches of its bytes, in pages of 512 bytes (依据：[MS-DOC] 2.4.6, 2.6).
 *
 * A stretch of paragraph or character properties is a list of changes (sprm): two bytes that name what is changed and how long
 * its value is, then the value.
 */
import { broken } from "../../limits.ts";

export interface Stretch {
  from: number;
  to: number;
  changes: Change[];
  /** Of a paragraph: the number of its style. */
  style: number;
}

export interface Change {
  name: number;
  value: DataView;
}

const pageSize = 512;
const mostStretches = 1_000_000;

/** `plan` lists the pages that hold the stretches, by position in the file. */
export function readStretches(file: DataView, plan: DataView, kind: "paragraph" | "character"): Stretch[] {
  const count = Math.floor((plan.byteLength - 4) / 8);
  const stretches: Stretch[] = [];
  for (let i = 0; i < count; i++) {
    const page = (plan.getUint32((count + 1) * 4 + i * 4, true) & 0x3fffff) * pageSize;
    if (page + pageSize > file.byteLength) throw broken();
    stretches.push(...readPage(new DataView(file.buffer, file.byteOffset + page, pageSize), kind));
    if (stretches.length > mostStretches) throw broken();
  }
  return stretches.sort((a, b) => a.from - b.from);
}

function readPage(page: DataView, kind: "paragraph" | "character"): Stretch[] {
  const count = page.getUint8(pageSize - 1);
  const entrySize = kind === "paragraph" ? 13 : 1;
  if ((count + 1) * 4 + count * entrySize >= pageSize) throw broken();
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [page.getUint32(i * 4, true), page.getUint32(i * 4 + 4, true)];
    const at = page.getUint8((count + 1) * 4 + i * entrySize) * 2;
    if (at === 0) return { from, to, changes: [], style: 0 };
    const [start, length] = bounds(page, at, kind);
    const body = new DataView(
      page.buffer,
      page.byteOffset + start,
      Math.max(0, Math.min(length, pageSize - 1 - start)),
    );
    if (kind === "character") return { from, to, changes: changesOf(body, 0), style: 0 };
    return { from, to, changes: changesOf(body, 2), style: body.byteLength > 1 ? body.getUint16(0, true) : 0 };
  });
}

/** Paragraphs count their length in pairs of bytes, and where it is even, in the next byte. */
function bounds(page: DataView, at: number, kind: "paragraph" | "character"): [start: number, length: number] {
  const length = page.getUint8(at);
  if (kind === "character") return [at + 1, length];
  return length > 0 ? [at + 1, length * 2 - 1] : [at + 2, page.getUint8(at + 1) * 2];
}

const sizes = [1, 1, 2, 4, 2, 2, 0, 3];
const tableDefinition = 0xd608;

export function changesOf(body: DataView, from: number): Change[] {
  const changes: Change[] = [];
  for (let at = from; at + 3 <= body.byteLength; ) {
    const name = body.getUint16(at, true);
    at += 2;
    let size = sizes[name >> 13] ?? 0;
    if (name === tableDefinition && at + 2 <= body.byteLength) {
      size = body.getUint16(at, true) - 1;
      at += 2;
    } else if (size === 0) {
      size = body.getUint8(at);
      at += 1;
    }
    if (size < 0 || at + size > body.byteLength) break;
    changes.push({ name, value: new DataView(body.buffer, body.byteOffset + at, size) });
    at += size;
  }
  return changes;
}

/** What holds at a position of the file; asked for rising positions mostly, so it searches by halves. */
export function stretchAt(stretches: readonly Stretch[], position: number): Stretch | null {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.from ?? 0) <= position) low = middle + 1;
    else high = middle;
  }
  const found = stretches[low - 1];
  return found && position < found.to ? found : null;
}
