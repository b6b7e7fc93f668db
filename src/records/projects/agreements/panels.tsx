import type { Panel } from "#kit/ui/frame/pages.ts";
import { agreementOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "project",
    title: "协议与公平竞争审查",
    order: 17,
    permission: agreementOperations.list.permission,
    component: () => import("./screens/AgreementPanel.tsx").then((file) => file.AgreementPanel),
  },
];
