/** 投递的状态. */
export const deliveryStates = {
  waiting: "等待发送",
  sending: "发送中",
  sent: "已发送",
  skipped: "已读免发",
  failed: "未送达",
  unsure: "不能确定",
} as const;
export type DeliveryState = keyof typeof deliveryStates;
