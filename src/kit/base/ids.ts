/**
 * UUIDv7 made by the application (decision 9). Ids made in one millisecond keep their order, so that rows entered
 * together page in the order they were entered. 依据：RFC 9562 §6.2, method 2 (the random part is counted up).
 */
export function newId(now: number = Date.now()): string {
  if (!(now >= 0 && now < 2 ** 48)) throw new RangeError(`no moment for an id: ${now}`);
  tail = now === lastMoment ? tail + 1n : randomTail();
  lastMoment = now;
  const time = Math.floor(now).toString(16).padStart(12, "0");
  const a = (tail >> 62n) & 0xfffn;
  const b = (tail & (2n ** 62n - 1n)) | (2n ** 63n);
  const hex = `${time}7${a.toString(16).padStart(3, "0")}${b.toString(16)}`;
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

let lastMoment = -1;
let tail = 0n;

/** 73 of the 74 bits: the highest stays free, so that counting up cannot run over into the version. */
function randomTail(): bigint {
  if (drawn === random.length) {
    globalThis.crypto.getRandomValues(random);
    drawn = 0;
  }
  const [high = 0n, low = 0n] = random.subarray(drawn, drawn + 2);
  drawn += 2;
  return (high << 9n) | (low & 0x1ffn);
}

/** Drawn ahead: asking the system for a few bytes costs as much as for many. */
const random = new BigUint64Array(512);
let drawn = random.length;

export const isId = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(text);

/** The moment an id was made, in milliseconds. */
export const momentOfId = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/** The code people say aloud: P2023-0042. Past 9999 it grows by a digit rather than starting over. */
export function humanCode(prefix: string, year: number, number: number): string {
  if (!/^[A-Z]{1,4}$/.test(prefix) || !/^\d{4}$/.test(String(year)) || !Number.isSafeInteger(number) || number < 1) {
    throw new RangeError(`no such code: ${prefix} ${year} ${number}`);
  }
  return `${prefix}${year}-${String(number).padStart(4, "0")}`;
}
