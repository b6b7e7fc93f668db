/*
 * 脚注: notes of the model as real footnotes. When their marks are what Word would count anyway (1 2 3 or ① ② ③), Word counts
 * them and goes on counting when an officer adds one; any other marks are written as they are.
 */
import type { Note } from "../../document.ts";
import { writeNumber } from "../../reading/docx/numberformats.ts";
import { contentXml, declaration, paragraphXml, runXml, wordNamespaces } from "./markup.ts";

export interface Footnotes {
  /** For the settings of the section: how Word counts. */
  format: string;
  /** To the note at `index` of all notes. */
  referenceXml(index: number): string;
  xml: string;
}

const formats = ["decimal", "decimalEnclosedCircle"];
const separators =
  '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>';

export function footnotesOf(notes: Note[]): Footnotes {
  const format = formats.find((kind) => notes.every(({ mark }, index) => mark === writeNumber(index + 1, kind)));
  const markXml = (index: number) => contentXml(notes[index]?.mark ?? "");
  const bodies = notes.map(({ text }, index) => {
    const sign = signed(format ? "<w:footnoteRef/>" : markXml(index));
    const body = paragraphXml({ style: "FootnoteText" }, `${sign}${runXml(` ${text}`)}`);
    return `<w:footnote w:id="${index + 1}">${body}</w:footnote>`;
  });
  return {
    format: format ?? "decimal",
    referenceXml: (index) =>
      signed(
        format
          ? `<w:footnoteReference w:id="${index + 1}"/>`
          : `<w:footnoteReference w:customMarkFollows="1" w:id="${index + 1}"/>${markXml(index)}`,
      ),
    xml: `${declaration}<w:footnotes ${wordNamespaces}>${separators}${bodies.join("")}</w:footnotes>`,
  };
}

function signed(content: string): string {
  return `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>${content}</w:r>`;
}
