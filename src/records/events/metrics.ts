import { eq } from "drizzle-orm";
import type { Metric } from "#kit/server/metric.ts";
import { companySubject } from "#records/directory/contract.ts";
import { companies } from "#records/directory/tables.ts";
import { eventSubject } from "./contract.ts";
import { surveyAnswers } from "./surveys/tables.ts";
import { eventHoldings, eventMeetings, events } from "./tables.ts";
import { eventKinds, meetingSources } from "./words.ts";

const permission = "metrics.read";

export const eventsHeld: Metric = {
  code: "events.held",
  title: "举办招商活动场次",
  unit: "场",
  definition:
    "期间内登记为“已举办”的招商活动场次。以活动开始日期计入当期，跨月的只计一次；退回筹备的自退回之日起不再计入。依据：机构年度招商活动计划。",
  version: 1,
  permission,
  facts: { table: eventHoldings },
  groups: { kind: { title: "活动类型", column: eventHoldings.kind, words: eventKinds } },
  measure: { kind: "rows" },
  evidence: [
    { key: "name", title: "活动名称", column: events.name, shows: "link" },
    { key: "kind", title: "活动类型", column: eventHoldings.kind, shows: "code", words: eventKinds },
    { key: "happenedOn", title: "开始日期", column: eventHoldings.happenedOn, shows: "date" },
    { key: "place", title: "地点", column: events.place },
    { key: "typedAt", title: "录入时间", column: eventHoldings.typedAt, shows: "moment" },
  ],
  about: { table: events, key: eventHoldings.eventId, subject: eventSubject },
};

export const eventCosts: Metric = {
  ...eventsHeld,
  code: "events.cost",
  title: "招商活动实际费用",
  unit: "元",
  definition:
    "期间内已举办的招商活动登记的实际费用之和，按活动开始日期计入；没有登记费用的按零计。以决算数为准的报表另取决算。",
  measure: { kind: "sum", of: eventHoldings.cost },
  evidence: [
    ...eventsHeld.evidence.slice(0, 3),
    { key: "cost", title: "实际费用", column: eventHoldings.cost, shows: "money", unit: "元" },
    { key: "typedAt", title: "录入时间", column: eventHoldings.typedAt, shows: "moment" },
  ],
};

export const companiesMet: Metric = {
  code: "events.companies",
  title: "活动会见企业数",
  unit: "家",
  definition:
    "期间内到会或在外出招商中拜访过的库内企业家数，一家企业在期间内只计一次；没有对应到企业库的来宾不计。以会见当日计入当期。",
  version: 1,
  permission,
  facts: { table: eventMeetings },
  groups: {
    kind: { title: "活动类型", column: eventMeetings.kind, words: eventKinds },
    source: { title: "会见方式", column: eventMeetings.source, words: meetingSources },
  },
  measure: { kind: "distinct", of: eventMeetings.companyId },
  evidence: [
    { key: "name", title: "企业名称", column: companies.name, shows: "link" },
    { key: "kind", title: "活动类型", column: eventMeetings.kind, shows: "code", words: eventKinds },
    { key: "source", title: "会见方式", column: eventMeetings.source, shows: "code", words: meetingSources },
    { key: "happenedOn", title: "会见日期", column: eventMeetings.happenedOn, shows: "date" },
    { key: "typedAt", title: "录入时间", column: eventMeetings.typedAt, shows: "moment" },
  ],
  about: { table: companies, key: eventMeetings.companyId, subject: companySubject },
};

const answered: Metric = {
  code: "surveys.answered",
  title: "满意度调查有效答卷",
  unit: "份",
  definition: "期间内收到的活动满意度答卷份数，一个凭据一份，收到后不能修改。满意率的分母。",
  version: 1,
  permission,
  facts: { table: surveyAnswers },
  groups: { kind: { title: "活动类型", column: surveyAnswers.kind, words: eventKinds } },
  measure: { kind: "rows" },
  evidence: [
    { key: "name", title: "活动名称", column: events.name, shows: "link" },
    { key: "happenedOn", title: "答卷日期", column: surveyAnswers.happenedOn, shows: "date" },
    { key: "typedAt", title: "收到时间", column: surveyAnswers.typedAt, shows: "moment" },
  ],
  about: { table: events, key: surveyAnswers.eventId, subject: eventSubject },
};

const satisfied: Metric = {
  ...answered,
  code: "surveys.satisfied",
  title: "满意度调查满意答卷",
  definition:
    "期间内收到的答卷中，总体满意度得分达到满分的八成（规则包“满意的起点”，答卷当日的规定）及以上的份数。满意率的分子。",
  facts: { table: surveyAnswers, only: eq(surveyAnswers.isSatisfied, true) },
};

export const eventMetrics = [eventsHeld, eventCosts, companiesMet, answered, satisfied];
