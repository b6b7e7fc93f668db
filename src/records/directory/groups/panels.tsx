import type { Panel } from "#kit/ui/frame/pages.ts";
import { groupOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "company",
    title: "集团",
    order: 10,
    permission: groupOperations.place.permission,
    component: () => import("./screens/GroupPanel.tsx").then((file) => file.GroupPanel),
  },
];
