import { UserDeleteOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { erasureOperations } from "../erasures/contract.ts";

const { permission } = erasureOperations.list;

export const erasurePages: Page[] = [
  {
    address: "erasures",
    title: "个人信息删除",
    permission,
    component: () => import("./ErasureList.tsx").then((file) => file.ErasureList),
    menu: { group: "administration", order: 40, icon: UserDeleteOutlined },
    keywords: "grxxsc 个保法 隐私 回执",
  },
  {
    address: "erasures/$id",
    title: "删除申请",
    permission,
    component: () => import("./ErasurePage.tsx").then((file) => file.ErasurePage),
  },
];
