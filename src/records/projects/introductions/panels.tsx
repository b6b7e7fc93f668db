import type { Panel } from "#kit/ui/frame/pages.ts";
import { introductionOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "引荐备案",
    order: 20,
    permission: introductionOperations.ofProject.permission,
    component: () => import("./screens/IntroductionPanel.tsx").then((file) => file.IntroductionPanel),
  },
  {
    on: "intermediary",
    title: "引荐贡献",
    order: 10,
    permission: introductionOperations.contribution.permission,
    component: () => import("./screens/ContributionPanel.tsx").then((file) => file.ContributionPanel),
  },
];
