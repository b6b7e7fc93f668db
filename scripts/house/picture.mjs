import { readFileSync } from "node:fs";
import path from "node:path";
import { format } from "dependency-cruiser";

const begin = "<!-- house:begin -->";
const end = "<!-- house:end -->";
export const page = "ARCHITECTURE.md";

/** The floors and what they stand on, drawn from the imports that are really there. */
export async function drawPicture(result) {
  const { output } = await format(result, {
    outputType: "mermaid",
    includeOnly: "^src",
    collapse: "^src/(?:kit/[^/]+|[^/]+)",
  });
  return `${begin}\n\`\`\`mermaid\n${output.trim()}\n\`\`\`\n${end}`;
}

/** The page with the picture put between its marks. */
export function withPicture(text, picture) {
  const [before, rest] = text.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`${page}: ${begin} … ${end} missing`);
  return `${before}${picture}${after}`;
}

export async function checkPicture(root, result) {
  const text = readFileSync(path.join(root, page), "utf8");
  const isFresh = withPicture(text, await drawPicture(result)) === text;
  return isFresh ? [] : [{ rule: "stale-picture", file: page, message: "图已过时：npm run house:draw" }];
}
