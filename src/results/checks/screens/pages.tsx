import { FileSearchOutlined } from "@ant-design/icons";
import { anyone, signedIn } from "#kit/base/operation.ts";
import type { Page } from "#kit/ui/frame/pages.ts";
import { checkOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "/check",
    title: "核对",
    permission: anyone,
    component: () => import("./OutsideCheck.tsx").then((file) => file.OutsideCheck),
    invitation: {
      title: "不登录也可以核对一份报告",
      isOpen: async (call, signal) => (await call(checkOperations.offer, {}, signal)).isOpen,
    },
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
