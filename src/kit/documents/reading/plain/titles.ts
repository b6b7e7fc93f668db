import type { Block } from "../../document.ts";
import { numberingLevel } from "../headings.ts";

/** 标题: a file with one heading of the first level, before all others, names itself there; its 一、 are of the second. */
export function titled(blocks: readonly Block[]): Block[] {
  const hasTitle = blocks.some(({ kind }) => kind === "title");
  const [first, ...others] = blocks.filter((block) => block.kind === "heading");
  const below = hasTitle && first ? [first, ...others] : others;
  const isTitle = hasTitle || (first?.level === 1 && numberingLevel(first.text) === null);
  if (!isTitle || below.some(({ level }) => level < 2)) return [...blocks];
  return blocks.map((block): Block => {
    if (block.kind !== "heading") return block;
    const { level, ...prose } = block;
    return block === first && !hasTitle ? { ...prose, kind: "title" } : { ...block, level: level - 1 };
  });
}
