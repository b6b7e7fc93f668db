/** 人员类别, as the staff tables of the final accounts tell them apart; which of them hold 编制 says the rule pack. */
export const staffKinds = {
  administrative: "行政",
  civilServiceLike: "参公",
  institution: "事业",
  logistics: "工勤",
  contracted: "聘用",
  dispatched: "劳务派遣",
} as const;
export type StaffKind = keyof typeof staffKinds;

/** 离开的方式 */
export const leaveKinds = { resigned: "离职", retired: "退休", transferred: "调出", other: "其他" } as const;
export type LeaveKind = keyof typeof leaveKinds;

/** 在册情况 on a day. 未任职 are persons without a service, such as administrators posted from elsewhere. */
export const personStates = { serving: "在岗", none: "未任职", hosted: "托管", left: "已离开" } as const;
export type PersonState = keyof typeof personStates;
