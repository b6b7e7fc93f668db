/*
 * HTML into the document model, in one pass over tags and texts: no tree is built, so depth costs nothing.
 *
 * Only blocks matter. A text ends where a block begins or ends; in a cell, a heading or an item of a list it goes on with a line
 * break instead. `<br>` parts paragraphs, because that is how Chinese pages use it. What writeHtml wrote reads back as it was:
 * it says `data-level` on its headings; on other pages a single h1 before all other headings is the title.
 */
import type { Block, Document, List, Paragraph } from "../document.ts";
import { createTableMaker, type TableMaker } from "./markup/tablemaker.ts";
import { attributeOf, type Token, tokensOf } from "./markup/tokens.ts";
import { addWords, type Gap } from "./markup/words.ts";
import { ProseMaker } from "./plain/prose.ts";
import { titled } from "./plain/titles.ts";

export function readHtml(source: string): Document {
  const builder = createBuilder();
  for (const token of tokensOf(source)) builder.take(token);
  return { blocks: builder.done() };
}

/** What the text that is being collected will be. */
type Context =
  | { kind: "paragraph"; align: Paragraph["align"] }
  | { kind: "title" }
  | { kind: "heading"; level: number }
  | { kind: "item" }
  | { kind: "note"; mark: string | null };

const blockTags = new Set(
  "p div section article header footer main aside nav address blockquote pre figure figcaption form fieldset legend dl dt dd center details summary body html hr tr td th caption tbody thead tfoot".split(
    " ",
  ),
);

function createBuilder() {
  const blocks: Block[] = [];
  const alignments: Paragraph["align"][] = [];
  let text = new ProseMaker();
  let gap: Gap = "none";
  let context: Context = { kind: "paragraph", align: undefined };
  let list: List | null = null;
  let depth = 0;
  let table: TableMaker | null = null;
  let isPreformatted = false;
  let isExact = false;

  function finish(next?: Context): void {
    const prose = text.done();
    const isNote = context.kind === "note" && context.mark !== null;
    if (prose.text !== "" || isNote) add(context, prose);
    text = new ProseMaker();
    gap = "none";
    context = next ?? (depth > 0 ? { kind: "item" } : { kind: "paragraph", align: alignments.at(-1) });
  }

  function add(what: Context, prose: { text: string }): void {
    if (what.kind === "item") list?.items.push({ level: depth, ...prose });
    else if (what.kind === "note") blocks.push({ kind: "note", mark: what.mark ?? "", ...prose });
    else if (what.kind === "paragraph")
      blocks.push({ kind: "paragraph", ...(what.align && { align: what.align }), ...prose });
    else blocks.push({ ...what, ...prose });
  }

  function endList(isOrdered: boolean | null): void {
    if (list && list.items.length > 0) blocks.push(list);
    list = isOrdered === null ? null : { kind: "list", isOrdered, items: [] };
  }

  function open({ name, attributes, line }: Token & { kind: "open" }): void {
    if (name === "div" || name === "center") {
      alignments.push(name === "center" ? "center" : (alignOf(attributes) ?? alignments.at(-1)));
    }
    const level = depth > 0 ? null : levelOf(name, attributes);
    if (level !== null) startHeading(level, attributes);
    else if (name === "ul" || name === "ol") {
      finish();
      depth += 1;
      if (depth === 1) endList(name === "ol");
      context = { kind: "item" };
    } else if (name === "li") {
      if (depth === 0) open({ kind: "open", name: "ul", attributes: "", line });
      finish();
    } else if (name === "table") {
      finish();
      if (list) endList(list.isOrdered);
      table = createTableMaker();
    } else if (name === "sup" && context.kind === "note" && text.isEmpty && context.mark === null) {
      context = { kind: "note", mark: "" };
    } else if (name === "br") part(context);
    else if (blockTags.has(name)) openBlock(name, attributes);
  }

  /** Ends a paragraph; what else is being collected goes on behind a line break. */
  function part(next?: Context): void {
    if (context.kind === "paragraph" || next?.kind === "note") finish(next);
    else gap = "line";
  }

  function startHeading(level: number, attributes: string): void {
    const isTitle = level === 1 && hasClass(attributes, "title");
    isExact ||= attributeOf(attributes, "data-level") !== null;
    finish(isTitle ? { kind: "title" } : { kind: "heading", level });
  }

  function openBlock(name: string, attributes: string): void {
    if (name === "pre") isPreformatted = true;
    const isNote = attributes !== "" && attributeOf(attributes, "role") === "doc-footnote";
    part(
      isNote ? { kind: "note", mark: null } : { kind: "paragraph", align: alignOf(attributes) ?? alignments.at(-1) },
    );
  }

  function close(name: string): void {
    if (name === "ul" || name === "ol") {
      if (depth === 0) return;
      finish();
      depth -= 1;
      if (depth === 0) endList(null);
      finish();
    } else if (name === "li" || /^h[1-6]$/.test(name)) {
      if (name === "li" || context.kind !== "item") finish();
      else gap = "line";
    } else if (name === "sup" && context.kind === "note" && context.mark === "") {
      context = { kind: "note", mark: text.done().text };
      text = new ProseMaker();
      gap = "none";
    } else if (blockTags.has(name)) closeBlock(name);
  }

  function closeBlock(name: string): void {
    if (name === "div" || name === "center") alignments.pop();
    if (name === "pre") isPreformatted = false;
    const ends =
      context.kind === "paragraph" || context.kind === "note" || (context.kind === "heading" && name === "div");
    if (ends) finish();
    else gap = "line";
  }

  function takeText({ text: words, line }: Token & { kind: "text" }): void {
    if (!isPreformatted || depth > 0) gap = addWords(text, words, line, gap);
    else
      words.split(/\r\n?|\n/).forEach((part, i) => {
        if (i > 0) finish();
        gap = addWords(text, part, line + i, gap);
      });
  }

  function endTable(): void {
    if (!table) return;
    const made = table.done();
    table = null;
    if (made.stray.text !== "") blocks.push({ kind: "paragraph", ...made.stray });
    if (made.table) blocks.push(made.table);
  }

  return {
    take(token: Token): void {
      if (table) {
        if (table.take(token)) endTable();
      } else if (token.kind === "text") takeText(token);
      else if (token.kind === "open") open(token);
      else close(token.name);
    },
    done(): Block[] {
      endTable();
      finish();
      endList(null);
      return isExact ? blocks : titled(blocks);
    },
  };
}

/** Of h1 to h6 and of what is a heading by its role; `data-level` is our own and exact. */
function levelOf(name: string, attributes: string): number | null {
  const isTag = /^h[1-6]$/.test(name);
  if (!isTag && (attributes === "" || attributeOf(attributes, "role") !== "heading")) return null;
  const level = Number(attributeOf(attributes, "data-level") ?? attributeOf(attributes, "aria-level") ?? name.slice(1));
  return Number.isInteger(level) && level > 0 && level < 100 ? level : 1;
}

const hasClass = (attributes: string, name: string): boolean =>
  (attributeOf(attributes, "class") ?? "").split(/\s+/, 20).includes(name);

function alignOf(attributes: string): Paragraph["align"] {
  if (attributes === "") return undefined;
  const style = /text-align\s{0,3}:\s{0,3}(center|right|left|justify)/i.exec(
    attributeOf(attributes, "style") ?? "",
  )?.[1];
  const align = (style ?? attributeOf(attributes, "align") ?? "").toLowerCase();
  if (align === "center" || hasClass(attributes, "center")) return "center";
  return align === "right" || hasClass(attributes, "right") ? "right" : undefined;
}
