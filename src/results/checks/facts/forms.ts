/*
 * 自评表: which tables are the blocks of a self-evaluation form, and what their columns mean. Regional forms differ in names
 * (年初目标值A、实际完成值B、分值、得分), not in kind.
 */
import { once } from "./once.ts";
import type { Table } from "./table.ts";

export interface FormColumns {
  /** 年度指标值 */
  target: number | null;
  /** 实际完成值 */
  actual: number | null;
  weight: number | null;
  score: number | null;
  /** 偏差原因分析及改进措施 */
  reason: number | null;
  /** 三级指标 */
  indicator: number | null;
  initial: number | null;
  budget: number | null;
  spent: number | null;
  rate: number | null;
  deduction: number | null;
  grade: number | null;
}

const titles: Record<keyof FormColumns, RegExp> = {
  target: /(?:指标|目标)值|^(?:年度|年初)?目标(?:值)?[A(]?|计划值|预期值/,
  actual: /完成值|实际值|完成情况|实际完成|全年实际/,
  weight: /分值|权重|满分|标准分/,
  score: /得分|评分(?!标准|方法|依据)|自评分|评价分/,
  reason: /原因|改进措施|扣分(?:原因|说明|依据)/,
  indicator: /三级指标|指标内容|指标名称|绩效指标$|四级指标/,
  initial: /年初预算|预算批复|批复预算/,
  budget: /(?:全年|调整|变动)后?预算|预算数|调整后|预算安排|预算\(?A/,
  spent: /执行数|支出数|实际支出|全年执行|实际执行|执行\(?B/,
  rate: /执行率/,
  deduction: /扣分$|扣分值|扣减分/,
  grade: /等级|等次|评级|档次/,
};

export const formColumns = once((table: Table): FormColumns => {
  const heads = Array.from({ length: table.columns }, (_, column) => table.headPath(column).at(-1) ?? "");
  const find = (name: keyof FormColumns): number | null => {
    const column = heads.findIndex((head) => titles[name].test(head) && !(name === "score" && /得分率/.test(head)));
    return column >= 0 ? column : null;
  };
  const columns = {} as FormColumns;
  for (const name of Object.keys(titles) as (keyof FormColumns)[]) columns[name] = find(name);
  const innermost = heads.findIndex((head) => /三级指标|指标内容|指标名称/.test(head));
  if (innermost >= 0) columns.indicator = innermost;
  // 年初预算数 alone is the budget there is.
  columns.budget ??= columns.initial;
  if (columns.initial !== null && columns.budget === columns.initial) {
    const other = heads.findIndex((head, column) => column !== columns.initial && titles.budget.test(head));
    if (other >= 0) columns.budget = other;
  }
  return columns;
});

/** 项目资金: amounts of the year with their sources, and what the spending earns. */
export function isFundBlock(table: Table): boolean {
  const { budget, spent, score, weight } = formColumns(table);
  return budget !== null && spent !== null && (score !== null || weight !== null) && fundRows(table).whole !== null;
}

/** 绩效指标: targets and results with their points. */
export function isIndicatorBlock(table: Table): boolean {
  const { target, actual, weight, score } = formColumns(table);
  return target !== null && actual !== null && (weight !== null || score !== null);
}

export const isSelfEvaluation = (table: Table): boolean => isFundBlock(table) || isIndicatorBlock(table);

interface FundRows {
  whole: number | null;
  parts: number[];
}

/** The row of the whole, and the rows of its sources under it. */
export function fundRows(table: Table): FundRows {
  const rows: FundRows = { whole: null, parts: [] };
  for (let row = table.body; row < table.rows; row++) {
    const name = table.labels(row).at(-1) ?? "";
    if (rows.whole === null) {
      if (/资金总额|总额$|资金合计|^合计$|总计$|预算总额/.test(name)) rows.whole = row;
    } else if (/拨款|结转|结余|资金|自筹|其他|其它|补助|债券|收入|中央|省级?|市级|区级|县级/.test(name))
      rows.parts.push(row);
    else break;
  }
  return rows;
}
