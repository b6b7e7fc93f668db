/** 公开来件: what came in by the public form is proposed, and is no lead before somebody takes it on. */
export const intakeStates = { waiting: "待承接", taken: "已承接", aside: "已搁置" } as const;
export type IntakeState = keyof typeof intakeStates;

/** 公开线索表单 */
export const intakeLinkStates = { open: "收集中", closed: "已关闭" } as const;
export type IntakeLinkState = keyof typeof intakeLinkStates;

/** 公开来件的办理结果, as figures count it. */
export const intakeOutcomes = { taken: "承接为线索", aside: "搁置" } as const;
export type IntakeOutcome = keyof typeof intakeOutcomes;

/** 办理时限: against the term of the first answer. */
export const intakeTimings = { inTime: "按期", late: "超期", none: "没有时限" } as const;
export type IntakeTiming = keyof typeof intakeTimings;

export const asideReasons = {
  duplicate: "重复：已有项目在跟进",
  unsuitable: "不符合产业方向",
  unreachable: "无法取得联系",
  meaningless: "内容无效",
  elsewhere: "不归本机构，已告知去处",
  other: "其他",
} as const;
export type AsideReason = keyof typeof asideReasons;
