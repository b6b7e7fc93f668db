import type { Metric } from "#kit/server/metric.ts";
import { companySubject } from "./contract.ts";
import { eq } from "drizzle-orm";
import { companies, companyFacts, companyTaggings } from "./tables.ts";
import { companyTags, type FactKind, industrySections } from "./words.ts";

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

interface Yearly {
  kind: FactKind;
  title: string;
  unit: string;
  definition: string;
  permission?: string;
}

/** 外部数据 of a year, added up over companies; each by the one figure that stands for it on the day asked about. */
const yearly = ({ kind, title, unit, definition, permission = "metrics.read" }: Yearly): Metric => ({
  code: `facts.${kind}`,
  title,
  unit,
  definition: `${definition}以该年度 12 月 31 日为发生日期；一家企业一个年度一项只取一个数，更正的按更正后的数计。`,
  version: 1,
  permission,
  facts: { table: companyFacts, only: eq(companyFacts.kind, kind) },
  groups: {
    industry: { title: "行业门类", column: companyFacts.industry, words: industrySections },
    region: { title: "行政区划", column: companyFacts.region },
  },
  measure: { kind: "sum", of: companyFacts.value },
  evidence: [
    { key: "name", title: "企业名称", column: companies.name, shows: "link" },
    { key: "year", title: "年度", column: companyFacts.year },
    // 涉税 of one company is told by taxes.reveal alone: outward go sums only.
    ...(permission === "metrics.read"
      ? [{ key: "value", title, column: companyFacts.value, unit, shows: unit === "元" ? "money" : "count" } as const]
      : []),
    { key: "issuer", title: "来源单位", column: companyFacts.issuer },
    { key: "typedAt", title: "录入时间", column: companyFacts.typedAt, shows: "moment" },
  ],
  about: { table: companies, key: companyFacts.companyId, subject: companySubject },
});

const companyRevenue = yearly({
  kind: "revenue",
  title: "在库企业营业收入",
  unit: "元",
  definition: "库内企业该年度营业收入之和，按来源单位提供的数登记。",
});
const companyEmployees = yearly({
  kind: "employees",
  title: "在库企业用工人数",
  unit: "人",
  definition: "库内企业该年度用工人数之和，按来源单位提供的数登记。",
});
const companyResearch = yearly({
  kind: "research",
  title: "在库企业研发费用",
  unit: "元",
  definition: "库内企业该年度研发费用之和，按来源单位提供的数登记。",
});
const companyTaxes = yearly({
  kind: "tax",
  title: "在库企业纳税额",
  unit: "元",
  definition: "库内企业该年度纳税额之和，涉税数据，只对外提供合计。依据：税收征收管理法第八条。",
  permission: "taxes.reveal",
});

export const directoryMetrics = [companiesTagged, companyRevenue, companyEmployees, companyResearch, companyTaxes];
