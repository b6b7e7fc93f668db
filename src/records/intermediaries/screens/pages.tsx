import { SolutionOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { read } from "../contract.ts";

export const pages: Page[] = [
  {
    address: "intermediaries",
    title: "中介机构",
    permission: read,
    component: () => import("./IntermediaryList.tsx").then((file) => file.IntermediaryList),
    menu: { group: "resources", order: 50, icon: SolutionOutlined },
    keywords: "zjjg 商协会 引荐人 委托招商",
  },
  {
    address: "intermediaries/$id",
    title: "中介机构",
    permission: read,
    component: () => import("./IntermediaryPage.tsx").then((file) => file.IntermediaryPage),
  },
  {
    address: "mandates",
    title: "委托协议",
    permission: read,
    component: () => import("./MandateList.tsx").then((file) => file.MandateList),
    keywords: "wtxy 委托招商 到期",
  },
  {
    address: "outposts",
    title: "驻外机构",
    permission: read,
    component: () => import("./OutpostList.tsx").then((file) => file.OutpostList),
    keywords: "zwjg 联络站 小分队 代理点 驻点",
  },
  {
    address: "outposts/$id",
    title: "驻外机构",
    permission: read,
    component: () => import("./OutpostPage.tsx").then((file) => file.OutpostPage),
  },
];
