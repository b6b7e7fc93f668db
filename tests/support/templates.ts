import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dropDatabase, type Template } from "./database.ts";

/** A folder for what the test files of one run share. */
export function setup() {
  const folder = mkdtempSync(join(tmpdir(), "luodi-templates-"));
  process.env.LUODI_TEST_TEMPLATES = folder;
  return async () => {
    const made = join(folder, "stage.json");
    const template = existsSync(made) && (JSON.parse(readFileSync(made, "utf8")) as Template);
    const address = process.env.LUODI_TEST_DATABASE_URL;
    if (address && template && "name" in template) await dropDatabase(address, template.name);
    rmSync(folder, { recursive: true, force: true });
  };
}
