import { type Block, type Document, gridOf } from "#kit/documents/document.ts";

/** 文本 of a document, a line for each paragraph, item and row of a table; notes stand where they are. */
export const textOfDocument = ({ blocks }: Document): string =>
  blocks
    .flatMap(linesOf)
    .map((line) => line.replace(/[^\P{Cc}\t]/gu, " ").trim())
    .filter((line) => line !== "")
    .join("\n");

function linesOf(block: Block): string[] {
  if (block.kind === "list") return block.items.map(({ text }) => text);
  if (block.kind !== "table") return [block.text];
  const rows = gridOf(block).map((row) => [...new Set(row)].map((cell) => cell?.text ?? "").join("　"));
  return [block.caption?.text ?? "", ...rows];
}
