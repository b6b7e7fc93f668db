import { declaration, wordNamespaces } from "./markup.ts";

/** 列表编号: 1. （1） ① and over again; ● ○ ■ likewise. Each list has a num of its own, so each counts from 1. */
const ordered: [format: string, text: (level: number) => string][] = [
  ["decimal", (level) => `%${level}.`],
  ["decimal", (level) => `（%${level}）`],
  ["decimalEnclosedCircle", (level) => `%${level}`],
];
const bullets = ["●", "○", "■"];
export const listLevels = 9;

function abstractXml(id: number, isOrdered: boolean): string {
  const levels = Array.from({ length: listLevels }, (_, index) => {
    const [format, text] = ordered[index % 3] ?? ["decimal", String];
    const look = isOrdered ? [format, text(index + 1)] : ["bullet", bullets[index % 3]];
    return `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${look[0]}"/><w:suff w:val="space"/><w:lvlText w:val="${look[1]}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="${index * 320}" w:firstLine="640"/></w:pPr></w:lvl>`;
  });
  return `<w:abstractNum w:abstractNumId="${id}"><w:multiLevelType w:val="multilevel"/>${levels.join("")}</w:abstractNum>`;
}

/** The list at `index` has the num `index + 1`; 0 would mean no numbering. */
export function numberingXml(lists: { isOrdered: boolean }[]): string {
  const restart = Array.from(
    { length: listLevels },
    (_, level) => `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="1"/></w:lvlOverride>`,
  ).join("");
  const nums = lists.map(
    ({ isOrdered }, index) =>
      `<w:num w:numId="${index + 1}"><w:abstractNumId w:val="${isOrdered ? 0 : 1}"/>${isOrdered ? restart : ""}</w:num>`,
  );
  return `${declaration}<w:numbering ${wordNamespaces}>${abstractXml(0, true)}${abstractXml(1, false)}${nums.join("")}</w:numbering>`;
}
