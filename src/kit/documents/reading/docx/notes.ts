import type { Archive } from "../../archive.ts";
import { valueOf } from "./attributes.ts";
import type { Parts } from "./relations.ts";
import { type NoteReference, readStory } from "./story.ts";
import type { Styles } from "./styles.ts";

/** 脚注、尾注: their texts by kind and id. */
export interface NoteTexts {
  of(reference: NoteReference): string | undefined;
}

const mostNoteBytes = 32 * 1024 * 1024;

export async function readNotes(
  archive: Archive,
  parts: Parts,
  styles: Styles,
  spend: (places: number) => void,
): Promise<NoteTexts> {
  const texts = new Map<string, string>();
  for (const kind of ["footnote", "endnote"] as const) {
    const part = parts.of(`${kind}s`);
    if (!part) continue;
    let id = "";
    let lines: string[] = [];
    await readStory(archive.read(part, mostNoteBytes), styles, {
      open(name, raw) {
        if (name !== kind) return;
        id = valueOf(raw, "id") ?? "";
        lines = [];
      },
      begin: () => spend(1),
      paragraph({ text }) {
        if (text.trim() !== "") lines.push(text);
      },
      close(name) {
        if (name === kind) texts.set(`${kind}/${id}`, lines.join("\n"));
      },
    });
  }
  return {
    of(reference) {
      const text = texts.get(`${reference.kind}/${reference.id}`);
      const { mark } = reference;
      // The note repeats a sign typed by hand; behind any sign Word puts one space.
      return text?.slice(mark && text.startsWith(mark) ? mark.length : 0).replace(/^ /, "");
    },
  };
}
