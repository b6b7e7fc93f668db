import type { Panel } from "#kit/ui/frame/pages.ts";
import { identityOperations } from "./contract.ts";

export const panels: Panel[] = [
  {
    on: "account",
    title: "外部账号",
    order: 10,
    permission: identityOperations.of.permission,
    component: () => import("./parts/AccountIdentities.tsx").then((file) => file.AccountIdentities),
  },
];
