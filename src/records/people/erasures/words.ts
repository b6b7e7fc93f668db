/** 个人信息删除的经过: asked by one, decided by another. */
export const erasureStates = { requested: "待确认", done: "已删除", rejected: "已驳回" } as const;
export type ErasureState = keyof typeof erasureStates;

export const erasureKinds = { contact: "企业联系人", person: "离职人员" } as const;
export type ErasureKind = keyof typeof erasureKinds;

/** 申请人与信息主体的关系; never a name, which would outlive the erasure. */
export const applicants = { self: "本人", relative: "近亲属", guardian: "监护人", agent: "受托代理人" } as const;
export type Applicant = keyof typeof applicants;

/** What stands where a name stood. */
export const erasedName = "已删除";
