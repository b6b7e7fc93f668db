import type { Page } from "#kit/ui/frame/pages.ts";
import { introductionOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "introductions",
    title: "引荐备案",
    permission: introductionOperations.list.permission,
    component: () => import("./IntroductionList.tsx").then((file) => file.IntroductionList),
    keywords: "yjba 引荐人 中介贡献",
  },
];
