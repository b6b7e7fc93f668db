import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A clock that a journey moves on: its settings start the application with it. The browser keeps the real one. */
export function setClock() {
  const file = join(mkdtempSync(join(tmpdir(), "luodi-clock-")), "days");
  const moveTo = (days: number) => writeFileSync(file, String(days));
  moveTo(0);
  const script = new URL("./clock.mjs", import.meta.url).href;
  return { moveTo, settings: { LUODI_TEST_CLOCK: file, NODE_OPTIONS: `--import=${script}` } };
}
