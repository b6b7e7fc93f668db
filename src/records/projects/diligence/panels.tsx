import type { Panel } from "#kit/ui/frame/pages.ts";
import { diligenceOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "尽职调查",
    order: 16,
    permission: diligenceOperations.ofProject.permission,
    component: () => import("./screens/DiligencePanel.tsx").then((file) => file.DiligencePanel),
  },
];
