import { buffer } from "node:stream/consumers";
import type { Block, Cell } from "#kit/documents/document.ts";
import { writeDocx } from "#kit/documents/writing/docx.ts";
import type { Context } from "#kit/server/context.ts";

/** 纸面: what is signed by hand and filed, in the layout of 公文 (GB/T 9704-2012). */
export async function paper(ctx: Context, name: string, blocks: Block[]): Promise<{ name: string; content: string }> {
  const stamp = ctx.instance === "demo" ? { stamp: "演示数据" } : {};
  const bytes = await buffer(writeDocx({ blocks }, { title: name, ...stamp }));
  return { name: `${name}.docx`, content: bytes.toString("base64") };
}

export const line = (text: string): Block => ({ kind: "paragraph", text });

export const cells = (texts: string[], isHeader = false): Cell[] =>
  texts.map((text) => ({ text, ...(isHeader && { isHeader }) }));
