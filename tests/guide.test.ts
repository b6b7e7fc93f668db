import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Pictures and pages a text points at, as they stand beside it; addresses of the web and places within a page aside. */
function pointedAt(page: string): string[] {
  const text = readFileSync(path.join(root, page), "utf8").replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, "");
  const targets = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => decodeURIComponent(target ?? ""));
  return targets.flatMap((target) => {
    const [file = ""] = target.split("#");
    return file === "" || /^[a-z]+:/.test(file) ? [] : [path.join(path.dirname(page), file)];
  });
}

test("指南和说明里写到的图、指到的页都在", () => {
  const pages = [
    ...readdirSync(root),
    ...["docs", "src"].flatMap((folder) =>
      readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
        path.join(folder, file),
      ),
    ),
  ].filter((file) => file.endsWith(".md"));
  const missing = pages.flatMap((page) =>
    pointedAt(page)
      .filter((file) => !existsSync(path.join(root, file)))
      .map((file) => `${page}: ${file}`),
  );
  expect(pages).toContain(path.join("docs", "guide", "events.md"));
  expect(missing).toEqual([]);
});
