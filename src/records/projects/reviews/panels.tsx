import type { Panel } from "#kit/ui/frame/pages.ts";
import { reviewOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "项目评审",
    order: 15,
    permission: reviewOperations.list.permission,
    component: () => import("./screens/ReviewPanel.tsx").then((file) => file.ReviewPanel),
  },
];
