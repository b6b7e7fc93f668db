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

/** How it ended: every state but the open one. */
export const supportOutcomes = {
  met: supportStates.met,
  unmet: supportStates.unmet,
  withdrawn: supportStates.withdrawn,
} as const;
export type SupportOutcome = keyof typeof supportOutcomes;

/** 计量单位 as departments write them; another may be typed. */
export const usualUnits: Record<SupportKind, string> = {
  landPlot: "亩",
  energyUse: "吨标准煤",
  environmentCapacity: "吨",
  labor: "人",
  financing: "万元",
};
