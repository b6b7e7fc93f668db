/** 请示的去处; it follows the approval. */
export const memoStates = {
  pending: "审批中",
  returned: "已退回",
  approved: "已同意",
  rejected: "不同意",
  withdrawn: "已撤回",
} as const;
export type MemoState = keyof typeof memoStates;
