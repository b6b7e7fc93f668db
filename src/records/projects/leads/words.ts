/** 线索办理: what is typed against the clocks; 转专家研判 gives the screening its longer term. */
export const leadSteps = {
  answer: "答复并定人",
  experts: "转专家研判",
  screen: "研判",
  feedback: "反馈",
  report: "跟进报告",
} as const;
export type LeadStep = keyof typeof leadSteps;

export const clockLights = { red: "已超期", yellow: "临期", green: "未到期", none: "不能推算" } as const;
export type ClockLight = keyof typeof clockLights;
