export const importStates = {
  mapping: "对应列",
  staging: "读取中",
  previewed: "待确认",
  committing: "导入中",
  committed: "已导入",
  reverting: "撤销中",
  reverted: "已撤销",
  failed: "未完成",
} as const;
export type ImportState = keyof typeof importStates;

export const rowOutcomes = { create: "新增", update: "更新", same: "无变化", error: "有误" } as const;
export type RowOutcome = keyof typeof rowOutcomes;

/** 已在库的: what becomes of a row whose record is there already. */
export const matchChoices = { update: "更新已有的", skip: "跳过已有的" } as const;
export type MatchChoice = keyof typeof matchChoices;

/** 空白单元格 of a record that is there already. */
export const blankChoices = { keep: "保留原值", clear: "清空原值" } as const;
export type BlankChoice = keyof typeof blankChoices;

/** 金额单位 where neither the column's title nor the cell names one. */
export const moneyUnits = { yuan: "元", wan: "万元", yi: "亿元" } as const;
export type MoneyUnit = keyof typeof moneyUnits;
