import { buffer } from "node:stream/consumers";
import type { Block, Cell } from "#kit/documents/document.ts";
import { type SheetColumn, writeWorkbook } from "#kit/documents/spreadsheet.ts";
import type { ListedFinding } from "../contract.ts";
import { rules, type Severity, severities } from "../words.ts";

/** 疑点清单 on its way to a file. */
export interface Listed {
  /** The document's name. */
  name: string;
  held: number;
  findings: ListedFinding[];
}

const columns: (SheetColumn & { of: (finding: ListedFinding, index: number) => string | number })[] = [
  { title: "序号", kind: "count", width: 6, of: (_, index) => index + 1 },
  { title: "轻重", kind: "text", width: 8, of: ({ severity }) => severities[severity] },
  { title: "规则", kind: "text", width: 14, of: ({ rule }) => rules[rule] },
  { title: "位置", kind: "text", width: 14, of: ({ place }) => place },
  { title: "原文", kind: "text", width: 30, of: ({ quote }) => quote },
  { title: "写的", kind: "text", width: 14, of: ({ stated }) => stated },
  { title: "算得", kind: "text", width: 14, of: ({ expected }) => expected },
  { title: "请核对", kind: "text", width: 36, of: ({ message }) => message },
  { title: "算式", kind: "text", width: 40, of: ({ because }) => because },
  { title: "可能原因", kind: "text", width: 30, of: ({ cause }) => cause },
  { title: "相关各处", kind: "text", width: 40, of: ({ operands }) => operands },
];

export function workbookOf({ name, held, findings }: Listed): Promise<Buffer> {
  const rows = findings.map((finding, index) => columns.map(({ of }) => of(finding, index)));
  const note = `${name}：${summaryOf({ held, findings })}。疑点请对照原文核对，由人判断。`;
  return buffer(writeWorkbook({ sheets: [{ name: "疑点清单", columns, rows, note }] }));
}

/** As paper to be handed on: what was checked, how it came out, and one paragraph a finding with its place and its sum. */
export function paperOf({ name, held, findings }: Listed): { blocks: Block[]; isLandscape: boolean } {
  const blocks: Block[] = [
    { kind: "title", text: "疑点清单" },
    { kind: "paragraph", text: `文件：${name}` },
    { kind: "paragraph", text: `结果：${summaryOf({ held, findings })}` },
    { kind: "table", rows: [paperHead, ...findings.map(paperRow)] },
    { kind: "paragraph", text: "疑点由程序列出，请对照原文核对，由人判断。" },
  ];
  // Five columns, two of them long: they want the width of the paper.
  return { blocks, isLandscape: true };
}

const paperHead: Cell[] = ["序号", "轻重与规则", "位置与原文", "请核对", "算式"].map((text) => ({
  text,
  isHeader: true,
}));

function paperRow(finding: ListedFinding, index: number): Cell[] {
  const { severity, rule, place, quote, stated, expected, message, cause, because } = finding;
  const figures = [stated && `写的 ${stated}`, expected && `算得 ${expected}`].filter(Boolean).join("，");
  return [
    String(index + 1),
    `${severities[severity]}：${rules[rule]}`,
    place ? `${place}：“${quote}”` : `“${quote}”`,
    [message, figures, cause].filter(Boolean).join("。"),
    because,
  ].map((text) => ({ text: text.replaceAll(/\s*\n\s*/g, " ") }));
}

/** 核对通过 221 处 · 错误 5 · 疑点 3 · 提示 2 */
export function summaryOf({ held, findings }: Pick<Listed, "held" | "findings">): string {
  const counts = (Object.keys(severities) as Severity[]).map(
    (each) => `${severities[each]} ${findings.filter(({ severity }) => severity === each).length}`,
  );
  return [`核对通过 ${held} 处`, ...counts].join(" · ");
}
