/** 活动类型: what an agency counts its outreach by. */
export const eventKinds = {
  promotion: "宣传推介会",
  overseasPromotion: "境外推介会",
  industryInvestment: "产业招商活动",
  signing: "集中签约",
  outboundTrip: "外出招商",
  siteVisit: "来访接待",
  exhibition: "展会",
  matchmaking: "对接会",
  districtTour: "走进本区",
  training: "培训沙龙",
  symposium: "座谈会",
} as const;
export type EventKind = keyof typeof eventKinds;

export const eventStates = { planned: "筹备中", held: "已举办", cancelled: "已取消" } as const;
export type EventState = keyof typeof eventStates;

/** 会见的来处: a guest who came, or a company called upon on a trip. */
export const meetingSources = { guest: "到会", stop: "外出拜访" } as const;
export type MeetingSource = keyof typeof meetingSources;

/** 活动办理: what one list of events can be narrowed to. */
export const eventWaits = { holding: "待登记举办", report: "待写小结" } as const;
export type EventWait = keyof typeof eventWaits;

export const followStates = { open: "待跟进", done: "已跟进", dropped: "不再跟进" } as const;
export type FollowState = keyof typeof followStates;
