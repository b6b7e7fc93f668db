import type { Page } from "#kit/ui/frame/pages.ts";
import { disputeOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "disputes",
    title: "首谈争议",
    permission: disputeOperations.list.permission,
    component: () => import("./DisputeList.tsx").then((file) => file.DisputeList),
    keywords: "stzy 裁定",
  },
  {
    address: "disputes/$id",
    title: "首谈争议",
    permission: disputeOperations.get.permission,
    component: () => import("./DisputePage.tsx").then((file) => file.DisputePage),
  },
];
