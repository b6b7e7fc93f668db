/** 协议审查状态: what the last word on the newest text is. */
export const agreementStates = {
  pending: "待审查",
  passed: "已通过",
  failed: "须修改",
  withdrawn: "已撤下",
} as const;
export type AgreementState = keyof typeof agreementStates;

/** 逐条结论 */
export const hitConclusions = {
  mistaken: "不属于该情形",
  mustChange: "须修改",
  lawful: "有法律、行政法规或国务院批准依据",
  exception: "适用第十二条例外",
  nonExclusive: "条件客观、公开、不排他",
} as const;
export type HitConclusion = keyof typeof hitConclusions;

/** 法定依据的种类. 依据：《公平竞争审查条例》第十条。 */
export const legalGrounds = {
  law: "法律",
  regulation: "行政法规",
  stateCouncil: "国务院批准",
} as const;
export type LegalGround = keyof typeof legalGrounds;

/** 例外情形. 依据：《公平竞争审查条例》第十二条。 */
export const exceptionGrounds = {
  security: "维护国家安全和发展利益",
  innovation: "促进科学技术进步、增强国家自主创新能力",
  publicInterest: "节约能源、保护环境、救灾救助等社会公共利益",
  otherLaw: "法律、行政法规规定的其他情形",
} as const;
export type ExceptionGround = keyof typeof exceptionGrounds;

/** 审查结论 */
export const reviewConclusions = {
  passed: "不具有排除、限制竞争效果，可以签订",
  passedWithException: "适用例外规定，可以签订",
  failed: "应当修改后再审",
} as const;
export type ReviewConclusion = keyof typeof reviewConclusions;
