import { eq } from "drizzle-orm";
import type { Metric } from "#kit/server/metric.ts";
import { asItWas, evidenceOf, groupsOf, shared } from "../metrics.ts";
import { commitmentOutcomes } from "./tables.ts";
import { commitmentKinds, type Outcome } from "./words.ts";

const counted = (outcome: Outcome, says: Pick<Metric, "code" | "title" | "definition">): Metric => ({
  ...shared(commitmentOutcomes),
  ...says,
  facts: { table: commitmentOutcomes, only: eq(commitmentOutcomes.outcome, outcome) },
  unit: "项",
  measure: { kind: "rows" },
  groups: {
    kind: { title: "承诺事项", column: commitmentOutcomes.kind, words: commitmentKinds },
    ...groupsOf(commitmentOutcomes),
  },
  evidence: [
    ...evidenceOf(commitmentOutcomes),
    { key: "kind", title: "承诺事项", column: commitmentOutcomes.kind, shows: "code", words: commitmentKinds },
  ],
});

const document = "依据：规则包“招商项目”的承诺与履约。";

const commitmentsMet = counted("met", {
  code: "projects.commitmentsMet",
  title: "已履行的承诺",
  definition: `期间内达到目标（含逾期后补足）的承诺项数，按完成情况的截至日期计入；历史承诺不计。${asItWas}${document}`,
});

const commitmentsBreached = counted("breached", {
  code: "projects.commitmentsBreached",
  title: "违约的承诺",
  definition: `期间内过了期限和宽限仍未达到目标、或超出上限的承诺项数，按违约开始之日计入，自系统登记之时起可数；后来履行的转为已履行，此前截至时点的数不变；历史承诺不计。${asItWas}${document}`,
});

export const commitmentMetrics = [commitmentsMet, commitmentsBreached];
