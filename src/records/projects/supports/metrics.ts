import type { Metric } from "#kit/server/metric.ts";
import { projectSubject } from "../contract.ts";
import { projects } from "../tables.ts";
import { capitals, sizes, tracks } from "../words.ts";
import { supportOutcomes } from "./contract.ts";
import { projectSupportClosings as closings } from "./tables.ts";
import { supportKinds } from "./words.ts";

/** 要素需求办结数; cut by 办结时限 it says how many in time. */
const supportsClosed: Metric = {
  code: "supports.closed",
  title: "要素需求办结数",
  unit: "项",
  definition:
    "期间内办结的项目要素需求（土地、能耗、环境容量、用工、融资）项数，按办结日期计；不晚于办结期限的为按期，期限按工作日推算。依据：项目要素保障台账。",
  version: 1,
  permission: "metrics.read",
  facts: { table: closings },
  groups: {
    kind: { title: "要素", column: closings.kind, words: supportKinds },
    outcome: { title: "结果", column: closings.outcome, words: supportOutcomes },
    timing: { title: "办结时限", column: closings.timing, words: { inTime: "按期", late: "超期" } },
    track: { title: "项目类型", column: closings.track, words: tracks },
    size: { title: "规模", column: closings.size, words: sizes },
    capital: { title: "内外资", column: closings.capital, words: capitals },
  },
  measure: { kind: "rows" },
  evidence: [
    { key: "code", title: "项目编号", column: projects.code },
    { key: "name", title: "项目名称", column: projects.name, shows: "link" },
    { key: "kind", title: "要素", column: closings.kind, shows: "code", words: supportKinds },
    { key: "outcome", title: "结果", column: closings.outcome, shows: "code", words: supportOutcomes },
    { key: "happenedOn", title: "办结日期", column: closings.happenedOn, shows: "date" },
    { key: "typedAt", title: "录入时间", column: closings.typedAt, shows: "moment" },
  ],
  about: { table: projects, key: closings.projectId, subject: projectSubject },
};

export const supportMetrics = [supportsClosed];
