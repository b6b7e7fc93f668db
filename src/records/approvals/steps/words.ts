/** 审批方式: how many of a step's approvers must agree. */
export const stepModes = { all: "会签", any: "或签", quorum: "票决" } as const;
export type StepMode = keyof typeof stepModes;

/** 撤回到什么时候为止 */
export const withdrawals = { untilDecided: "有人审批之前", untilEnded: "办结之前" } as const;

/** 审批人怎样确定 */
export const approverKinds = {
  role: "担任某角色的人",
  starterChief: "发起人所在科室的负责人",
  division: "某科室的人",
  persons: "指定的人",
} as const;
