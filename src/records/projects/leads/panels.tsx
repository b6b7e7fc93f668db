import type { Panel } from "#kit/ui/frame/pages.ts";
import { leadOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "时限与停滞",
    order: 10,
    permission: leadOperations.clocks.permission,
    component: () => import("./screens/ClockPanel.tsx").then((file) => file.ClockPanel),
  },
];
