/** 渠道: how a notice leaves the installation. */
export const channels = { mail: "邮件", wecom: "企业微信", dingtalk: "钉钉", feishu: "飞书" } as const;
export type Channel = keyof typeof channels;

/** 群机器人: the same codes, without 邮件. */
export const robots = ["wecom", "dingtalk", "feishu"] as const;
export type RobotChannel = (typeof robots)[number];

/** 连接加密. */
export const mailSecurities = {
  tls: "TLS 加密",
  startTls: "STARTTLS 加密",
  none: "不加密",
} as const;
export type MailSecurity = keyof typeof mailSecurities;

/** The patrol that sends what waits. */
export const deliveryPatrol = "deliveries";
