import { LineChartOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { metricOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "metrics",
    title: "指标取数",
    permission: metricOperations.list.permission,
    component: () => import("./MetricTables.tsx").then((file) => file.MetricTables),
    menu: { group: "coordination", order: 30, icon: LineChartOutlined },
    keywords: "zbqs 指标 统计 口径",
  },
];
