/*
 * 拨钟: loaded before the application in a journey that lasts longer than a test may. The file named by LUODI_TEST_CLOCK
 * holds the days to add; what was asked for lately is not read again, for the clock is looked at very often.
 */
import { readFileSync } from "node:fs";

const file = process.env.LUODI_TEST_CLOCK;
const Real = Date;
let read = -Infinity;
let shift = 0;

function now() {
  if (file && performance.now() - read > 50) {
    read = performance.now();
    shift = Number(readFileSync(file, "utf8")) * 86_400_000;
  }
  return Real.now() + shift;
}

globalThis.Date = class Date extends Real {
  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given));
  }
  static now() {
    return now();
  }
};
