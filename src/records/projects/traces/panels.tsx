import type { Panel } from "#kit/ui/frame/pages.ts";
import { traceOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "outpost",
    title: "成果",
    order: 10,
    permission: traceOperations.ofOutpost.permission,
    component: () => import("./screens/TracePanel.tsx").then((file) => file.TracePanel),
  },
];
