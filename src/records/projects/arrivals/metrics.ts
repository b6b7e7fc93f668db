import { currencies } from "#kit/base/currencies.ts";
import type { Metric } from "#kit/server/metric.ts";
import { asItWas, evidenceOf, groupsOf, shared } from "../metrics.ts";
import { projectFundsInPlace } from "./tables.ts";
import { arrivalKinds } from "./words.ts";

const currencyWords = Object.fromEntries(Object.entries(currencies).map(([code, { title }]) => [code, title]));

/** 到位资金: verified rows alone, dated by their arrival; statistics figures are no part of it. */
const fundsInPlace: Metric = {
  ...shared(projectFundsInPlace),
  code: "projects.fundsInPlace",
  title: "到位资金（已核验）",
  unit: "元",
  definition: `期间内到位、有凭证并经另一人核验的资金的计入金额之和，按到位日期计入，自核验之时起可数；外币按各自登记的汇率折算；统计数另列，不计入也不改动本数。${asItWas}依据：规则包“招商项目”的到位资金口径。`,
  measure: { kind: "sum", of: projectFundsInPlace.countedAmount },
  groups: {
    kind: { title: "类型", column: projectFundsInPlace.kind, words: arrivalKinds },
    currency: { title: "币种", column: projectFundsInPlace.currency, words: currencyWords },
    ...groupsOf(projectFundsInPlace),
  },
  evidence: [
    ...evidenceOf(projectFundsInPlace),
    { key: "kind", title: "类型", column: projectFundsInPlace.kind, shows: "code", words: arrivalKinds },
    { key: "countedAmount", title: "计入金额", column: projectFundsInPlace.countedAmount, shows: "money", unit: "元" },
  ],
};

export const arrivalMetrics = [fundsInPlace];
