/** 要素: what a project needs from others than the agency before it can be built. */
export const supportKinds = {
  landPlot: "土地",
  energyUse: "能耗",
  environmentCapacity: "环境容量",
  labor: "用工",
  financing: "融资",
} as const;
export type SupportKind = keyof typeof supportKinds;

export const supportStates = {
  open: "办理中",
  met: "已保障",
  unmet: "未能保障",
  withdrawn: "已撤回",
} as const;
export type SupportState = keyof typeof supportStates;
