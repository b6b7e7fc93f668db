/** What the parts of a docx are written with. Everything here answers in the order of child elements ECMA-376 asks for. */

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const schemas = "http://schemas.openxmlformats.org";
export const wordNamespaces = `xmlns:w="${schemas}/wordprocessingml/2006/main" xmlns:r="${schemas}/officeDocument/2006/relationships"`;

const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Control characters and half characters have no place in XML and are dropped; lines end in \n. */
export function escaped(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[^\P{Cc}\t\n]|[\ufffe\uffff]|\p{Cs}/gu, "")
    .replace(/[&<>"]/g, (mark) => marks[mark] ?? mark);
}

export interface ParagraphLook {
  style: string;
  keepNext?: boolean;
  numbering?: { id: number; level: number };
  /** 顶格、居中、居右: no indent of the first line. */
  isFlush?: boolean;
  align?: "center" | "right";
}

export function paragraphXml(look: ParagraphLook, content: string): string {
  const { numbering, align } = look;
  const properties = [
    `<w:pStyle w:val="${look.style}"/>`,
    look.keepNext ? "<w:keepNext/>" : "",
    numbering ? `<w:numPr><w:ilvl w:val="${numbering.level}"/><w:numId w:val="${numbering.id}"/></w:numPr>` : "",
    look.isFlush ? '<w:ind w:firstLineChars="0" w:firstLine="0"/>' : "",
    align ? `<w:jc w:val="${align}"/>` : "",
  ];
  return `<w:p><w:pPr>${properties.join("")}</w:pPr>${content}</w:p>`;
}

/** One run; tabs and line breaks are elements of their own. */
export function runXml(text: string, style?: string): string {
  const content = contentXml(text);
  return content === "" ? "" : `<w:r>${style ? `<w:rPr><w:rStyle w:val="${style}"/></w:rPr>` : ""}${content}</w:r>`;
}

export function contentXml(text: string): string {
  const pieces = escaped(text).split(/(?<=[\t\n])|(?=[\t\n])/);
  return pieces
    .map((piece) => {
      if (piece === "\t") return "<w:tab/>";
      if (piece === "\n") return "<w:br/>";
      return piece && `<w:t xml:space="preserve">${piece}</w:t>`;
    })
    .join("");
}
