import type { Page } from "#kit/ui/frame/pages.ts";
import { referralOperations } from "../contract.ts";
import { disputeOperations } from "../disputes/contract.ts";

export const pages: Page[] = [
  {
    address: "referrals",
    title: "首谈首报",
    permission: referralOperations.list.permission,
    component: () => import("./ReferralList.tsx").then((file) => file.ReferralList),
    keywords: "stsb shoutanshoubao 首报首谈 首谈保护",
  },
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
