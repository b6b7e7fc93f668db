/** 交接的经过: each signature opens the next; the last one carries it out. */
export const handoverStates = {
  draft: "拟稿",
  given: "移交人已签",
  received: "接收人已签",
  done: "已交接",
  cancelled: "已作废",
} as const;
export type HandoverState = keyof typeof handoverStates;

export const signatureRoles = { giver: "移交人", receiver: "接收人", witness: "监交人" } as const;
export type SignatureRole = keyof typeof signatureRoles;
