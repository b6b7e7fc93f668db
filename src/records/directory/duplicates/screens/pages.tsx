import { DiffOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { duplicateOperations } from "../contract.ts";

const permission = duplicateOperations.list.permission;

export const pages: Page[] = [
  {
    address: "duplicates",
    title: "疑似重复",
    permission,
    component: () => import("./DuplicateList.tsx").then((file) => file.DuplicateList),
    menu: { group: "resources", order: 25, icon: DiffOutlined },
    keywords: "yscf 查重 合并 重复",
  },
  {
    address: "duplicates/$id",
    title: "比对疑似重复",
    permission,
    component: () => import("./DuplicatePage.tsx").then((file) => file.DuplicatePage),
  },
];
