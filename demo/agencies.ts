import type { BudgetLevel, PostKind, StaffKind, UnitNature } from "#records/people/words.ts";

/** 五个虚构机构: names and years as in figures/, divisions and staff as published there; what is not published is invented. */
export interface DemoAgency {
  code: string;
  /** Begins every login of the agency: a-head. */
  letter: string;
  name: string;
  region: string;
  /** The year of its published figures. */
  year: number;
  level: BudgetLevel;
  nature: UnitNature;
  superiorName?: string;
  /** 九个人的办公室: security and audit administrators are other bodies'. */
  isSmall?: true;
  /** 编制数 by kind, as approved before the opening. */
  approved: { kind: StaffKind; number: number; document: string }[];
  /** The last so many officers are 聘用. */
  contracted?: number;
  divisions: DemoDivision[];
}

/** 岗位 of every demo agency. */
export const demoPosts: { title: string; kind: PostKind }[] = [
  { title: "主任", kind: "leading" },
  { title: "科长", kind: "management" },
  { title: "专员", kind: "management" },
  { title: "会计", kind: "professional" },
];

export interface DemoDivision {
  name: string;
  /** 招商业务科室: its officers bring companies in. */
  isBusiness?: true;
  /** 在岗人员 by role; the role's code is the rule pack's. */
  staff: Partial<Record<StaffRole, number>>;
}

export type StaffRole = "head" | "chief" | "performance" | "finance" | "officer";

export const demoAgencies: DemoAgency[] = [
  {
    code: "shili-a",
    letter: "a",
    name: "示例甲区投资促进服务中心",
    region: "990101",
    year: 2023,
    level: "first",
    nature: "institution",
    approved: [{ kind: "institution", number: 32, document: "示例甲编〔2019〕12号" }],
    // 实有 28 人：主任 1、副主任 2、科长 5、副科长 2、其他 18；三位班子成员同为主任角色，票决才到得齐
    divisions: [
      { name: "办公室", staff: { head: 3, chief: 1, finance: 1, officer: 1 } },
      { name: "综合科", staff: { chief: 1, performance: 1, officer: 2 } },
      { name: "宣传推介科", staff: { chief: 1, officer: 3 } },
      { name: "项目促进一科", isBusiness: true, staff: { chief: 1, officer: 3 } },
      { name: "项目促进二科", isBusiness: true, staff: { chief: 1, officer: 2 } },
      { name: "项目促进三科", isBusiness: true, staff: { chief: 1, officer: 3 } },
      { name: "联络科", staff: { chief: 1, officer: 2 } },
    ],
  },
  {
    code: "shili-b",
    letter: "b",
    name: "示例乙区投资促进服务中心",
    region: "990102",
    year: 2023,
    level: "second",
    nature: "institution",
    superiorName: "示例乙区商务局",
    approved: [
      { kind: "institution", number: 30, document: "示例乙编〔2018〕7号" },
      { kind: "contracted", number: 10, document: "示例乙编办函〔2020〕3号" },
    ],
    contracted: 10,
    // 事业编制实有 29 人、聘用 10 人
    divisions: [
      { name: "办公室", staff: { head: 3, finance: 1, officer: 4 } },
      { name: "研究室", staff: { chief: 1, performance: 1, officer: 3 } },
      { name: "产业促进部", isBusiness: true, staff: { chief: 1, officer: 8 } },
      { name: "招商科", isBusiness: true, staff: { chief: 1, officer: 7 } },
      { name: "指导培训科", staff: { chief: 1, officer: 4 } },
      { name: "宣传推广科", staff: { chief: 1, officer: 3 } },
    ],
  },
  {
    code: "shili-c",
    letter: "c",
    name: "示例丙高新区投资服务局",
    region: "990103",
    year: 2023,
    level: "second",
    nature: "administrative",
    superiorName: "示例丙高新区管理委员会",
    approved: [{ kind: "administrative", number: 21, document: "示例丙编〔2020〕5号" }],
    // 内设 6 个、实有 21 人
    divisions: [
      { name: "综合办公室", staff: { head: 1, chief: 1, finance: 1, performance: 1, officer: 1 } },
      { name: "招商一科", isBusiness: true, staff: { chief: 1, officer: 3 } },
      { name: "招商二科", isBusiness: true, staff: { chief: 1, officer: 3 } },
      { name: "招商三科", isBusiness: true, staff: { chief: 1, officer: 2 } },
      { name: "企业服务科", staff: { chief: 1, officer: 2 } },
      { name: "项目评审科", staff: { chief: 1, officer: 1 } },
    ],
  },
  {
    code: "shili-d",
    letter: "d",
    name: "示例丁区招商和投资促进中心",
    region: "990104",
    year: 2022,
    level: "first",
    nature: "civilServiceLike",
    approved: [{ kind: "civilServiceLike", number: 14, document: "示例丁编〔2017〕21号" }],
    divisions: [
      { name: "办公室", staff: { head: 1, chief: 1, finance: 1, performance: 1 } },
      { name: "招商一科", isBusiness: true, staff: { chief: 1, officer: 2 } },
      { name: "招商二科", isBusiness: true, staff: { chief: 1, officer: 2 } },
      { name: "投资促进科", staff: { chief: 1, officer: 1 } },
    ],
  },
  {
    code: "shili-e",
    letter: "e",
    name: "示例戊县招商中心",
    region: "990121",
    year: 2023,
    level: "second",
    nature: "institution",
    superiorName: "示例戊县商务局",
    isSmall: true,
    approved: [
      { kind: "institution", number: 10, document: "示例戊编〔2021〕2号" },
      { kind: "logistics", number: 0, document: "示例戊编〔2021〕2号" },
    ],
    // 实有 9 人
    divisions: [
      { name: "办公室", staff: { head: 1, finance: 1, performance: 1 } },
      { name: "招商一科", isBusiness: true, staff: { chief: 1, officer: 2 } },
      { name: "招商二科", isBusiness: true, staff: { chief: 1, officer: 2 } },
    ],
  },
];
