/** 联合招商: what each side does for the project. */
export const jointRoles = {
  introducer: "首谈引荐",
  negotiator: "牵头洽谈",
  lander: "承接落地",
  operator: "园区运营",
  assistant: "协同推进",
} as const;
export type JointRole = keyof typeof jointRoles;
