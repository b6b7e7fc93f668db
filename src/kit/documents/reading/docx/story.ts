/*
 * 正文流: the paragraphs of one part of a docx (the body, the footnotes) as they stream by.
 *
 * What a reader of the printed page sees is kept; what he does not see is left out: deleted and moved-away words (修订), hidden
 * words, instructions of fields, the second copy of a text box. Everything that only wraps text (links, smart tags, content
 * controls) is walked through. Tables are left to the listener, who hears of every element outside a paragraph.
 */
import { broken } from "../../limits.ts";
import { createScanner, type Handlers } from "../../markup.ts";
import { isOn, numberOf, valueOf } from "./attributes.ts";
import type { Styles } from "./styles.ts";

export interface NoteReference {
  kind: "footnote" | "endnote";
  id: string;
  /** Typed by hand instead of counted by Word. */
  mark?: string;
}

export interface StoryParagraph {
  text: string;
  styleId?: string;
  outline?: number;
  align?: string;
  numberingId?: string;
  numberingLevel?: number;
  /** Of its smallest character, in half points. */
  size?: number;
  /** 目录: stands in a generated table of contents. */
  isContents: boolean;
  /** Stands in a text box of the paragraph before. */
  isBoxed: boolean;
  notes: NoteReference[];
}

export interface StoryListener {
  /** Told of every paragraph as it begins, so that the listener can stop a flood. */
  begin(): void;
  paragraph(paragraph: StoryParagraph): void;
  open?(name: string, raw: string, parent: string): void;
  close?(name: string): void;
}

interface Run {
  isHidden?: boolean;
  styleId?: string;
  size?: number;
  /** The sign typed behind a reference belongs to the note, not to the text. */
  typedMark?: NoteReference;
}

interface OpenParagraph extends StoryParagraph {
  run: Run;
  /** A page break parts words like a line break, but at either end it parts nothing. */
  isBreakPending: boolean;
  isMarkDeleted: boolean;
  boxed: StoryParagraph[];
}

/** Fields open at once and notes of one paragraph: honest files have a handful. */
const mostOpen = 1000;

type Reader = (paragraph: OpenParagraph, raw: string) => void;

/** By parent and name; the rPr of a paragraph is about its mark (¶) and is called markPr. */
const properties: Record<string, Reader> = {
  "pPr/pStyle": (paragraph, raw) => assign(paragraph, { styleId: valueOf(raw, "val") }),
  "pPr/outlineLvl": (paragraph, raw) => assign(paragraph, { outline: numberOf(raw, "val") }),
  "pPr/jc": (paragraph, raw) => assign(paragraph, { align: valueOf(raw, "val") }),
  "numPr/numId": (paragraph, raw) => assign(paragraph, { numberingId: valueOf(raw, "val") }),
  "numPr/ilvl": (paragraph, raw) => assign(paragraph, { numberingLevel: numberOf(raw, "val") }),
  "markPr/del": (paragraph) => assign(paragraph, { isMarkDeleted: true }),
  "markPr/moveFrom": (paragraph) => assign(paragraph, { isMarkDeleted: true }),
  "rPr/rStyle": ({ run }, raw) => assign(run, { styleId: valueOf(raw, "val") }),
  "rPr/vanish": ({ run }, raw) => assign(run, { isHidden: isOn(raw) }),
  "rPr/sz": ({ run }, raw) => assign(run, { size: numberOf(raw, "val") }),
};

const signs: Record<string, string> = {
  "r/tab": "\t",
  "r/ptab": "\t",
  "r/cr": "\n",
  "r/noBreakHyphen": "-",
  // A fraction set as a formula: numerator, then denominator.
  "f/den": "/",
};

function assign<T extends object>(target: T, changes: { [K in keyof T]?: T[K] | undefined }): void {
  for (const [key, value] of Object.entries(changes)) if (value !== undefined) Object.assign(target, { [key]: value });
}

export async function readStory(
  chunks: AsyncIterable<Uint8Array>,
  styles: Styles,
  listener: StoryListener,
): Promise<void> {
  const scanner = createScanner(storyHandlers(styles, listener));
  for await (const chunk of chunks) scanner.write(chunk);
  scanner.end();
}

function storyHandlers(styles: Styles, listener: StoryListener): Handlers {
  const path: string[] = [];
  const paragraphs: OpenParagraph[] = [];
  /** Of every open field, whether its result has begun. */
  const fields: boolean[] = [];
  const filter = createFilter();
  let isText = false;
  let carried: OpenParagraph | null = null;

  function write(text: string): void {
    const paragraph = paragraphs.at(-1);
    if (!paragraph || text === "" || fields.includes(false)) return;
    const { run } = paragraph;
    const runStyle = styles.run(run.styleId);
    const style = styles.paragraph(paragraph.styleId);
    if (run.isHidden ?? runStyle.isHidden ?? style.isHidden) return;
    if (run.typedMark) {
      run.typedMark.mark += text;
      return;
    }
    if (paragraph.isBreakPending && paragraph.text !== "") paragraph.text += "\n";
    paragraph.isBreakPending = false;
    paragraph.text += text;
    const size = run.size ?? runStyle.size ?? style.size;
    if (size !== undefined && text.trim() !== "") paragraph.size = Math.min(size, paragraph.size ?? size);
  }

  function openParagraph(): void {
    listener.begin();
    const isBoxed = paragraphs.length > 0;
    const paragraph: OpenParagraph = {
      text: (!isBoxed && carried?.text) || "",
      notes: (!isBoxed && carried?.notes) || [],
      isContents: filter.isContents(),
      isBoxed,
      run: {},
      isBreakPending: false,
      isMarkDeleted: false,
      boxed: (!isBoxed && carried?.boxed) || [],
    };
    if (!isBoxed) carried = null;
    paragraphs.push(paragraph);
  }

  /** A deleted paragraph mark joins the paragraph with the next one. */
  function closeParagraph(): void {
    const paragraph = paragraphs.pop();
    // An instruction rarely goes over a paragraph; a field that was never closed would swallow the rest of the file.
    fields.fill(true);
    if (!paragraph) return;
    const outer = paragraphs.at(-1);
    if (outer) outer.boxed.push(paragraph, ...paragraph.boxed);
    else if (paragraph.isMarkDeleted) carried = paragraph;
    else tell(paragraph);
  }

  function tell(paragraph: OpenParagraph): void {
    listener.paragraph(paragraph);
    for (const boxed of paragraph.boxed) listener.paragraph(boxed);
  }

  function release(): void {
    if (carried) tell(carried);
    carried = null;
  }

  function field(raw: string): void {
    const type = valueOf(raw, "fldCharType");
    if (type === "begin" && fields.length < mostOpen) fields.push(false);
    else if (type === "end") fields.pop();
    else if (fields.length > 0) fields[fields.length - 1] = true;
  }

  function refer(paragraph: OpenParagraph, kind: NoteReference["kind"], raw: string): void {
    if (paragraph.notes.length >= mostOpen) throw broken();
    const reference: NoteReference = { kind, id: valueOf(raw, "id") ?? "" };
    if (/customMarkFollows\s*=/.test(raw) && !/customMarkFollows\s*=\s*["'](?:0|false|off)/.test(raw)) {
      reference.mark = "";
      paragraph.run.typedMark = reference;
    }
    paragraph.notes.push(reference);
  }

  function openInside(paragraph: OpenParagraph, name: string, parent: string, raw: string): void {
    const key = `${parent}/${name}`;
    const sign = signs[key];
    if (name === "r") paragraph.run = {};
    else if (name === "t") isText = true;
    else if (sign !== undefined) write(sign);
    else if (key === "r/br") {
      if ((valueOf(raw, "type") ?? "textWrapping") === "textWrapping") write("\n");
      else paragraph.isBreakPending = true;
    } else if (key === "r/fldChar") field(raw);
    else if (key === "r/footnoteReference") refer(paragraph, "footnote", raw);
    else if (key === "r/endnoteReference") refer(paragraph, "endnote", raw);
    else properties[key]?.(paragraph, raw);
  }

  return {
    open(name, raw) {
      const parent = path.at(-1) ?? "";
      path.push(name === "rPr" && parent === "pPr" ? "markPr" : name);
      if (filter.open(name, raw, parent, path.length)) return;
      if (name === "tbl") release();
      if (name === "p") openParagraph();
      const paragraph = paragraphs.at(-1);
      if (!paragraph) listener.open?.(name, raw, parent);
      else if (name !== "p") openInside(paragraph, name, parent, raw);
    },
    close(name) {
      const isDropped = filter.close(name, path.length);
      path.pop();
      if (isDropped) return;
      if (name === "t") isText = false;
      if (name === "p") closeParagraph();
      else if (paragraphs.length === 0) {
        if (name === "tc" || name === "footnote" || name === "endnote" || name === "body") release();
        listener.close?.(name);
      }
    },
    text(text) {
      if (isText) write(text.replaceAll("\n", " "));
    },
  };
}

interface Filter {
  /** True when the element and everything in it is left out. */
  open(name: string, raw: string, parent: string, depth: number): boolean;
  close(name: string, depth: number): boolean;
  isContents(): boolean;
}

function createFilter(): Filter {
  /** Depth of the outermost element left out. */
  let from = 0;
  /** Of every open mc:AlternateContent, whether one of its versions was taken: the first, and only that. */
  const taken: boolean[] = [];
  /** Of every open content control, whether it holds a table of contents. */
  const contents: boolean[] = [];

  function drops(name: string, raw: string, parent: string): boolean {
    if (name === "AlternateContent") taken.push(false);
    else if (name === "sdt") contents.push(false);
    else if (name === "docPartGallery" && valueOf(raw, "val") === "Table of Contents" && contents.length > 0) {
      contents[contents.length - 1] = true;
    } else if (name === "Choice" || name === "Fallback") {
      const isTaken = taken.at(-1) ?? false;
      if (taken.length > 0) taken[taken.length - 1] = true;
      return isTaken;
    }
    // In a …Pr, w:del is a property (its paragraph mark or row is deleted); elsewhere it wraps deleted content.
    if (name === "del" || name === "moveFrom") return !/P[rR]$/.test(parent);
    // 注音 (w:rt) is printed above the line; …Change holds the formatting before a tracked change.
    return name === "rt" || name.endsWith("Change");
  }

  return {
    open(name, raw, parent, depth) {
      if (from === 0 && drops(name, raw, parent)) from = depth;
      return from > 0;
    },
    close(name, depth) {
      if (from > 0) {
        if (from === depth) from = 0;
        return true;
      }
      if (name === "AlternateContent") taken.pop();
      if (name === "sdt") contents.pop();
      return false;
    },
    isContents: () => contents.includes(true),
  };
}
