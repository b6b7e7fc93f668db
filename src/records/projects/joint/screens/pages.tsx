import { ShareAltOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { jointOperations } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "joint",
    title: "联合招商",
    permission: jointOperations.list.permission,
    component: () => import("./JointList.tsx").then((file) => file.JointList),
    menu: { group: "promotion", order: 19, icon: ShareAltOutlined },
    keywords: "lhzs 合作区县 贡献份额 飞地",
  },
];
