import type { Metric } from "#kit/server/metric.ts";
import { industrySections } from "#records/directory/words.ts";
import { projectSubject } from "../contract.ts";
import { projects } from "../tables.ts";
import { capitals, sizes, sources, tracks } from "../words.ts";
import { referrals } from "./tables.ts";

const filed: Metric = {
  code: "referrals.filed",
  title: "首谈备案数",
  unit: "件",
  definition:
    "期间内登记的首谈首报备案件数，按备案日期计；撤回的自撤回之时起不计，争议中未获认定的仍计其备案。项目重新备案的各计一件。依据：规则包“首谈首报”。",
  version: 1,
  permission: "metrics.read",
  facts: { table: referrals },
  groups: {
    track: { title: "项目类型", column: referrals.track, words: tracks },
    size: { title: "规模", column: referrals.size, words: sizes },
    capital: { title: "内外资", column: referrals.capital, words: capitals },
    industry: { title: "行业门类", column: referrals.industry, words: industrySections },
    region: { title: "意向落位", column: referrals.region },
    source: { title: "线索来源", column: referrals.source, words: sources },
  },
  measure: { kind: "rows" },
  evidence: [
    { key: "number", title: "备案号", column: referrals.number },
    { key: "name", title: "项目名称", column: projects.name, shows: "link" },
    { key: "happenedOn", title: "备案日期", column: referrals.happenedOn, shows: "date" },
    { key: "typedAt", title: "备案时间", column: referrals.typedAt, shows: "moment" },
    { key: "expiresOn", title: "保护到期", column: referrals.expiresOn, shows: "date" },
  ],
  about: { table: projects, key: referrals.projectId, subject: projectSubject },
};

export const referralMetrics = [filed];
