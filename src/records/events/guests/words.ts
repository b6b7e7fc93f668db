export const guestReplies = { none: "未答复", accepted: "将出席", declined: "不出席" } as const;
export type GuestReply = keyof typeof guestReplies;

export const attendances = { unknown: "未登记", attended: "到会", absent: "未到" } as const;
export type Attendance = keyof typeof attendances;

/** 对应: whether the company a guest came from is in the library; an unknown one is proposed, never entered by itself. */
export const guestMatches = { linked: "已对应", proposed: "待核实", ignored: "无需入库" } as const;
export type GuestMatch = keyof typeof guestMatches;
