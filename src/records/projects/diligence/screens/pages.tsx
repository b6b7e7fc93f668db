import { FileSearchOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { diligenceOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "diligences",
    title: "尽职调查",
    permission: diligenceOperations.list.permission,
    component: () => import("./DiligenceList.tsx").then((file) => file.DiligenceList),
    menu: { group: "promotion", order: 12, icon: FileSearchOutlined },
    keywords: "jzdc 尽调 背景调查 信用 涉诉 股权 附条件",
  },
];
