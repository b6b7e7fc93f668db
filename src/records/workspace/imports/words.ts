export const importStates = {
  reading: "读取中",
  mapping: "对应列",
  staging: "校验中",
  previewed: "待确认",
  committing: "导入中",
  committed: "已导入",
  reverting: "撤销中",
  reverted: "已撤销",
  failed: "未完成",
} as const;
export type ImportState = keyof typeof importStates;

export const rowOutcomes = {
  create: "新增",
  update: "更新",
  same: "无变化",
  aside: "略去",
  error: "有误",
} as const;
export type RowOutcome = keyof typeof rowOutcomes;
