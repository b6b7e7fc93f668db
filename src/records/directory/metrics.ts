import type { Metric } from "#kit/server/metric.ts";
import { companySubject } from "./contract.ts";
import { companies, companyTaggings } from "./tables.ts";
import { companyTags } from "./words.ts";

export const companiesTagged: Metric = {
  code: "companies.tagged",
  title: "入库企业数（按标签）",
  unit: "家",
  definition:
    "期间内进入本机构企业库并带有所选标签的企业家数。以标签事实的发生日期计入当期；一家企业同一标签只计一次；标签被取消的，自取消之日起不再计入。依据：机构企业库管理办法。",
  version: 1,
  permission: "metrics.read",
  facts: { table: companyTaggings },
  groups: {
    tag: { title: "标签", column: companyTaggings.tag, words: companyTags },
    region: { title: "行政区划", column: companyTaggings.region },
  },
  measure: { kind: "distinct", of: companyTaggings.companyId },
  evidence: [
    { key: "name", title: "企业名称", column: companies.name, shows: "link" },
    { key: "creditCode", title: "统一社会信用代码", column: companies.creditCode },
    { key: "tag", title: "标签", column: companyTaggings.tag, shows: "code", words: companyTags },
    { key: "happenedOn", title: "发生日期", column: companyTaggings.happenedOn, shows: "date" },
    { key: "typedAt", title: "录入时间", column: companyTaggings.typedAt, shows: "moment" },
  ],
  about: { table: companies, key: companyTaggings.companyId, subject: companySubject },
};

export const directoryMetrics = [companiesTagged];
