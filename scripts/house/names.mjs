import { anatomy, floors, order, shelves } from "../../.dependency-cruiser.mjs";

const forbidden = /^(?:utils?|helpers?|common|misc|managers?|types|index)$/i;
const plain = /^[A-Za-z][A-Za-z0-9]*(?:\.(?:test|d|worker))?\.tsx?$/;
const exact = [...anatomy.both, ...anatomy.neither, ...anatomy.server, ...anatomy.screen];
const stems = exact.map((name) => name.replace(/\.tsx?$/, ""));

const limits = { src: 400, tests: 400, bench: 400, bin: 80, scripts: 80 }; // demo/ is data
export const longFrom = 300;

/** Is the file where the plan expects one, named as the plan names it, and short enough? */
export function* checkName(source) {
  const { file, floor, module, rest, inModule, lines } = source;
  const top = file.split("/")[0];
  const bad = file
    .replace(/(?:\.\w+)+$/, "")
    .split("/")
    .find((part) => forbidden.test(part));
  if (bad) yield { rule: "forbidden-name", message: `“${bad}”没有说出它是什么` };
  else if (top === "src" && !plain.test(source.name))
    yield { rule: "forbidden-name", message: "文件名用一个词，不用连字符" };
  if (lines > (limits[top] ?? Infinity)) {
    yield { rule: top === "scripts" ? "long-script" : "long-file", message: `${lines} 行，超过 ${limits[top]} 行` };
  }
  if (top !== "src") return;
  const planned = floors.includes(floor) && (floor === "app" || order[floor].includes(module.split("/")[1]));
  if (!planned) yield { rule: "outside-the-plan", message: "这个楼层或模块不在 .dependency-cruiser.mjs 的图纸上" };
  else if (inModule && !bad && !fitsAnatomy(rest, module.split("/")[1])) {
    yield { rule: "module-anatomy", message: "模块里没有这样的文件：只用 ARCHITECTURE.md 所列的名字" };
  }
}

/** A file of a module by exact name, a page or a piece of one, or the same inside a sub-noun's folder. */
function fitsAnatomy([first, ...deeper], name, isNested = false) {
  if (deeper.length === 0) return exact.includes(first) || isTestOf(first, [...stems, name, "access"]);
  if (anatomy.screenFolders.includes(first)) return deeper.length === 1 && plain.test(deeper[0]);
  // A long shelf is sorted by subject.
  if (!isNested && shelves[name]?.includes(first))
    return (
      deeper.length <= 2 &&
      plain.test(deeper.at(-1)) &&
      deeper.slice(0, -1).every((subject) => /^[a-z]+$/.test(subject))
    );
  return !isNested && /^[a-z]+$/i.test(first) && fitsAnatomy(deeper, first, true);
}

const isTestOf = (file, subjects) => subjects.some((subject) => file === `${subject}.test.ts`);
