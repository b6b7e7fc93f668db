import type { Panel } from "#kit/ui/frame/pages.ts";
import { arrivalOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "到位资金",
    order: 20,
    permission: arrivalOperations.list.permission,
    component: () => import("./screens/ArrivalPanel.tsx").then((file) => file.ArrivalPanel),
  },
];
