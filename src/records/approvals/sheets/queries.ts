import type { Block, Cell, Document } from "#kit/documents/document.ts";
import { today, writeDate } from "#kit/base/dates.ts";
import { inCapitals, inYuan } from "#kit/base/money.ts";
import { writeOpinion } from "../rules.ts";

/** 审批单: what was asked, and who said what to it, as a paper in the layout of 公文. */
interface Sheet {
  heading: string;
  agencyName: string;
  title: string;
  drafterName: string;
  divisionName: string | null;
  createdAt: string;
  amount: string | null;
  body: string;
  files: readonly { name: string }[];
  opinions: readonly Opinion[];
}

interface Opinion {
  stepTitle: string | null;
  byName: string;
  forName: string | null;
  word: string;
  opinion: string;
  round: number;
  at: string;
}

export function sheetOf(sheet: Sheet): Document {
  const { heading, title, body, files } = sheet;
  const blocks: Block[] = [
    { kind: "title", text: heading },
    { kind: "table", rows: factRows(sheet) },
    { kind: "heading", level: 1, text: `一、${title}` },
    ...body.split(/\n+/).flatMap((text): Block[] => (text.trim() ? [{ kind: "paragraph", text: text.trim() }] : [])),
  ];
  if (files.length > 0)
    blocks.push({
      kind: "paragraph",
      text: `附件：${files.map(({ name }, index) => `${index + 1}. ${name}`).join("；")}`,
    });
  blocks.push(
    { kind: "heading", level: 1, text: "二、审批意见" },
    { kind: "table", rows: [head, ...opinionRows(sheet.opinions)] },
  );
  return { blocks };
}

function factRows({ agencyName, drafterName, divisionName, createdAt, amount }: Sheet): Cell[][] {
  const row = (...cells: string[]): Cell[] =>
    cells.map((text, index) => (index % 2 === 0 ? { text, isHeader: true } : { text }));
  const rows = [
    row("单位", agencyName, "科室", divisionName ?? "—"),
    row("拟稿人", drafterName, "日期", dayOf(createdAt)),
  ];
  if (amount === null) return rows;
  const words: Cell = { text: `${inYuan(amount)} 元（${inCapitals(amount)}）`, columns: 3 };
  return [...rows, [{ text: "金额", isHeader: true }, words]];
}

const head: Cell[] = ["步骤", "审批人", "意见", "日期"].map((text) => ({ text, isHeader: true }));

function opinionRows(opinions: readonly Opinion[]): Cell[][] {
  if (opinions.length === 0) return [[{ text: "尚无审批意见", columns: 4 }]];
  return opinions.map(({ stepTitle, byName, forName, word, opinion, round, at }) => [
    { text: `${stepTitle ?? ""}${round > 1 ? `（第${round}轮）` : ""}` },
    { text: forName ? `${byName}（代${forName}）` : byName },
    { text: writeOpinion(word, opinion) },
    { text: dayOf(at) },
  ]);
}

const dayOf = (at: string): string => writeDate(today(new Date(at)));
