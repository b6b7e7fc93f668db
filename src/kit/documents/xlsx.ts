/*
 * xlsx 工作簿: the parts of an Office Open XML workbook, row by row.
 *
 * Only what an import needs is read: names of sheets, texts, number formats, cells and merged ranges. A sheet streams
 * from the archive through the scanner into rows; in memory stay the shared texts and one chunk.
 */
import type { Archive } from "./archive.ts";
import { isDateFormat, type Row } from "./cells.ts";
import { broken, type Limits } from "./limits.ts";
import { attributesOf, type Handlers, scan } from "./markup.ts";
import { formatOf } from "./shown.ts";
import { appended, lastRow, nextRow, readRows, type Shared, type Style, unescaped } from "./worksheet.ts";

export interface Sheet {
  name: string;
  isHidden: boolean;
  /** Rows that hold something, in order; may be asked for again, and left early. Numbers are exact, or as they are shown. */
  rows(look?: "exact" | "shown"): AsyncGenerator<Row>;
  /** What can be told without reading what the cells say. */
  outline(): Promise<Outline>;
}

export interface Outline {
  /** The rows that hold something, by their numbers. */
  rows: number[];
  /** 合并单元格, as `A1:C1`. Only the first cell of a range holds its text. */
  merges: string[];
}

/** Texts are the one thing held in memory, the other parts are lists of at most a few thousand entries. */
const mostTextBytes = 128 * 1024 * 1024;
const mostListBytes = 16 * 1024 * 1024;
const mostSheets = 1000;

export async function openXlsx(archive: Archive, limits: Limits): Promise<Sheet[]> {
  const root = await readRelations(archive, "_rels/.rels", "");
  const workbookPath = [...root.values()].find((relation) => relation.type === "officeDocument")?.path;
  if (!workbookPath || !archive.has(workbookPath)) throw broken();
  const folder = workbookPath.slice(0, workbookPath.lastIndexOf("/") + 1);
  const relationsPath = `${folder}_rels/${workbookPath.slice(folder.length)}.rels`;
  const relations = await readRelations(archive, relationsPath, folder);
  const { sheets, is1904 } = await readWorkbook(archive, workbookPath);

  const pathOf = (type: string) => [...relations.values()].find((relation) => relation.type === type)?.path;
  let shared: Promise<Omit<Shared, "isShown">> | undefined;
  const loadShared = async () => ({
    texts: await readTexts(archive, pathOf("sharedStrings"), limits),
    styles: await readStyles(archive, pathOf("styles")),
    is1904,
  });

  return sheets.flatMap(({ name, isHidden, relationId }) => {
    const relation = relations.get(relationId);
    // Chart sheets and dialog sheets hold no table.
    if (relation?.type !== "worksheet") return [];
    return {
      name,
      isHidden,
      rows: async function* (look = "exact") {
        shared ??= loadShared();
        const texts = { ...(await shared), isShown: look === "shown" };
        yield* readRows(archive, relation.path, name, texts, limits);
      },
      outline: () => readOutline(archive, relation.path),
    };
  });
}

async function readRelations(archive: Archive, path: string, folder: string) {
  const relations = new Map<string, { type: string; path: string }>();
  await scanPart(archive, path, {
    open(name, raw) {
      if (name !== "Relationship") return;
      const attributes = attributesOf(raw);
      if (attributes.get("TargetMode") === "External") return;
      const type = attributes.get("Type") ?? "";
      const target = attributes.get("Target") ?? "";
      relations.set(attributes.get("Id") ?? "", {
        type: type.slice(type.lastIndexOf("/") + 1),
        path: join(folder, target),
      });
    },
  });
  return relations;
}

function join(folder: string, target: string): string {
  const parts: string[] = [];
  for (const part of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
}

async function scanPart(archive: Archive, path: string, handlers: Handlers, most = mostListBytes): Promise<void> {
  await scan(archive.read(path, most), handlers);
}

async function readWorkbook(archive: Archive, path: string) {
  const sheets: { name: string; isHidden: boolean; relationId: string }[] = [];
  let is1904 = false;
  await scanPart(archive, path, {
    open(name, raw) {
      if (name === "workbookPr") is1904 = ["1", "true"].includes(attributesOf(raw).get("date1904") ?? "");
      if (name !== "sheet") return;
      const attributes = attributesOf(raw);
      const relationId = [...attributes].find(([key]) => key.endsWith(":id"))?.[1] ?? "";
      const isHidden = (attributes.get("state") ?? "visible") !== "visible";
      if (sheets.push({ name: attributes.get("name") ?? "", isHidden, relationId }) > mostSheets) throw broken();
    },
  });
  return { sheets, is1904 };
}

async function readTexts(archive: Archive, path: string | undefined, limits: Limits): Promise<string[]> {
  const texts: string[] = [];
  if (!path) return texts;
  const pieces = collectText(
    "si",
    limits,
    () => "共享文字",
    (text) => texts.push(text),
  );
  await scanPart(archive, path, pieces, mostTextBytes);
  return texts;
}

/** Joins the runs (`t`) inside one element, leaving out the phonetic guide (`rPh`). */
function collectText(element: string, limits: Limits, place: () => string, done: (text: string) => void): Handlers {
  let text = "";
  let isText = false;
  let isPhonetic = false;
  return {
    open(name) {
      if (name === element) text = "";
      else if (name === "rPh") isPhonetic = true;
      else if (name === "t") isText = !isPhonetic;
    },
    text(piece) {
      if (isText) text = appended(text, piece, limits, place);
    },
    close(name) {
      if (name === element) done(unescaped(text));
      else if (name === "rPh") isPhonetic = false;
      else if (name === "t") isText = false;
    },
  };
}

async function readStyles(archive: Archive, path: string | undefined): Promise<Style[]> {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isCellStyle = false;
  if (path) {
    await scanPart(archive, path, {
      open(name, raw) {
        if (name === "cellXfs") isCellStyle = true;
        else if (name === "numFmt") {
          const attributes = attributesOf(raw);
          codes.set(Number(attributes.get("numFmtId")), attributes.get("formatCode") ?? "");
        } else if (name === "xf" && isCellStyle) formats.push(Number(attributesOf(raw).get("numFmtId") ?? 0));
      },
      close(name) {
        if (name === "cellXfs") isCellStyle = false;
      },
    });
  }
  return formats.map((id) => ({ isDate: isDateFormat(id, codes.get(id)), format: formatOf(id, codes.get(id)) }));
}

async function readOutline(archive: Archive, path: string): Promise<Outline> {
  const [rows, merges]: [number[], string[]] = [[], []];
  let number = 0;
  let isValue = false;
  await scan(archive.read(path), {
    open(name, raw) {
      isValue = name === "v" || name === "t";
      if (name === "row") number = nextRow(number, attributesOf(raw).get("r"));
      else if (name === "mergeCell" && merges.push(attributesOf(raw).get("ref") ?? "") > lastRow) throw broken();
    },
    text(piece) {
      // A cell that is only formatted, or a formula that shows nothing, has none.
      if (isValue && piece && rows.at(-1) !== number) rows.push(number);
    },
    close() {
      isValue = false;
    },
  });
  return { rows, merges };
}
