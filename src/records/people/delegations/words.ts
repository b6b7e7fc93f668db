/** 委托的状态, read from its days: nothing has to happen at midnight. */
export const delegationStates = {
  planned: "未开始",
  active: "生效中",
  over: "已到期",
  ended: "提前终止",
} as const;
export type DelegationState = keyof typeof delegationStates;

/** 我委托的、委托给我的. */
export const delegationSides = { given: "我委托的", received: "委托给我的" } as const;
