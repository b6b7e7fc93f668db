import { AuditOutlined } from "@ant-design/icons";
import type { Page } from "#kit/ui/frame/pages.ts";
import { expertOperations, reviewOperations } from "../contract.ts";

const read = reviewOperations.list.permission;

export const pages: Page[] = [
  {
    address: "reviews",
    title: "项目评审",
    permission: read,
    component: () => import("./ReviewList.tsx").then((file) => file.ReviewList),
    menu: { group: "promotion", order: 12, icon: AuditOutlined },
    keywords: "xmps 评审 征求意见 专家论证 合法性审核 上会 协议审查",
  },
  {
    address: "reviews/$id",
    title: "项目评审",
    permission: read,
    component: () => import("./ReviewPage.tsx").then((file) => file.ReviewPage),
  },
  {
    address: "experts",
    title: "专家库",
    permission: expertOperations.list.permission,
    component: () => import("./ExpertList.tsx").then((file) => file.ExpertList),
    keywords: "zjk 评审专家",
  },
];
