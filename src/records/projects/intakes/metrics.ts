import type { EvidenceColumn, Metric } from "#kit/server/metric.ts";
import { intakeSubject, manage } from "./contract.ts";
import { intakeHandlings, intakeReceipts, intakes } from "./tables.ts";
import { intakeOutcomes, intakeTimings } from "./words.ts";

/** Of those who handle the intakes: what a stranger wrote in is shown to nobody else, and a figure opens its rows. */
const shared = { version: 1, permission: manage, measure: { kind: "rows" as const } };

const evidenceOf = (table: typeof intakeReceipts | typeof intakeHandlings, day: string): EvidenceColumn[] => [
  { key: "name", title: "企业名称", column: intakes.companyName, shows: "link" },
  { key: "form", title: "表单", column: table.form },
  { key: "happenedOn", title: day, column: table.happenedOn, shows: "date" },
];

const intakesReceived: Metric = {
  ...shared,
  code: "intakes.received",
  title: "公开来件数",
  unit: "份",
  definition:
    "期间内经公开线索表单收到的来件份数，按收到日期计；同一企业提交几次计几份，后来搁置、删除联系人信息的仍计。依据：机构线索管理制度。",
  facts: { table: intakeReceipts },
  groups: { form: { title: "表单", column: intakeReceipts.form } },
  evidence: [
    ...evidenceOf(intakeReceipts, "收到日期"),
    { key: "typedAt", title: "收到时间", column: intakeReceipts.typedAt, shows: "moment" },
  ],
  about: { table: intakes, key: intakeReceipts.intakeId, subject: intakeSubject },
};

/** 承接 and 搁置; cut by 办理时限 it says how many were taken up in time. */
const intakesHandled: Metric = {
  ...shared,
  code: "intakes.handled",
  title: "公开来件办理数",
  unit: "份",
  definition:
    "期间内承接为线索或搁置的来件份数，按办理日期计；搁置后又承接的以承接为准，自承接之时起改计。不晚于答复时限的为按期，时限自收到之日按规则包“线索时限”推算，工作日历没有公布、规则包没有规定的为没有时限。依据：规则包“招商项目”的线索时限。",
  facts: { table: intakeHandlings },
  groups: {
    outcome: { title: "结果", column: intakeHandlings.outcome, words: intakeOutcomes },
    timing: { title: "办理时限", column: intakeHandlings.timing, words: intakeTimings },
    form: { title: "表单", column: intakeHandlings.form },
  },
  evidence: [
    ...evidenceOf(intakeHandlings, "办理日期"),
    { key: "receivedOn", title: "收到日期", column: intakes.receivedOn, shows: "date" },
    { key: "outcome", title: "结果", column: intakeHandlings.outcome, shows: "code", words: intakeOutcomes },
    { key: "timing", title: "办理时限", column: intakeHandlings.timing, shows: "code", words: intakeTimings },
    { key: "typedAt", title: "录入时间", column: intakeHandlings.typedAt, shows: "moment" },
  ],
  about: { table: intakes, key: intakeHandlings.intakeId, subject: intakeSubject },
};

export const intakeMetrics = [intakesReceived, intakesHandled];
