import type { Panel } from "#kit/ui/frame/pages.ts";
import { referralOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "首谈首报",
    order: 10,
    permission: referralOperations.ofProject.permission,
    component: () => import("./screens/ReferralPanel.tsx").then((file) => file.ReferralPanel),
  },
];
