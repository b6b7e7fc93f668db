import type { Page } from "#kit/ui/frame/pages.ts";
import { referralOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "referrals",
    title: "首谈首报",
    permission: referralOperations.list.permission,
    component: () => import("./ReferralList.tsx").then((file) => file.ReferralList),
    keywords: "stsb shoutanshoubao 首报首谈 首谈保护",
  },
];
