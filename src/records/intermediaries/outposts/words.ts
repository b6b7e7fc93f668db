export const outpostKinds = {
  station: "招商联络站",
  team: "驻点招商小分队",
  agent: "招商代理点",
  office: "驻外机构",
} as const;
export type OutpostKind = keyof typeof outpostKinds;

export const outpostCosts = {
  rent: "场地租金",
  staff: "人员经费",
  travel: "差旅",
  activity: "活动经费",
  agency: "委托服务费",
  other: "其他",
} as const;
export type OutpostCost = keyof typeof outpostCosts;

export const outpostResults = {
  leads: "报送线索",
  visits: "邀约来访批次",
  signed: "促成签约项目",
  landed: "促成落地项目",
  events: "承办活动",
} as const;
export type OutpostResult = keyof typeof outpostResults;
