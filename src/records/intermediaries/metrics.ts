import type { Metric } from "#kit/server/metric.ts";
import { intermediarySubject } from "./contract.ts";
import { intermediaries, mandateSignings } from "./tables.ts";
import { intermediaryKinds } from "./words.ts";

const mandated: Metric = {
  code: "intermediaries.mandated",
  title: "签约中介机构数",
  unit: "家",
  definition:
    "期间内签订（含续签）委托招商协议的中介机构家数，以签订日期计入当期，一家在期间内只计一次。某日有效的委托另见“委托协议”清单的截至日。",
  version: 1,
  permission: "metrics.read",
  facts: { table: mandateSignings },
  groups: { kind: { title: "机构类型", column: mandateSignings.kind, words: intermediaryKinds } },
  measure: { kind: "distinct", of: mandateSignings.intermediaryId },
  evidence: [
    { key: "name", title: "机构名称", column: intermediaries.name, shows: "link" },
    { key: "kind", title: "类型", column: mandateSignings.kind, shows: "code", words: intermediaryKinds },
    { key: "happenedOn", title: "签订日期", column: mandateSignings.happenedOn, shows: "date" },
    { key: "typedAt", title: "录入时间", column: mandateSignings.typedAt, shows: "moment" },
  ],
  about: { table: intermediaries, key: mandateSignings.intermediaryId, subject: intermediarySubject },
};

export const intermediaryMetrics = [mandated];
