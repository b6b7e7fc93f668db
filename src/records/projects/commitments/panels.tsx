import type { Panel } from "#kit/ui/frame/pages.ts";
import { commitmentOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "承诺与履约",
    order: 30,
    permission: commitmentOperations.show.permission,
    component: () => import("./screens/CommitmentPanel.tsx").then((file) => file.CommitmentPanel),
  },
];
