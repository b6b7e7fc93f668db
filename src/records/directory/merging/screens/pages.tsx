import type { Page } from "#kit/ui/frame/pages.ts";
import { mergeOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "companies/$id/merge",
    title: "合并企业",
    permission: mergeOperations.merge.permission,
    component: () => import("./MergePage.tsx").then((file) => file.MergePage),
  },
];
