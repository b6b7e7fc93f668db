import { strToU8, zipSync } from "fflate";
import { columnName } from "#kit/documents/cells.ts";

/* 乱台账: three tables as offices really keep them, with synthetic names; each hard to read in ways of its own. */

export interface Ledger {
  name: string;
  rows: (string | number | null)[][];
  merges: string[];
}

/** A workbook of one sheet with merged cells, as Excel writes it. */
export function ledgerFile({ name, rows, merges }: Ledger): Buffer {
  const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const cell = (value: string | number | null, row: number, column: number) => {
    const at = `r="${columnName(column)}${row + 1}"`;
    if (value === null || value === "") return "";
    return typeof value === "number"
      ? `<c ${at}><v>${value}</v></c>`
      : `<c ${at} t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
  };
  const data = rows
    .map((cells, row) => `<row r="${row + 1}">${cells.map((each, column) => cell(each, row, column)).join("")}</row>`)
    .join("");
  const merged = merges.map((range) => `<mergeCell ref="${range}"/>`).join("");
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const packaged = "http://schemas.openxmlformats.org/package/2006";
  const parts = {
    "[Content_Types].xml": `<Types xmlns="${packaged}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `<workbook ${main} xmlns:r="${relations}"><sheets><sheet name="${escaped(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": `<worksheet ${main}><sheetData>${data}</sheetData>${merged && `<mergeCells count="${merges.length}">${merged}</mergeCells>`}</worksheet>`,
  };
  return Buffer.from(
    zipSync(
      Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(`<?xml version="1.0"?>${text}`)])),
    ),
  );
}

/** 两行表头, 合并单元格, 亿元, 日期写成文字, 全角数字, 小计与合计, 落款. */
export const projectLedger = (codes: [string, string, string]): Ledger => ({
  name: "在谈企业",
  rows: [
    ["示例甲区２０２３年招商引资重点企业台账"],
    ["填报单位：项目一科", null, null, null, null, null, null, "单位：万元"],
    ["序号", "企业名称", "信用代码", "注册资本", "成立时间", "联系人", null, "所属行业", "责任人"],
    [null, null, null, "（亿元）", null, "姓名", "电话", null, null],
    [
      1,
      "示例云帆科技（北京）有限公司",
      codes[0],
      "１．２",
      "2023.3.5",
      "王明",
      "１３８００００１１１１",
      "I65",
      "一科专员",
    ],
    [
      2,
      "示例远山新材有限公司",
      codes[1],
      "0.35",
      "2019年11月",
      "李雷",
      "13800002222/010-55551234",
      "医药制造业",
      "一科专员",
    ],
    [null, "小计", null, "1.55"],
    [],
    [3, "示例启航智能装备有限公司", codes[2], "2亿元", "2021-7-1", null, null, "C 制造业", null],
    [4],
    ["合 计", null, null, "3.55"],
    ["填表人：张三", null, "审核人：李四", null, "日期：2023年12月"],
  ],
  merges: ["A1:I1", "A3:A4", "B3:B4", "C3:C4", "E3:E4", "F3:G3", "H3:H4", "I3:I4"],
});

/** 金额不写单位而在表头上方说明, 纵向合并的科室与专员, 占位的“无”和“/”, 分段标题, 重复的表头. */
export const divisionLedger = (): Ledger => ({
  name: "科室汇总",
  rows: [
    ["各科室跟进企业一览表（金额单位：万元）"],
    ["科室", "专员", "单位名称", "注册资金", "注册时间", "标签", "注册地址", "备注"],
    ["一、重点企业"],
    [
      "项目一科",
      "一科专员",
      "示例青禾农业发展有限公司",
      500,
      "2018/5/20",
      "规上企业、高新",
      "示例甲区光华路 8 号",
      "无",
    ],
    [null, null, "示例北斗导航股份有限公司", "1,200", "2016年", "上市", "/", "拟扩产"],
    ["科室", "专员", "单位名称", "注册资金", "注册时间", "标签", "注册地址", "备注"],
    ["二、一般企业"],
    ["项目二科", "二科专员", "示例长风物流有限公司", "800万", "43525", "——", "", ""],
    ["共计3家", null, null, 2500],
    ["注：注册资金以市场监管部门登记为准。"],
  ],
  merges: ["A1:H1", "A4:A5", "B4:B5"],
});

/** 两个“姓名”“电话”各归其人, 表头隔了空行, 名称里有全角括号与空格, 只写到年的日期, 单位写在单元格里. */
export const investorLedger = (codes: [string, string]): Ledger => ({
  name: "Sheet1",
  rows: [
    ["附件3"],
    ["示例客商名录"],
    [],
    ["No.", "企业全称", "纳税人识别号", "第一联系人", null, null, "第二联系人", null, "注册资本"],
    [null, null, null, "姓名", "职务", "电话", "姓名", "电话", null],
    [
      1,
      "  上海示例扬帆控股（集团）有限公司 ",
      ` ${codes[0]} `,
      "赵敏",
      "董事长",
      "13800003333",
      "钱进",
      "13800004444",
      "3.2亿元",
    ],
    [2, "示例创新工场有限公司", codes[1], "孙丽", "总经理", "010-6655 4433", "", "", "５０００万元"],
    ["总计：2家"],
    ["※本表仅供内部使用"],
  ],
  merges: ["A4:A5", "B4:B5", "C4:C5", "D4:F4", "G4:H4", "I4:I5"],
});

const syllables = [..."云远青海北长启明瑞恒盛达华金泰宏润嘉德康信诚博锐景新安通源方"];
/** 示例云远青精工有限公司 and so on: as many names as three syllables of thirty give, each only once. */
export const nameAt = (n: number): string => {
  const part = (size: number) => syllables[Math.floor(n / size) % 30] ?? "";
  return `示例${part(900)}${part(30)}${part(1)}精工有限公司`;
};

/** Ten names that no other resembles, with what they are looked for by. */
export const rareNames = ["麓璞", "葳筑", "沣镭", "珀菱", "琅璐", "邳窝", "莱楠", "楠蓓", "箬纶", "苇纽"].map(
  (two, at) => ({
    two,
    name: `示例${two}新材有限公司`,
    initials: `${["lp", "wz", "fl", "pl", "ll", "pw", "ln", "nb", "rl", "wn"][at] ?? ""}xc`,
  }),
);

/** 一万行: two rows of titles, 亿元, dates and numbers as text, a 小计 after every thousand; `wrong` rows bear a code that cannot be. */
export function largeLedger({
  count,
  from = 0,
  codeOf,
  wrong = [],
  rare = [],
}: {
  count: number;
  from?: number;
  codeOf: (n: number) => string;
  wrong?: number[];
  /** Stand in the first rows. */
  rare?: { name: string }[];
}): Ledger {
  const months = ["2023.3.5", "2019年11月", "2021-7-1", "２０２０/１２/２８"];
  const rows = Array.from({ length: count }, (_, at) => at + from).flatMap((n): Ledger["rows"] => {
    const code = wrong.includes(n) ? `${codeOf(n).slice(0, -1)}？` : codeOf(n);
    const capital = n % 3 === 0 ? "１．２" : n % 3 === 1 ? "0.35" : "2亿元";
    const phone = n % 5 === 0 ? [`客${n}`, `1380${String(n).padStart(7, "0")}`] : [null, null];
    const row = [
      n + 1,
      rare[n - from]?.name ?? nameAt(n),
      code,
      capital,
      months[n % 4] ?? null,
      ...phone,
      n % 2 ? "I65" : "医药制造业",
    ];
    return n % 1000 === 999 ? [row, [null, "小计", null, "1000"]] : [row];
  });
  return {
    name: "全区企业",
    rows: [
      ["示例甲区２０２３年企业台账"],
      ["序号", "企业名称", "信用代码", "注册资本", "成立时间", "联系人", null, "所属行业"],
      [null, null, null, "（亿元）", null, "姓名", "电话", null],
      ...rows,
    ],
    merges: ["A1:H1", "A2:A3", "B2:B3", "C2:C3", "E2:E3", "F2:G2", "H2:H3"],
  };
}
