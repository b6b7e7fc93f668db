export const approvalStates = {
  pending: "审批中",
  returned: "已退回",
  approved: "已同意",
  rejected: "不同意",
  withdrawn: "已撤回",
} as const;
export type ApprovalState = keyof typeof approvalStates;

/** 待办任务 of one approver in one step. */
export const taskStates = {
  waiting: "等待加签",
  pending: "待审批",
  approved: "同意",
  rejected: "不同意",
  returned: "退回",
  delegated: "已转办",
  closed: "无需办理",
  replaced: "已更换",
} as const;
export type TaskState = keyof typeof taskStates;

/** 办理记录: what somebody did about an approval. */
export const actKinds = {
  start: "发起",
  approve: "同意",
  reject: "不同意",
  return: "退回",
  resubmit: "重新提交",
  withdraw: "撤回",
  delegate: "转办",
  addBefore: "前加签",
  addAfter: "后加签",
  urge: "催办",
  replace: "更换审批人",
  handOver: "交接",
} as const;
export type ActKind = keyof typeof actKinds;

/** 列表的页签 */
export const approvalTabs = {
  todo: "待我审批",
  started: "我发起的",
  decided: "我已办",
  copied: "抄送我的",
  all: "全部",
} as const;
export type ApprovalTab = keyof typeof approvalTabs;
