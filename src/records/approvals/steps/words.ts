/** 审批方式: how many of a step's approvers must agree. */
export const stepModes = { all: "会签", any: "或签", quorum: "票决" } as const;
export type StepMode = keyof typeof stepModes;

/** 审批人由什么确定 */
export const approverKinds = {
  role: "按角色",
  starterChief: "发起人所在科室负责人",
  division: "按科室",
  persons: "指定人员",
} as const;

/** 撤回到什么时候为止 */
export const withdrawals = { untilDecided: "有人审批之前", untilEnded: "办结之前" } as const;
