/*
 * 公文版式 (GB/T 9704-2012): the page, its number, and the parts that hold a docx together.
 *
 * A4; 天头 37 mm, 订口 28 mm, type area 156 × 225 mm, so 35 mm below and 26 mm outside. Printed on both sides: margins mirror
 * and page numbers stand outside, one character in.
 */
import { charSpace, linePitch } from "./styles.ts";
import { declaration, escaped, paragraphXml, runXml, schemas, wordNamespaces } from "./markup.ts";

const office = `${schemas}/officeDocument/2006/relationships`;
const types = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/** Types of the parts of the document; the id of a relation is its place here. */
const parts: [type: string, target: string][] = [
  ["styles", "styles.xml"],
  ["fontTable", "fontTable.xml"],
  ["settings", "settings.xml"],
  ["numbering", "numbering.xml"],
  ["footnotes", "footnotes.xml"],
  ["footer", "footer1.xml"],
  ["footer", "footer2.xml"],
];
const stampParts: [type: string, target: string][] = [
  ["header", "header1.xml"],
  ["header", "header2.xml"],
];

function partsWith(hasStamp: boolean) {
  return hasStamp ? [...parts, ...stampParts] : parts;
}

export function contentTypesXml(hasStamp: boolean): string {
  const overrides = [["document.main", "document.xml"], ...partsWith(hasStamp)].map(
    ([type, target]) => `<Override PartName="/word/${target}" ContentType="${types}.${type}+xml"/>`,
  );
  return `${declaration}<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${overrides.join("")}</Types>`;
}

export const packageRelationsXml = relations([
  [`${office}/officeDocument`, "word/document.xml"],
  [`${schemas}/package/2006/relationships/metadata/core-properties`, "docProps/core.xml"],
]);

export function documentRelationsXml(hasStamp: boolean): string {
  return relations(partsWith(hasStamp).map(([type, target]) => [`${office}/${type}`, target]));
}

function relations(targets: [type: string, target: string][]): string {
  const items = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${schemas}/package/2006/relationships">${items.join("")}</Relationships>`;
}

/** No dates: they would make two files of one document differ. */
export function coreXml(title: string, author = ""): string {
  const line = (text: string) => escaped(text).replace(/\s+/g, " ").trim();
  return `${declaration}<cp:coreProperties xmlns:cp="${schemas}/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${line(title)}</dc:title><dc:creator>${line(author)}</dc:creator></cp:coreProperties>`;
}

export const settingsXml = `${declaration}<w:settings ${wordNamespaces}><w:mirrorMargins/><w:defaultTabStop w:val="640"/><w:evenAndOddHeaders/><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`;

/** The line of the page number begins 7 mm below the type area: 25.5 mm are left under a line of 4号. */
export function sectionXml(noteFormat: string, hasStamp: boolean): string {
  const idOf = (target: string) => `rId${partsWith(hasStamp).findIndex(([, name]) => name === target) + 1}`;
  const reference = (kind: string, type: string, target: string) =>
    `<w:${kind}Reference w:type="${type}" r:id="${idOf(target)}"/>`;
  const headers = hasStamp
    ? reference("header", "default", "header1.xml") + reference("header", "even", "header2.xml")
    : "";
  const footers = reference("footer", "default", "footer1.xml") + reference("footer", "even", "footer2.xml");
  return `<w:sectPr>${headers}${footers}<w:footnotePr><w:numFmt w:val="${noteFormat}"/></w:footnotePr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="1134" w:footer="1446" w:gutter="0"/><w:docGrid w:type="linesAndChars" w:linePitch="${linePitch}" w:charSpace="${charSpace}"/></w:sectPr>`;
}

const fieldSign = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const pageField = `${fieldSign("begin")}<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${fieldSign("separate")}${runXml("1")}${fieldSign("end")}`;

/** 页码: “— 1 —”, on odd pages right and on even pages left, one character in. */
export function folioXml(page: "odd" | "even"): string {
  const side = page === "odd" ? "right" : "left";
  const look = `<w:pPr><w:pStyle w:val="Footer"/><w:ind w:${side}Chars="100" w:${side}="280"/><w:jc w:val="${side}"/></w:pPr>`;
  return `${declaration}<w:ftr ${wordNamespaces}><w:p>${look}${runXml("— ")}${pageField}${runXml(" —")}</w:p></w:ftr>`;
}

export function stampXml(stamp: string): string {
  return `${declaration}<w:hdr ${wordNamespaces}>${paragraphXml({ style: "Header" }, runXml(stamp))}</w:hdr>`;
}
