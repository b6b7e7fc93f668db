/* What is printed together: notes hang on the block before them, a unit line stands between the caption and its table. */
import type { Block, Note, Paragraph } from "../document.ts";
import { isUnitLine } from "../reading/headings.ts";

/** A block with what has to be written along with it. */
export interface Entry {
  block: Exclude<Block, Note> | null;
  /** Above a table, below its caption. */
  unitLine?: Paragraph;
  /** Numbers of the notes hung on it. */
  notes: number[];
  /** Number of the list among all lists. */
  list: number;
}

export function arrange(blocks: Block[]): Entry[] {
  const entries: Entry[] = [];
  let lists = 0;
  let notes = 0;
  for (const block of blocks) {
    const last = entries.at(-1);
    if (block.kind === "note") {
      // A note with nothing before it hangs on a blank paragraph.
      if (last) last.notes.push(notes);
      else entries.push({ block: null, notes: [notes], list: 0 });
      notes += 1;
    } else if (block.kind === "table") {
      if (block.rows.length === 0) continue;
      const unitLine = last && unitLineOf(last);
      if (unitLine) entries.pop();
      entries.push({ block, notes: [], list: 0, ...(unitLine ? { unitLine } : {}) });
    } else entries.push({ block, notes: [], list: block.kind === "list" ? lists++ : 0 });
  }
  return entries;
}

function unitLineOf({ block, notes }: Entry): Paragraph | undefined {
  if (block?.kind !== "paragraph" || block.align !== "right" || notes.length > 0) return undefined;
  return isUnitLine(block.text) ? block : undefined;
}

/** 主送机关, in the line after the title: it stands flush left. */
export function isAddressee(text: string): boolean {
  return text.length <= 60 && text.endsWith("：");
}
