import type { Panel } from "#kit/ui/frame/pages.ts";
import { jointOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "联合招商",
    order: 25,
    permission: jointOperations.ofProject.permission,
    component: () => import("./screens/JointPanel.tsx").then((file) => file.JointPanel),
  },
];
