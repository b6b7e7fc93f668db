import { inflateSync } from "node:zlib";
import { swollen } from "../../limits.ts";

const mebibyte = 1024 * 1024;
const mostOfOne = 64 * mebibyte;
const mostTogether = 512 * mebibyte;
const longestEntries = 500;

/**
 * 炸弹: pdf.js unpacks whatever it is given, so what would burst is found out before. Pictures may be as large as they like,
 * they are never unpacked. A bomb within a bomb gets through here, and is stopped with its thread.
 */
export function refuseBombs(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let total = 0;
  for (let at = file.indexOf("stream"); at >= 0; at = file.indexOf("stream", at + 6)) {
    const before = file.toString("latin1", Math.max(0, at - longestEntries), at);
    const entries = before.slice(before.lastIndexOf(" obj") + 1);
    if (entries.endsWith("end") || !entries.includes("Flate") || /\/Subtype\s*\/Image\b/.test(entries)) continue;
    total += unpackedSize(file.subarray(file[at + 6] === 0x0d ? at + 8 : at + 7));
    if (total > mostTogether) throw swollen();
  }
}

/** What comes behind the packed bytes does not matter. Damaged ones are for pdf.js to judge, which saves what it can. */
function unpackedSize(packed: Uint8Array): number {
  try {
    return inflateSync(packed, { maxOutputLength: mostOfOne }).length;
  } catch (error) {
    if (error instanceof RangeError) throw swollen();
    return 0;
  }
}
