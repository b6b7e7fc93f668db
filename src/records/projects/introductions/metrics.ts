import type { Metric } from "#kit/server/metric.ts";
import { industrySections } from "#records/directory/words.ts";
import { projectSubject } from "../contract.ts";
import { projects } from "../tables.ts";
import { capitals, sizes, tracks } from "../words.ts";
import { introductions } from "./tables.ts";

const filed: Metric = {
  code: "introductions.filed",
  title: "引荐备案项目数",
  unit: "个",
  definition:
    "期间内登记引荐备案的项目个数，按备案日期计；一个项目只有一份有效备案，作废的自作废之时起不计。引荐方在签约前备案，只认第一引荐人。",
  version: 1,
  permission: "metrics.read",
  facts: { table: introductions },
  groups: {
    track: { title: "项目类型", column: introductions.track, words: tracks },
    size: { title: "规模", column: introductions.size, words: sizes },
    capital: { title: "内外资", column: introductions.capital, words: capitals },
    industry: { title: "行业门类", column: introductions.industry, words: industrySections },
    region: { title: "意向落位", column: introductions.region },
  },
  measure: { kind: "rows" },
  evidence: [
    { key: "number", title: "备案号", column: introductions.number },
    { key: "name", title: "项目名称", column: projects.name, shows: "link" },
    { key: "introducedOn", title: "引荐日期", column: introductions.introducedOn, shows: "date" },
    { key: "happenedOn", title: "备案日期", column: introductions.happenedOn, shows: "date" },
    { key: "typedAt", title: "备案时间", column: introductions.typedAt, shows: "moment" },
  ],
  about: { table: projects, key: introductions.projectId, subject: projectSubject },
};

export const introductionMetrics = [filed];
