/*
 * A small reader of XML as it streams by, for the parts of an office file.
 *
 * It knows elements, attributes, text, CDATA and the five named entities. It does not know DOCTYPE and never will: no office
 * program writes one, and every known attack by XML (billion laughs, external entities) begins with one.
 */
import { broken, unreadable } from "./limits.ts";

export interface Handlers {
  /** Names come without their prefix; `attributes` is raw, read it with `attributesOf` when it matters. */
  open?(name: string, attributes: string): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** No tag or text is longer: a cell of a workbook holds 32,767 characters, a run of a document a page or two. */
const longestRun = 1_000_000;
const deepest = 128;

export async function scan(chunks: AsyncIterable<Uint8Array>, handlers: Handlers): Promise<void> {
  const scanner = createScanner(handlers);
  for await (const chunk of chunks) scanner.write(chunk);
  scanner.end();
}

export function createScanner(handlers: Handlers): { write(chunk: Uint8Array): void; end(): void } {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const path: string[] = [];
  let hasRoot = false;
  let rest = "";

  function element(tag: string): void {
    if (tag.startsWith("/")) {
      const name = localName(tag.slice(1).trimEnd());
      if (path.pop() !== name) throw broken();
      handlers.close?.(name);
      return;
    }
    const isEmpty = tag.endsWith("/");
    const end = tag.search(/[\s/]/);
    const name = localName(end < 0 ? tag : tag.slice(0, end));
    if (!name || (path.length === 0 && hasRoot) || path.length >= deepest) throw broken();
    hasRoot = true;
    handlers.open?.(name, end < 0 ? "" : tag.slice(end));
    if (isEmpty) handlers.close?.(name);
    else path.push(name);
  }

  /** Takes one construct at `at`; answers where the next begins, or -1 when its end has not arrived yet. */
  function step(source: string, at: number): number {
    if (source[at] !== "<") {
      const end = source.indexOf("<", at);
      if (end < 0) return -1;
      if (path.length > 0) handlers.text?.(decoded(source.slice(at, end)));
      return end;
    }
    if (source[at + 1] === "?") return after(source, "?>", at);
    if (source[at + 1] === "!") return declaration(source, at);
    const end = tagEnd(source, at + 1);
    if (end < 0) return -1;
    element(source.slice(at + 1, end));
    return end + 1;
  }

  function declaration(source: string, at: number): number {
    if (source.startsWith("<!--", at)) return after(source, "-->", at + 4);
    if (source.startsWith("<![CDATA[", at)) {
      const end = after(source, "]]>", at + 9);
      if (end > 0 && path.length > 0) handlers.text?.(source.slice(at + 9, end - 3));
      return end;
    }
    if (source.length < at + 9) return -1;
    throw unreadable(
      "doctype",
      "文件里有外来的 XML 声明，可能有害，已停止读取。请用 Office 或 WPS 打开后另存为新文件再上传",
    );
  }

  function advance(source: string): void {
    let at = 0;
    while (at < source.length) {
      const next = step(source, at);
      if (next < 0) break;
      at = next;
    }
    rest = source.slice(at);
    if (rest.length > longestRun) throw broken();
  }

  return {
    write: (chunk) => advance(rest + decode(decoder, chunk)),
    end() {
      advance(rest + decode(decoder));
      if (!hasRoot || path.length > 0 || rest.trim() !== "") throw broken();
    },
  };
}

function decode(decoder: TextDecoder, chunk?: Uint8Array): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw broken();
  }
}

function after(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** `>` may stand inside a quoted attribute. */
function tagEnd(source: string, from: number): number {
  let quote = 0;
  for (let at = from; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (quote) {
      if (code === quote) quote = 0;
    } else if (code === 0x3e) return at;
    else if (code === 0x22 || code === 0x27) quote = code;
  }
  return -1;
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const attributePattern = /(?<!\S)([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** Attributes by their names as written, prefix included. */
export function attributesOf(raw: string): Map<string, string> {
  const found = new Map<string, string>();
  attributePattern.lastIndex = 0;
  for (let match = attributePattern.exec(raw); match; match = attributePattern.exec(raw)) {
    found.set(match[1] ?? "", decoded(match[2] ?? match[3] ?? ""));
  }
  return found;
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decoded(text: string): string {
  const plain = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  if (!plain.includes("&")) return plain;
  return plain.replace(/&([^;&]*);?/g, (_, name: string) => {
    if (!name.startsWith("#")) return entities[name] ?? fail();
    const code = name[1] === "x" ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : fail();
  });
}

function fail(): never {
  throw broken();
}
