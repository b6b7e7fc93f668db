/*
 * 样式: what the styles of a docx say about a paragraph or a run, inherited along basedOn. Only what decides the shape of the
 * text is read: role and level, alignment, numbering, size, hidden or not.
 */
import type { Archive } from "../../archive.ts";
import { scan } from "../../markup.ts";
import { isOn, numberOf, valueOf } from "./attributes.ts";

/** What a paragraph is by the name of its style, or of one it is based on. */
export type Role = "title" | "heading" | "contents" | "caption" | "ordered" | "tableHeading" | "body";

export interface Style {
  role?: Role;
  /** 0 to 8, or 9 for body text. */
  outline?: number;
  align?: string;
  numberingId?: string;
  numberingLevel?: number;
  isHidden?: boolean;
  /** In half points. */
  size?: number;
}

export interface Styles {
  /** Of a paragraph, with everything inherited; an unknown or absent style means the standard one. */
  paragraph(id: string | undefined): Style;
  /** Of a run: only what its style says itself, the rest is up to the paragraph. */
  run(id: string | undefined): Style;
}

/** Word shows the names in the user's language but stores the English ones; other programs store either. */
const roles: [pattern: RegExp, role: Role][] = [
  [/^(?:title|标题)$/, "title"],
  [/^(?:heading|标题) ?[1-9]$/, "heading"],
  [/^(?:toc|目录)/, "contents"],
  [/^(?:caption|题注)$/, "caption"],
  [/^(?:list number|列表编号)(?: [2-5])?$/, "ordered"],
  [/^(?:table heading|表头)$/, "tableHeading"],
  [/^正文（非标题）$/, "body"],
];

const mostStyleBytes = 16 * 1024 * 1024;
/** Real chains have a handful of steps; a circle has no end. */
const longestChain = 32;

interface Definition {
  style: Style;
  basedOn?: string;
}

export async function readStyles(archive: Archive, part: string | undefined): Promise<Styles> {
  const definitions = new Map<string, Definition>();
  const defaults: Style = {};
  let standard: string | undefined;
  let current: Definition = { style: defaults };
  const path: string[] = [];
  const read: Record<string, (raw: string) => void> = {
    "style/name": (raw) => Object.assign(current.style, byName(valueOf(raw, "val") ?? "")),
    "style/basedOn": (raw) => assign(current, "basedOn", valueOf(raw, "val")),
    "pPr/outlineLvl": (raw) => assign(current.style, "outline", numberOf(raw, "val")),
    "pPr/jc": (raw) => assign(current.style, "align", valueOf(raw, "val")),
    "numPr/numId": (raw) => assign(current.style, "numberingId", valueOf(raw, "val")),
    "numPr/ilvl": (raw) => assign(current.style, "numberingLevel", numberOf(raw, "val")),
    "rPr/vanish": (raw) => assign(current.style, "isHidden", isOn(raw)),
    "rPr/sz": (raw) => assign(current.style, "size", numberOf(raw, "val")),
  };

  if (part) {
    await scan(archive.read(part, mostStyleBytes), {
      open(name, raw) {
        if (name === "style") {
          current = { style: {} };
          const id = valueOf(raw, "styleId") ?? "";
          definitions.set(id, current);
          if (valueOf(raw, "type") === "paragraph" && valueOf(raw, "default") === "1") standard = id;
        }
        // A table style formats its first row and the like in rPr and pPr of its own, deeper down; those are not the style's.
        if (!path.includes("tblStylePr")) read[`${path.at(-1)}/${name}`]?.(raw);
        path.push(name);
      },
      close() {
        path.pop();
      },
    });
  }
  return inherited(definitions, defaults, standard);
}

function assign<T extends object, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) target[key] = value;
}

function byName(name: string): Style {
  const plain = name.trim().toLowerCase();
  const role = roles.find(([pattern]) => pattern.test(plain))?.[1];
  if (!role) return {};
  return role === "heading" ? { role, outline: Number(plain.at(-1)) - 1 } : { role };
}

function inherited(definitions: Map<string, Definition>, defaults: Style, standard = ""): Styles {
  const chained = remembered((id) => {
    const chain: Style[] = [];
    let definition = definitions.get(id);
    while (definition && chain.length < longestChain) {
      chain.unshift(definition.style);
      definition = definitions.get(definition.basedOn ?? "");
    }
    return Object.assign({}, ...chain);
  });
  const complete = remembered((id) => ({ ...defaults, ...chained(id) }));
  return {
    run: (id = "") => chained(id),
    paragraph: (id = "") => complete(definitions.has(id) ? id : standard),
  };
}

function remembered(make: (id: string) => Style): (id: string) => Style {
  const known = new Map<string, Style>();
  return (id) => {
    const style = known.get(id) ?? make(id);
    known.set(id, style);
    return style;
  };
}
