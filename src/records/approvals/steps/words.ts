/** 审批方式: how many of a step's approvers must agree. */
export const stepModes = { all: "会签", any: "或签", quorum: "票决" } as const;
export type StepMode = keyof typeof stepModes;

/** 撤回到什么时候为止 */
export const withdrawals = { untilDecided: "有人审批之前", untilEnded: "办结之前" } as const;
