/** 消息的类别. What one can choose channels for; a module that tells something new adds its kind here. */
export const noticeKinds = {
  assigned: "交由我负责",
  approvalWaiting: "等我审批",
  approvalUrged: "审批催办",
  approvalEnded: "审批有结果",
  delegation: "委托",
  handover: "交接",
  erasure: "删除个人信息",
  duplicates: "疑似重复",
  breach: "履约违约",
  referrals: "首谈首报",
  intakes: "公开来件",
  reviews: "项目评审",
  imported: "名下记录被导入",
  jobDone: "任务已完成",
  jobFailed: "任务未完成",
  account: "账号安全",
  delivery: "消息未送达",
} as const;
export type NoticeKind = keyof typeof noticeKinds;

/** 邮件的节奏. */
export const mailRhythms = { each: "逐条发送", daily: "每日汇总一封" } as const;
export type MailRhythm = keyof typeof mailRhythms;
