import { states } from "#tests/support/access.ts";

/** A figure is the whole agency's for whoever may ask; of the rows behind it one sees those one sees elsewhere. */
export const metricsAccess = states("指标取数", {
  permissions: {
    "metrics.read": {
      opens: ["metrics.list", "metrics.figure", "metrics.table", "metrics.evidence"],
      roles: { head: "agency", chief: "agency", officer: "division", performance: "agency", finance: "agency" },
    },
  },
});
