/** 与上次相比 */
export const reportChanges = { added: "新增", changed: "有变化", gone: "不再上报", same: "没有变化" } as const;
export type ReportChange = keyof typeof reportChanges;
