import type { Panel } from "#kit/ui/frame/pages.ts";
import { factOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "company",
    title: "外部数据",
    order: 20,
    permission: factOperations.list.permission,
    component: () => import("./screens/FactPanel.tsx").then((file) => file.FactPanel),
  },
];
