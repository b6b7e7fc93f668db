import type { Panel } from "#kit/ui/frame/pages.ts";
import { countingOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "计数口径",
    order: 40,
    permission: countingOperations.ofProject.permission,
    component: () => import("./screens/CountingPanel.tsx").then((file) => file.CountingPanel),
  },
];
