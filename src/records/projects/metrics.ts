import type { PgColumn } from "drizzle-orm/pg-core";
import type { EvidenceColumn, Facts, Metric } from "#kit/server/metric.ts";
import { industrySections } from "#records/directory/words.ts";
import { projectSubject } from "./contract.ts";
import { introductionMetrics } from "./introductions/metrics.ts";
import { referralMetrics } from "./referral/metrics.ts";
import { countingMetrics } from "./counting/metrics.ts";
import { projectSignings } from "./signings/tables.ts";
import { projectLandings, projectStages } from "./stages/tables.ts";
import { projects } from "./tables.ts";
import { capitals, signingKinds, sizes, sources, stages, tracks } from "./words.ts";

/** A fact table that spreads `counted()`. */
type Counted = "projectId" | "track" | "size" | "capital" | "industry" | "region" | "source" | "amount";
type Table = Facts["table"] & Record<Counted, PgColumn>;

/** What every fact of a project can be cut by; the columns stand on the fact (`counted()`). */
export const groupsOf = (table: Table) => ({
  track: { title: "项目类型", column: table.track, words: tracks },
  size: { title: "规模", column: table.size, words: sizes },
  capital: { title: "内外资", column: table.capital, words: capitals },
  industry: { title: "行业门类", column: table.industry, words: industrySections },
  region: { title: "意向落位", column: table.region },
  source: { title: "线索来源", column: table.source, words: sources },
});

export const evidenceOf = (table: Table): EvidenceColumn[] => [
  { key: "code", title: "项目编号", column: projects.code },
  { key: "name", title: "项目名称", column: projects.name, shows: "link" },
  { key: "track", title: "项目类型", column: table.track, shows: "code", words: tracks },
  { key: "amount", title: "计划总投资", column: table.amount, shows: "money", unit: "元" },
  { key: "happenedOn", title: "发生日期", column: table.happenedOn, shows: "date" },
  { key: "typedAt", title: "录入时间", column: table.typedAt, shows: "moment" },
];

export const shared = (table: Table) => ({
  version: 1,
  permission: "metrics.read",
  facts: { table },
  about: { table: projects, key: table.projectId, subject: projectSubject },
});

export const asItWas = "类型、规模、行业等按登记当日抄下的计；更正的以更正后的为准，此前截至时点的数不变。";

const staged = {
  ...shared(projectStages),
  groups: { stage: { title: "阶段", column: projectStages.stage, words: stages }, ...groupsOf(projectStages) },
  evidence: [
    ...evidenceOf(projectStages),
    { key: "stage", title: "阶段", column: projectStages.stage, shows: "code", words: stages },
  ] satisfies EvidenceColumn[],
};

/** 到某阶段的项目: one fact per project and stage, so counting rows counts projects. */
const projectsReached: Metric = {
  ...staged,
  code: "projects.reached",
  title: "到某阶段的项目数",
  unit: "个",
  definition: `期间内登记到达所选阶段的项目个数，按发生日期计；一个项目同一阶段只计一次。${asItWas}依据：规则包“招商项目”的阶段与关口。`,
  measure: { kind: "rows" },
};

const reachedInvestment: Metric = {
  ...staged,
  code: "projects.reachedInvestment",
  title: "到某阶段的项目计划总投资",
  unit: "元",
  definition: `期间内登记到达所选阶段的项目的计划总投资之和，按登记当日的金额；没有填金额的不计。${asItWas}依据：规则包“招商项目”的阶段与关口。`,
  measure: { kind: "sum", of: projectStages.amount },
};

const landed = {
  ...shared(projectLandings),
  groups: groupsOf(projectLandings),
  evidence: [
    ...evidenceOf(projectLandings),
    { key: "definition", title: "落地口径", column: projectLandings.definition },
  ] satisfies EvidenceColumn[],
};

/** 落地项目: by the definition of its track in the pack, from the moment it was met. */
const projectsLanded: Metric = {
  ...landed,
  code: "projects.landed",
  title: "落地项目数",
  unit: "个",
  definition: `期间内按各类项目的落地口径认可（登记、核验或外部认定）的项目个数，按落地阶段的发生日期计入当期，自认可之时起可数。${asItWas}依据：规则包“招商项目”各类型的落地口径。`,
  measure: { kind: "rows" },
};

const landedInvestment: Metric = {
  ...landed,
  code: "projects.landedInvestment",
  title: "落地项目计划总投资",
  unit: "元",
  definition: `期间内落地项目的计划总投资之和，按认可当日的金额；没有填金额的不计。${asItWas}依据：规则包“招商项目”各类型的落地口径。`,
  measure: { kind: "sum", of: projectLandings.amount },
};

const agreed = {
  ...shared(projectSignings),
  groups: {
    kind: { title: "协议种类", column: projectSignings.kind, words: signingKinds },
    ...groupsOf(projectSignings),
  },
  evidence: [
    ...evidenceOf(projectSignings),
    { key: "kind", title: "协议种类", column: projectSignings.kind, shows: "code", words: signingKinds },
    { key: "counterpart", title: "签约方", column: projectSignings.counterpart },
    { key: "signedAmount", title: "协议金额", column: projectSignings.signedAmount, shows: "money", unit: "元" },
  ] satisfies EvidenceColumn[],
};

/** 协议投资额: of 正式 agreements alone; 框架、战略、意向 are never one figure with it. */
const agreedInvestment: Metric = {
  ...agreed,
  code: "projects.agreedInvestment",
  title: "协议投资额（正式协议）",
  unit: "元",
  definition: `期间内签订的正式投资协议的金额之和，外币按各自登记的汇率折算；框架、战略、意向协议不计入。${asItWas}依据：规则包“招商项目”的签约口径。`,
  measure: { kind: "sum", of: projectSignings.agreedAmount },
};

export const projectMetrics = [
  projectsReached,
  reachedInvestment,
  projectsLanded,
  landedInvestment,
  agreedInvestment,
  ...referralMetrics,
  ...introductionMetrics,
  ...countingMetrics,
];
