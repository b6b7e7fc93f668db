import { expect, test } from "vitest";
import { readText as readDocument } from "#kit/documents/reading/text.ts";
import { readText } from "./text.ts";

/** Broken at 40 characters, but never inside a figure with its unit. */
const broken = (paragraph: string): string[] => {
  const words = paragraph.match(/\d[\d.]*[万亿]?[元个家%]?|[^\d]/g) ?? [];
  const lines = [""];
  for (const word of words) {
    if ((lines.at(-1) ?? "").length + word.length > 40) lines.push("");
    lines[lines.length - 1] += word;
  }
  return lines;
};
const paragraph =
  "全年安排资金1286.50万元，其中道路养护支出612.35万元，河道清淤支出398.20万元，路灯改造支出275.95万元，三项支出均按合同约定的节点拨付，没有提前拨款，也没有截留挪用，年末经会计师事务所审计确认，资金全部用于批准的项目，群众对养护质量总体满意";
const passagesIn = (lines: string[]) => readText(readDocument(lines.join("\n"))).passages.map(({ text }) => text);

test("数字不拆、右边不齐的折行接回一段，各行仍有行号", () => {
  const source = [
    "关于资金使用情况的说明",
    ...Array.from({ length: 4 }, (_, i) => broken(`（${"一二三四"[i]}）${paragraph}。`)).flat(),
  ];
  const { passages } = readText(readDocument(source.join("\n")));
  const joined = passages.filter(({ text }) => text.includes("路灯改造支出275.95万元"));
  expect(joined.map(({ text }) => text.slice(3))).toEqual(Array.from({ length: 4 }, () => `${paragraph}。`));
  expect(joined[1]?.prose.pieces?.map(({ place }) => place.line)).toEqual(
    [6, 7, 8, 9].slice(0, joined[1]?.prose.pieces?.length),
  );
});

test("不齐的短行不接", () => {
  const lines = [
    "一季度开工项目较多",
    "二季度开工项目较少，主要是受雨季影响",
    "三季度恢复",
    "四季度全面完成，各项指标好于预期",
  ];
  expect(passagesIn(lines)).toEqual(lines);
});
