export const prospectStates = {
  untouched: "未接触",
  touched: "已接触",
  negotiating: "在谈",
  landed: "落地",
  abandoned: "放弃",
} as const;
export type ProspectState = keyof typeof prospectStates;

export const priorities = { high: "重点", middle: "一般", low: "储备" } as const;
export type Priority = keyof typeof priorities;
