import type { Metric } from "#kit/server/metric.ts";
import { companySubject } from "#records/directory/contract.ts";
import { companies } from "#records/directory/tables.ts";
import { encounterSubject } from "./contract.ts";
import { encounterCompanies, encounters } from "./tables.ts";
import { encounterKinds } from "./words.ts";

const permission = "metrics.read";
const asOfDay = "科室按对接当日我方人员的任职记。";

const encountersHeld: Metric = {
  code: "encounters.held",
  title: "对接次数",
  unit: "次",
  definition: `期间内登记的走访、来访接待、洽谈会、电话和线上会的次数，按对接当日计入当期；一次对接几家企业的计一次，作废的自作废之时起不计。${asOfDay}依据：机构对接记录制度。`,
  version: 1,
  permission,
  facts: { table: encounters },
  groups: {
    kind: { title: "方式", column: encounters.kind, words: encounterKinds },
    division: { title: "当日科室", column: encounters.divisionName },
  },
  measure: { kind: "rows" },
  evidence: [
    { key: "happenedOn", title: "日期", column: encounters.happenedOn, shows: "date" },
    { key: "kind", title: "方式", column: encounters.kind, shows: "code", words: encounterKinds },
    { key: "place", title: "地点", column: encounters.place },
    { key: "divisionName", title: "当日科室", column: encounters.divisionName },
    { key: "typedAt", title: "录入时间", column: encounters.typedAt, shows: "moment" },
  ],
  about: { table: encounters, key: encounters.id, subject: encounterSubject },
};

const companiesEncountered: Metric = {
  code: "encounters.companies",
  title: "对接企业家数",
  unit: "家",
  definition: `期间内对接过的库内企业家数，一家企业在期间内只计一次；未入库的单位不计，活动来宾另计（见“活动会见企业”）。${asOfDay}依据：机构对接记录制度。`,
  version: 1,
  permission,
  facts: { table: encounterCompanies },
  groups: {
    kind: { title: "方式", column: encounterCompanies.kind, words: encounterKinds },
    division: { title: "当日科室", column: encounterCompanies.divisionName },
  },
  measure: { kind: "distinct", of: encounterCompanies.companyId },
  evidence: [
    { key: "name", title: "企业名称", column: companies.name, shows: "link" },
    { key: "happenedOn", title: "日期", column: encounterCompanies.happenedOn, shows: "date" },
    { key: "kind", title: "方式", column: encounterCompanies.kind, shows: "code", words: encounterKinds },
    { key: "divisionName", title: "当日科室", column: encounterCompanies.divisionName },
    { key: "typedAt", title: "录入时间", column: encounterCompanies.typedAt, shows: "moment" },
  ],
  about: { table: companies, key: encounterCompanies.companyId, subject: companySubject },
};

export const encounterMetrics = [encountersHeld, companiesEncountered];
