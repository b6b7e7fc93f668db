/*
 * HTML 分词: tags and texts in order, as forgiving as a browser where it matters and never slower than the file is long.
 *
 * Each character is looked at once. What could make that untrue is remembered: once no `>` is left, nothing more is a tag; once
 * a quoted value was not closed, quotes no longer hide a `>`; a `</select` that was not found is not looked for again.
 */
import { decoded } from "./entities.ts";

export type Token =
  | { kind: "text"; text: string; line: number }
  | { kind: "open"; name: string; attributes: string; line: number }
  | { kind: "close"; name: string; line: number };

/** Dropped with all they hold. The first of them take everything to the end of the file if they are not closed. */
const alwaysDropped = new Set(["script", "style"]);
const dropped = new Set([
  "title",
  "textarea",
  "template",
  "noscript",
  "iframe",
  "select",
  "svg",
  "math",
  "object",
  "noframes",
]);

export function* tokensOf(source: string): Generator<Token> {
  const tagEnd = createTagEnds(source);
  const closingTag = createClosingTags(source);
  const lineAt = createLines(source);
  let textFrom = 0;
  for (let at = source.indexOf("<"); at >= 0; at = source.indexOf("<", at)) {
    const end = constructEnd(source, at, tagEnd);
    if (end < 0) {
      at += 1;
      continue;
    }
    if (at > textFrom) yield { kind: "text", text: source.slice(textFrom, at), line: lineAt(textFrom) };
    const tag = tagOf(source.slice(at, end), lineAt(at));
    if (tag) yield tag;
    at = end;
    if (tag?.kind === "open" && (dropped.has(tag.name) || alwaysDropped.has(tag.name))) {
      const close = closingTag(tag.name, end);
      if (close >= 0) at = close;
      else if (alwaysDropped.has(tag.name)) at = source.length;
    }
    textFrom = at;
  }
  if (textFrom < source.length) yield { kind: "text", text: source.slice(textFrom), line: lineAt(textFrom) };
}

/** After the tag, comment or declaration that begins here; -1 when “<” is only a character, as in “<5%”. */
function constructEnd(source: string, at: number, tagEnd: (at: number) => number): number {
  if (source.startsWith("<!--", at)) {
    const end = source.indexOf("-->", at + 4);
    return end < 0 ? source.length : end + 3;
  }
  return /[a-z!/?]/i.test(source[at + 1] ?? "") ? tagEnd(at) : -1;
}

function createTagEnds(source: string): (at: number) => number {
  let hasEnd = true;
  let hasQuotes = true;

  /** A quoted value may hold `>`; a quote elsewhere in a tag means nothing. */
  function quotedEnd(at: number): number {
    let before = 0;
    for (let i = at; i < source.length; i++) {
      const code = source.charCodeAt(i);
      if (code === greater) return i + 1;
      if (before === equals && (code === quote || code === apostrophe)) {
        i = source.indexOf(code === quote ? '"' : "'", i + 1);
        if (i < 0) return -1;
      }
      if (!isSpace(code)) before = code;
    }
    return -1;
  }

  return (at) => {
    const quoted = hasQuotes ? quotedEnd(at) : -1;
    if (quoted >= 0) return quoted;
    hasQuotes = false;
    const end = hasEnd ? source.indexOf(">", at) : -1;
    hasEnd = end >= 0;
    return hasEnd ? end + 1 : -1;
  };
}

function createClosingTags(source: string): (name: string, from: number) => number {
  const missing = new Set<string>();
  return (name, from) => {
    if (missing.has(name)) return -1;
    const pattern = new RegExp(`</${name}(?=[\\s/>])`, "gi");
    pattern.lastIndex = from;
    const found = pattern.exec(source);
    if (!found) missing.add(name);
    return found?.index ?? -1;
  };
}

/** Places are asked for in order, so the lines are counted once. */
function createLines(source: string): (at: number) => number {
  let line = 1;
  let counted = 0;
  return (at) => {
    for (; counted < at; counted++) {
      const code = source.charCodeAt(counted);
      if (code === 0x0a || (code === 0x0d && source.charCodeAt(counted + 1) !== 0x0a)) line += 1;
    }
    return line;
  };
}

function tagOf(tag: string, line: number): Token | null {
  const [whole, slash, name = ""] = /^<(\/?)([a-z][^\s/>]{0,40})/i.exec(tag) ?? [];
  if (whole === undefined) return null;
  if (slash) return { kind: "close", name: name.toLowerCase(), line };
  return { kind: "open", name: name.toLowerCase(), attributes: tag.slice(whole.length, -1), line };
}

/** One attribute's value; "" where it has none, null where it is not given. The first of its name counts. */
export function attributeOf(attributes: string, wanted: string): string | null {
  if (attributes.length < wanted.length) return null;
  for (let at = 0; at < attributes.length; ) {
    const nameFrom = skip(
      attributes,
      at,
      (code) => isSpace(code) || code === slash || code === quote || code === equals,
    );
    const nameTo = skip(attributes, nameFrom, (code) => !isSpace(code) && code !== slash && code !== equals);
    const next = skip(attributes, nameTo, isSpace);
    const hasValue = attributes.charCodeAt(next) === equals;
    const valueFrom = hasValue ? skip(attributes, next + 1, isSpace) : nameTo;
    const valueTo = hasValue ? valueEnd(attributes, valueFrom) : nameTo;
    if (nameTo - nameFrom === wanted.length && attributes.slice(nameFrom, nameTo).toLowerCase() === wanted) {
      return decoded(attributes.slice(valueFrom, valueTo).replace(/^["']/, "").replace(/["']$/, ""));
    }
    at = Math.max(valueTo, nameFrom + 1);
  }
  return null;
}

function valueEnd(attributes: string, from: number): number {
  const mark = attributes.charCodeAt(from);
  if (mark !== quote && mark !== apostrophe) return skip(attributes, from, (code) => !isSpace(code));
  const end = attributes.indexOf(mark === quote ? '"' : "'", from + 1);
  return end < 0 ? attributes.length : end + 1;
}

function skip(text: string, from: number, isSkipped: (code: number) => boolean): number {
  let at = from;
  while (at < text.length && isSkipped(text.charCodeAt(at))) at += 1;
  return at;
}

const [quote, apostrophe, equals, greater, slash] = [0x22, 0x27, 0x3d, 0x3e, 0x2f];

/** The white space of HTML; 全角空格 and non-breaking spaces are characters. */
export function isSpace(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d && code !== 0x0b);
}
