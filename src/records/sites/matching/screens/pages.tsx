import type { Page } from "#kit/ui/frame/pages.ts";
import { matchOperations } from "../contract.ts";

const { permission } = matchOperations.match;

export const pages: Page[] = [
  {
    address: "sites/match",
    title: "按需求匹配空间",
    permission,
    component: () => import("./MatchPage.tsx").then((file) => file.MatchPage),
    commands: [{ title: "按需求匹配空间", permission, to: "sites/match", keywords: "xz 选址 找厂房 找地" }],
  },
];
