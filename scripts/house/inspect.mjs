import { checkHabits } from "./habits.mjs";
import { checkImports, checkSight, cruiseHouse } from "./imports.mjs";
import { checkName, longFrom } from "./names.mjs";
import { listFiles, readSource } from "./source.mjs";
import { checkWrites } from "./writes.mjs";

export { default as plan, floors, order } from "../../.dependency-cruiser.mjs";
export { checkPicture, drawPicture, withPicture } from "./picture.mjs";

const folders = ["src", "demo", "tests", "bench", "scripts", "bin"];

/** The whole check of the house that stands below `root`: what was read, and every breach found. */
export async function inspect(root) {
  const sources = listFiles(root, folders, /\.(?:[mc]?tsx?|mjs)$/).map((file) => readSource(root, file));
  const inSrc = sources.filter(({ file }) => file.startsWith("src/"));
  const result = await cruiseHouse(root);
  const breaches = [
    ...checkImports(result),
    ...checkSight(result, inSrc),
    ...checkWrites(sources),
    ...sources.flatMap((source) =>
      [...checkName(source), ...checkHabits(source)].map((found) => ({ file: source.file, ...found })),
    ),
  ];
  const long = inSrc.filter(({ lines }) => lines > longFrom).map(({ file, lines }) => ({ file, lines }));
  const imports = result.modules
    .filter(({ source }) => source.startsWith("src/"))
    .flatMap((module) => module.dependencies);
  return { result, breaches, long, fileCount: inSrc.length, importCount: imports.length };
}
