/** 周报与月报 */
export const sheetKinds = { week: "周报", month: "月报" } as const;
export type SheetKind = keyof typeof sheetKinds;

/** 表中各数, each counted from facts. */
export const sheetFigures = {
  leads: "新增线索",
  newTalks: "新进入在谈",
  inTalks: "期末在谈",
  signings: "签约",
  landings: "落地",
  funds: "到位资金",
} as const;
export type SheetFigure = keyof typeof sheetFigures;

/** 本期与本年累计 */
export const sheetSpans = { period: "本期", yearToDate: "本年累计" } as const;
export type SheetSpan = keyof typeof sheetSpans;

/** 需要处理的事项, as they stand today. */
export const sheetProblems = {
  stalled: "停滞的项目",
  lateLeads: "线索时限已过",
  lateSupports: "要素保障超期",
  alertCommitments: "承诺逾期或违约",
  waitingMeetings: "待上会",
} as const;
export type SheetProblem = keyof typeof sheetProblems;

export const sheetFormats = { docx: "Word 文档", xlsx: "Excel 表格" } as const;
