import { ToolOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { supportOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "projects/supports",
    title: "要素保障",
    permission: supportOperations.list.permission,
    component: () => import("./SupportList.tsx").then((file) => file.SupportList),
    menu: { group: "promotion", order: 18, icon: ToolOutlined },
    keywords: "ysbz 土地 能耗 环境容量 用工 融资",
  },
];
