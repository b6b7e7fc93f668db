import { inArray } from "drizzle-orm";
import type { EvidenceColumn, Metric } from "#kit/server/metric.ts";
import { industrySections } from "#records/directory/words.ts";
import { projectSubject } from "../contract.ts";
import { projects } from "../tables.ts";
import { capitals, sizes } from "../words.ts";
import { countings } from "../schemes/tables.ts";
import { countingKinds } from "../schemes/words.ts";

const shared = {
  version: 1,
  permission: "metrics.read",
  groups: {
    scheme: { title: "口径代号", column: countings.schemeCode },
    kind: { title: "计入方式", column: countings.kind, words: countingKinds },
    size: { title: "规模", column: countings.size, words: sizes },
    capital: { title: "内外资", column: countings.capital, words: capitals },
    industry: { title: "行业门类", column: countings.industry, words: industrySections },
    region: { title: "意向落位", column: countings.region },
  },
  evidence: [
    { key: "scheme", title: "口径代号", column: countings.schemeCode },
    { key: "name", title: "项目", column: countings.name, shows: "link" },
    { key: "entryNumber", title: "库内编号", column: countings.entryNumber },
    { key: "kind", title: "计入方式", column: countings.kind, shows: "code", words: countingKinds },
    { key: "number", title: "个数", column: countings.number, shows: "count" },
    { key: "amount", title: "计入金额", column: countings.countedAmount, shows: "money", unit: "元" },
    { key: "happenedOn", title: "发生日期", column: countings.happenedOn, shows: "date" },
    { key: "typedAt", title: "录入时间", column: countings.typedAt, shows: "moment" },
  ] satisfies EvidenceColumn[],
  about: { table: projects, key: countings.projectId, subject: projectSubject },
};

const rests = "各口径分开取数，不同口径的数不相加。依据：计数台账所列口径的文件。";
const entering = inArray(countings.kind, ["first", "entered"]);

const counted: Metric = {
  ...shared,
  code: "countings.counted",
  title: "计入口径的项目数",
  unit: "个",
  definition: `期间内首次计入或入库的台账行的个数之和；增资、升级、贡献分享不增加个数。${rests}`,
  facts: { table: countings, only: entering },
  measure: { kind: "sum", of: countings.number },
};

const amount: Metric = {
  ...shared,
  code: "countings.amount",
  title: "计入口径的金额",
  unit: "元",
  definition: `期间内台账行的计入金额之和；首次计入按口径的金额，增资、升级只计增加部分。${rests}`,
  facts: { table: countings },
  measure: { kind: "sum", of: countings.countedAmount },
};

const landed: Metric = {
  ...shared,
  code: "countings.landed",
  title: "库内落地项目数",
  unit: "个",
  definition: `期间内登记库内落地的台账行数，按上级库自己的落地口径；与本机构的落地项目数分开。${rests}`,
  facts: { table: countings, only: inArray(countings.kind, ["landed"]) },
  measure: { kind: "rows" },
};

const stock: Metric = {
  ...shared,
  code: "countings.stock",
  title: "期末在库项目数",
  unit: "个",
  stock: true,
  definition: `截至期末入库减出库的个数。${rests}`,
  facts: { table: countings, only: inArray(countings.kind, ["entered", "exited"]) },
  measure: { kind: "sum", of: countings.number },
};

export const countingMetrics = [counted, amount, landed, stock];
