import type { Panel } from "#kit/ui/frame/pages.ts";
import { outcomeOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "event",
    title: "活动成效",
    order: 10,
    permission: outcomeOperations.ofEvent.permission,
    component: () => import("./screens/OutcomePanel.tsx").then((file) => file.OutcomePanel),
  },
];
