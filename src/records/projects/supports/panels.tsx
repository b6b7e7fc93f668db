import type { Panel } from "#kit/ui/frame/pages.ts";
import { supportOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "要素保障",
    order: 40,
    permission: supportOperations.list.permission,
    component: () => import("./screens/SupportPanel.tsx").then((file) => file.SupportPanel),
  },
];
