/** 已在库的: what becomes of a row whose record is there already. */
export const matchChoices = { update: "更新已有的", skip: "跳过已有的" } as const;
export type MatchChoice = keyof typeof matchChoices;

/** 空白单元格 of a record that is there already. */
export const blankChoices = { keep: "保留原值", clear: "清空原值" } as const;
export type BlankChoice = keyof typeof blankChoices;

/** 合计行、说明行: what becomes of rows that look like no record. */
export const asideChoices = { leave: "略去并列出", read: "也当作数据读取" } as const;

/** 金额单位 where neither the column's title nor the cell names one. */
export const moneyUnits = { yuan: "元", wan: "万元", yi: "亿元" } as const;
export type MoneyUnit = keyof typeof moneyUnits;
