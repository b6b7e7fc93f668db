import { InboxOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { manage, publish } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "intakes",
    title: "公开来件",
    permission: manage,
    component: () => import("./IntakeList.tsx").then((file) => file.IntakeList),
    menu: { group: "promotion", order: 13, icon: InboxOutlined },
    keywords: "gklj xsbd 公开表单 公开来件 承接",
  },
  {
    address: "intakes/links",
    title: "公开线索表单",
    permission: publish,
    component: () => import("./LinkList.tsx").then((file) => file.LinkList),
    keywords: "gkbd 公开链接 二维码",
  },
  {
    address: "intakes/$id",
    title: "公开来件",
    permission: manage,
    component: () => import("./IntakePage.tsx").then((file) => file.IntakePage),
  },
];
