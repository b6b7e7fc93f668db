import { FileSearchOutlined } from "@ant-design/icons";
import { anyone, signedIn } from "#kit/base/operation.ts";
import type { Page } from "#kit/ui/frame/pages.ts";

export const pages: Page[] = [
  {
    address: "/check",
    title: "核对",
    permission: anyone,
    component: () => import("./OutsideCheck.tsx").then((file) => file.OutsideCheck),
  },
  {
    address: "checks",
    title: "核对",
    permission: signedIn,
    component: () => import("./CheckPage.tsx").then((file) => file.CheckPage),
    menu: { group: "reports", order: 20, icon: FileSearchOutlined },
    keywords: "hd 核对 检查 疑点 勾稽 check",
  },
];
