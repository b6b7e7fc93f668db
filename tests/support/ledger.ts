import { writeXlsx } from "hucre/xlsx";
import { makeCreditCode } from "#kit/base/creditcode.ts";

/* 一本真实样子的台账: a title over the table, titles with notes and line breaks, full-width digits, 万元, dates as people type them. */

export const ledgerNames = Array.from(
  { length: 20 },
  (_, index) => `台账示例${"甲乙丙丁戊己庚辛壬癸"[index % 10]}${index + 1}号机电有限公司`,
);

/** Row of the sheet, as its margin shows it, whose code breaks the check digit. */
export const badRow = 12;
export const firstRow = 4;
export const badName = ledgerNames[badRow - firstRow] ?? "";

export async function ledger(): Promise<Buffer> {
  const rows = ledgerNames.map((name, index) => {
    const code = makeCreditCode({ region: "990101", body: `MB${String(index).padStart(6, "0")}` });
    const isBad = index === badRow - firstRow;
    return [
      index + 1,
      ` ${name}　`,
      isBad ? `${code.slice(0, 17)}${code.endsWith("A") ? "B" : "A"}` : code,
      index % 2 === 0 ? "１２００" : "3,500.5",
      index % 3 === 0 ? "2019年3月5日" : "2020/7/1",
      index % 4 === 0 ? "高企、规上企业" : "外资",
      "制造业",
    ];
  });
  const titles = [
    "序号",
    "企业名称\n（全称）",
    "统一社会信用代码",
    "注册资本（万元）",
    "成立时间",
    "企业标签",
    "所属行业",
  ];
  const sheet = { name: "企业台账", rows: [["示例甲区重点企业台账（2023年）"], [], titles, ...rows] };
  return Buffer.from(await writeXlsx({ sheets: [sheet] }));
}
